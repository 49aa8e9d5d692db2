// Mouse, pen and fingers: a press begins a gesture (gestures.mjs), which follows the pointer and ends or is cancelled.
import { connect, drag, pan, pinch, reconnect, resize, select, still } from "./gestures.mjs";
import { isAreaKey, isCallKey, isRegionKey } from "./model.mjs";

const START = 4; // px before a press becomes a drag
const EDGE = 28; // px from the edge of the stage where it begins to scroll

export class Pointer {
  #down = new Map();
  #gesture = null;
  #frame = 0;
  #scrolling = 0;
  marquee = false; // the next drag on the ground selects

  constructor(canvas) {
    this.canvas = canvas;
    const { svg: picture } = canvas.drawing;
    picture.addEventListener("pointerdown", (event) => this.#press(event));
    picture.addEventListener("pointermove", (event) => this.#move(event));
    picture.addEventListener("pointerup", (event) => this.#release(event));
    picture.addEventListener("pointercancel", (event) => this.#release(event, true));
    picture.addEventListener("dblclick", (event) => this.#twice(event));
    picture.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
  }

  get busy() {
    return this.#down.size > 0;
  }

  /** Escape: whatever is under way never was. */
  cancel() {
    if (!this.#gesture) return false;
    this.#gesture.cancel?.();
    this.#finish();
    return true;
  }

  #press(event) {
    if (event.button === 2) return;
    const { canvas } = this;
    canvas.closeMenus();
    canvas.drawing.svg.setPointerCapture(event.pointerId);
    this.#down.set(event.pointerId, event);
    if (this.#down.size === 2) {
      this.cancel();
      this.#gesture = pinch(canvas, this.#down);
      return;
    }
    this.#gesture = this.#begin(event);
    this.#gesture.from = event;
  }

  #begin(event) {
    const { canvas } = this;
    const { target } = event;
    const key = target.closest("[data-key]")?.dataset.key;
    if (event.button === 1) return pan(canvas);
    if (target.closest("[data-handle]")) return connect(canvas, key);
    if (target.closest("[data-end]")) return reconnect(canvas, target.closest("[data-end]").dataset);
    if (target.closest("[data-grip]")) return resize(canvas, key);
    if (key && !isAreaKey(key) && !isRegionKey(key)) {
      this.#choose(key, event.shiftKey || event.ctrlKey || event.metaKey);
      return isCallKey(key) ? still() : drag(canvas);
    }
    const chosen = key && canvas.store.selection.has(key);
    if (!chosen && (event.shiftKey || this.marquee)) return select(canvas, () => this.#banded());
    if (key && (chosen || target.closest(".ac-area-title"))) {
      this.#choose(key, event.shiftKey);
      return drag(canvas);
    }
    return pan(canvas, key);
  }

  #banded() {
    this.marquee = false;
    this.canvas.dispatchEvent(new Event("ac-band-done"));
  }

  #choose(key, also) {
    const { store } = this.canvas;
    if (also) {
      const next = new Set(store.selection);
      if (!next.delete(key)) next.add(key);
      store.select(next);
    } else if (!store.selection.has(key)) store.select([key]);
    this.canvas.focusOn(key, { quiet: true });
  }

  #move(event) {
    if (!this.#down.has(event.pointerId)) return;
    const before = this.#down.get(event.pointerId);
    this.#down.set(event.pointerId, event);
    const gesture = this.#gesture;
    if (!gesture) return;
    if (gesture.both) return gesture.both(before, event);
    if (!gesture.moved && Math.hypot(event.clientX - gesture.from.clientX, event.clientY - gesture.from.clientY) < START) return;
    gesture.moved = true;
    this.last = event;
    this.#frame ||= requestAnimationFrame(() => this.#follow());
  }

  #follow() {
    this.#frame = 0;
    if (!this.#gesture?.move) return;
    this.#gesture.move(this.last, this.#gesture.from);
    if (this.#gesture.scrolls) this.#scrollAtEdge();
  }

  /** Near the edge of the stage the drawing moves on by itself. */
  #scrollAtEdge() {
    clearTimeout(this.#scrolling);
    const { left, right, top, bottom } = this.canvas.drawing.svg.getBoundingClientRect();
    const over = (at, low, high) => (at < low + EDGE ? 1 : at > high - EDGE ? -1 : 0) * 9;
    const [dx, dy] = [over(this.last.clientX, left, right), over(this.last.clientY, top, bottom)];
    if (!dx && !dy) return;
    this.canvas.viewport.pan(dx, dy);
    this.#gesture.panned?.(dx / this.canvas.viewport.scale, dy / this.canvas.viewport.scale);
    this.#scrolling = setTimeout(() => this.#follow(), 16);
  }

  #release(event, cancelled = false) {
    if (!this.#down.delete(event.pointerId)) return;
    const gesture = this.#gesture;
    if (!gesture) return;
    if (cancelled) gesture.cancel?.();
    else if (gesture.moved) {
      if (gesture.move) gesture.move(event, gesture.from);
      gesture.end?.(event);
    } else gesture.tap?.(event);
    this.#finish();
  }

  #finish() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#scrolling);
    this.#gesture?.clear?.();
    [this.#frame, this.#gesture] = [0, null];
    this.canvas.hint();
  }

  #twice(event) {
    const key = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-key]")?.dataset.key;
    if (key && !isCallKey(key)) this.canvas.rename(key);
    else if (!key) this.canvas.openPicker(this.canvas.viewport.point(event));
  }

  #wheel(event) {
    const { viewport, whole } = this.canvas;
    if (event.ctrlKey || event.metaKey) viewport.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002)), event.offsetX, event.offsetY);
    else if (whole) viewport.pan(event.shiftKey ? -event.deltaY : -event.deltaX, event.shiftKey ? 0 : -event.deltaY);
    else return; // the page scrolls
    event.preventDefault();
  }
}
