// What plays a run: a chart with a place in it, a slider that moves the place, and figures of the moment.
import { button, html } from "./canvas/elements.mjs";
import { chart } from "./play-chart.mjs";

const WHOLE = 20; // seconds in which a run is played
const LINES = 12; // of the table

export class Player {
  #tape = null;
  #bands = [];
  #seconds = 60;
  #drawn = null;
  #frame = 0;
  #from = null;

  /** `onMoment` gets the number of the point that is shown. */
  constructor({ onMoment = () => {} }) {
    this.onMoment = onMoment;
    this.place = html("div", { className: "play-chart" });
    this.slider = html("input", { type: "range", min: 0, max: 1, step: 1, value: 0, ariaLabel: "Moment of the run", on: { input: () => this.#scrubbed() } });
    this.toggle = button("Play", () => (this.#frame ? this.pause() : this.play()));
    this.operation = html("select", { ariaLabel: "Operation on the chart", on: { change: () => this.#chosen() } });
    this.part = html("select", { ariaLabel: "Part on the chart", on: { change: () => this.#chosen() } });
    this.figures = html("dl", { className: "play-figures num" });
    this.body = html("tbody");
    this.heads = html("tr");
    this.table = html("details", { className: "play-table" }, html("summary", { textContent: "The run as a table" }), html("div", { className: "play-scroll", tabIndex: 0, aria: { role: "group", label: "The run as a table; scrolls" } }, html("table", { className: "live-operations" }, html("thead", {}, this.heads), this.body)));
    this.deck = html("div", { className: "play-deck" }, this.toggle, this.slider, this.operation, this.part);
    this.root = html("div", { className: "play-player" }, this.place, this.deck, this.figures, this.table);
    for (const kind of ["pointerdown", "pointermove"]) this.place.addEventListener(kind, (event) => this.#pointed(event));
    this.watch = new ResizeObserver(() => this.#drawn && Math.abs(this.place.clientWidth - this.#drawn.width) > 1 && this.draw());
    this.watch.observe(this.place);
    this.#ready(false);
  }

  #ready(there) {
    for (const each of [this.deck, this.figures, this.table]) each.hidden = !there;
  }

  /** Nothing has been run: only the time and the schedule. */
  empty(seconds, bands) {
    this.#tape = null;
    this.#seconds = seconds;
    this.#bands = bands;
    this.#ready(false);
    this.draw();
  }

  /** A run; it begins to play, unless the reader wants less motion. */
  load(tape, bands) {
    this.#tape = tape;
    this.#seconds = tape.seconds;
    this.#bands = bands;
    this.slider.max = tape.length - 1;
    options(this.operation, tape.operations, tape.operation);
    options(this.part, tape.parts, tape.part);
    this.#ready(true);
    this.#fill();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.slider.value = still ? Math.min(tape.length - 1, Math.ceil((bands[0]?.at ?? 0) / (tape.seconds / tape.length))) : 0;
    this.draw();
    if (!still) this.play();
  }

  draw() {
    const width = this.place.clientWidth;
    if (!width) return;
    const rows = this.#tape ? this.#tape.rows() : [{ title: [["Nothing has been run yet.", ""]], unit: "1", lines: [] }];
    const bucket = this.#tape ? this.#tape.outcome.bucket : this.#seconds;
    const label = this.#tape ? `${this.#tape.operations[this.#tape.operation].title} over ${this.#seconds} seconds; the slider below reads each moment` : "The schedule of a run";
    this.#drawn = { ...chart({ rows, bucket, seconds: this.#seconds, bands: this.#bands, width, label }), width };
    this.place.replaceChildren(this.#drawn.picture);
    this.show();
  }

  /** Show the moment that the slider stands at. */
  show() {
    const tape = this.#tape;
    if (!tape || !this.#drawn) return;
    const number = Number(this.slider.value);
    this.#drawn.stand(tape.at(number + 0.5));
    this.slider.setAttribute("aria-valuetext", tape.moment(number));
    const figures = { At: `${tape.at(number).toFixed(1)} s`, ...tape.figures(number) };
    if (this.figures.childElementCount !== Object.keys(figures).length) this.figures.replaceChildren(...Object.keys(figures).map(() => html("div", {}, html("dt"), html("dd"))));
    Object.entries(figures).forEach(([name, text], place) => {
      const [dt, dd] = this.figures.children[place].children;
      dt.textContent = name;
      dd.textContent = text;
    });
    this.onMoment(number);
  }

  play() {
    if (!this.#tape) return;
    if (Number(this.slider.value) >= this.#tape.length - 1) this.slider.value = 0;
    this.#from = null;
    this.toggle.textContent = "Pause";
    this.#frame = requestAnimationFrame((now) => this.#tick(now));
  }

  pause() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.toggle.textContent = "Play";
  }

  #tick(now) {
    if (!this.root.isConnected) return this.pause();
    this.#from ??= now - (Number(this.slider.value) / this.#tape.length) * WHOLE * 1000;
    const number = Math.min(this.#tape.length - 1, Math.floor(((now - this.#from) / 1000 / WHOLE) * this.#tape.length));
    if (number !== Number(this.slider.value)) {
      this.slider.value = number;
      this.show();
    }
    if (number >= this.#tape.length - 1) return this.pause();
    this.#frame = requestAnimationFrame((next) => this.#tick(next));
    return undefined;
  }

  #scrubbed() {
    this.pause();
    this.show();
  }

  #pointed(event) {
    if (!this.#tape || !(event.buttons & 1) || !this.#drawn) return;
    const { left } = this.place.getBoundingClientRect();
    this.slider.value = Math.floor((this.#drawn.secondAt(event.clientX - left) / this.#seconds) * this.#tape.length);
    this.#scrubbed();
  }

  #chosen() {
    this.#tape.operation = Number(this.operation.value);
    this.#tape.part = Number(this.part.value) || 0;
    this.#fill();
    this.draw();
  }

  #fill() {
    const tape = this.#tape;
    const stride = Math.max(1, Math.round(tape.length / LINES));
    const numbers = Array.from({ length: Math.ceil(tape.length / stride) }, (_, number) => number * stride);
    this.heads.replaceChildren(...["At", ...Object.keys(tape.figures(0))].map((textContent) => html("th", { scope: "col", textContent })));
    this.body.replaceChildren(...numbers.map((number) => html("tr", {}, html("th", { scope: "row", textContent: `${tape.at(number).toFixed(1)} s` }), ...Object.values(tape.figures(number)).map((textContent) => html("td", { className: "num", textContent })))));
  }
}

function options(select, each, chosen) {
  select.hidden = each.length < 2;
  select.replaceChildren(...each.map(({ title }, value) => html("option", { value, textContent: title, selected: value === chosen })));
}
