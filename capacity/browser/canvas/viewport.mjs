// Which part of the drawing is seen, and how large.
import { bounds } from "./geometry.mjs";

const [SMALLEST, LARGEST] = [0.15, 2.5];
const LEGIBLE = 0.6;

export class Viewport {
  x = 40;
  y = 40;
  scale = 1;
  touched = false; // whether somebody chose what to see

  constructor(svg, root, onChange) {
    Object.assign(this, { svg, root, onChange });
    this.apply();
  }

  apply() {
    this.root.setAttribute("transform", `translate(${this.x} ${this.y}) scale(${this.scale})`);
    this.svg.classList.toggle("ac-far", this.scale < 0.5);
    this.onChange?.();
  }

  /** A point of the screen in the drawing's units. */
  point({ clientX, clientY }) {
    const { left, top } = this.svg.getBoundingClientRect();
    return { x: (clientX - left - this.x) / this.scale, y: (clientY - top - this.y) / this.scale };
  }

  /** A point of the drawing, in pixels from the corner of the stage. */
  onStage({ x, y }) {
    return { x: x * this.scale + this.x, y: y * this.scale + this.y };
  }

  pan(dx, dy) {
    [this.x, this.y, this.touched] = [this.x + dx, this.y + dy, true];
    this.apply();
  }

  /** Larger or smaller; the point (cx, cy) of the stage stays where it is. */
  zoom(factor, cx = this.svg.clientWidth / 2, cy = this.svg.clientHeight / 2) {
    const scale = Math.min(LARGEST, Math.max(SMALLEST, this.scale * factor));
    this.x = cx - ((cx - this.x) * scale) / this.scale;
    this.y = cy - ((cy - this.y) * scale) / this.scale;
    [this.scale, this.touched] = [scale, true];
    this.apply();
  }

  /** All of it, in the middle, never larger than life. */
  fit(doc, places) {
    const all = bounds(doc, places);
    const [wide, high] = [this.svg.clientWidth, this.svg.clientHeight];
    if (!all || !wide || !high) return;
    this.scale = Math.min(1, Math.max(SMALLEST, Math.min((wide - 64) / all.w, (high - 64) / all.h)));
    this.x = (wide - all.w * this.scale) / 2 - all.x * this.scale;
    this.y = (high - all.h * this.scale) / 2 - all.y * this.scale;
    this.touched = false;
    this.apply();
  }

  /** Whether a rectangle is in sight. */
  sees({ x, y, w, h }) {
    const [from, to] = [this.onStage({ x, y }), this.onStage({ x: x + w, y: y + h })];
    return from.x >= 0 && from.y >= 0 && to.x <= this.svg.clientWidth && to.y <= this.svg.clientHeight;
  }

  /** See a rectangle: all of the drawing if that stays legible, else move just so far. */
  show(rect, doc, places) {
    if (this.sees(rect)) return;
    const all = bounds(doc, places);
    if (Math.min((this.svg.clientWidth - 64) / all.w, (this.svg.clientHeight - 64) / all.h) >= LEGIBLE) this.fit(doc, places);
    else this.reveal(rect);
  }

  /** Move just so far that a rectangle can be seen. */
  reveal({ x, y, w, h }) {
    const [from, to] = [this.onStage({ x, y }), this.onStage({ x: x + w, y: y + h })];
    const by = (low, high, room) => (low < 16 ? 16 - low : high > room - 16 ? Math.max(16 - low, room - 16 - high) : 0);
    const [dx, dy] = [by(from.x, to.x, this.svg.clientWidth), by(from.y, to.y, this.svg.clientHeight)];
    if (dx || dy) this.pan(dx, dy);
  }
}
