// What a drawing does under a load, beside it while it changes: a slider for the load, faults to try, and for each
// operation its times, its availability and whether its promises are kept. `badges` are handed on to the drawing.
//
// `show` says what may be seen: "all", or "numbers-off", which keeps the words and leaves out the amounts and the
// simulation. `schedule` are faults that stand on the schedule of a run before anybody puts some there.
// `onChange` hears of each look: { factor, faults, hit, evaluation }, with no evaluation where there is none.
import { badges } from "./badges.mjs";
import { button, html } from "./canvas/elements.mjs";
import { evaluate } from "./evaluate.mjs";
import { dollars, share, time } from "./evaluate-say.mjs";
import { human } from "./format.mjs";
import { possible, said, same, withFaults } from "./live-drawing-faults.mjs";
import { WaitingInCircles } from "./plan-walk.mjs";
import { loadPlayback } from "./play-loader.mjs";

const LEAST = Math.log10(0.1);
const MOST = Math.log10(20);
const KEPT = new Map([[true, ["good", "✓", "kept"]], [false, ["bad", "✕", "broken"]], [null, ["part", "?", "not known"]]]);
const NONE = new Map();

export class LivePanel {
  #drawing = { components: [], calls: [], zones: [] };
  #faults;
  #factor;
  #offered = "";
  #waiting = false;
  #playback = null;
  #tries = 0;

  constructor({ workload, show = "all", factor = 1, faults = [], schedule = [], onBadges = () => {}, onChange = () => {} }) {
    Object.assign(this, { workload, numbers: show !== "numbers-off", schedule, onBadges, onChange });
    this.#faults = faults;
    this.#factor = factor;
    this.load = html("input", { type: "range", min: LEAST, max: MOST, step: 0.01, value: Math.log10(factor), ariaLabel: "Load", on: { input: () => this.#moved() } });
    this.rate = html("output", { className: "live-rate small num" });
    this.which = html("select", { ariaLabel: "Component to lose an instance of" });
    this.fixed = html("span", { className: "live-faults" });
    this.suffered = html("ul", { className: "live-suffered" });
    this.found = html("div", { className: "live-found" });
    this.play = button("Simulate it", () => this.#play(), { hidden: !this.numbers, ariaExpanded: "false" });
    this.stage = html("div", { hidden: true });
    this.said = html("p", { className: "live-said small quiet", aria: { role: "status" } });
    this.root = html("section", { className: "live", ariaLabel: "The drawing under load", hidden: true },
      html("div", { className: "live-controls" },
        html("label", { className: "live-load" }, html("span", { textContent: "Load" }), this.load, this.rate),
        html("div", { className: "live-faults", aria: { role: "group", label: "Faults to try" } },
          this.which, button("Lose an instance", () => this.#suffer({ kind: "instance", target: this.which.value })), this.fixed),
        this.play),
      this.suffered, this.found, this.said, this.stage);
    for (const kind of ["input", "change"]) this.root.addEventListener(kind, (event) => event.stopPropagation()); // nothing here is part of an answer
  }

  /** The drawing as it is now; it is evaluated with the next frame. */
  set drawing(drawing) {
    this.#drawing = drawing;
    this.#soon();
  }

  /** How many times the load it was made for. */
  get factor() {
    return this.#factor;
  }

  set factor(factor) {
    if (factor === this.#factor) return;
    this.#factor = factor;
    this.load.value = Math.log10(factor);
    this.#soon();
  }

  get faults() {
    return this.#faults;
  }

  set faults(faults) {
    if (JSON.stringify(faults) === JSON.stringify(this.#faults)) return;
    this.#faults = faults;
    this.#soon();
  }

  /** What is offered now: the load, that many times. */
  get offered() {
    return { ...this.workload, operations: this.workload.operations.map((each) => ({ ...each, rate: each.rate * this.#factor })) };
  }

  #moved() {
    this.#factor = Number((10 ** Number(this.load.value)).toPrecision(3));
    this.#soon();
  }

  #soon() {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.show();
    });
  }

  #suffer(fault) {
    this.#faults = [...this.#faults, fault];
    this.show();
    this.said.textContent = `${this.#sentence(fault)}.`;
  }

  #undo(fault) {
    this.#faults = this.#faults.filter((each) => each !== fault);
    this.show();
    this.said.textContent = `Undone: ${this.#sentence(fault)}.`;
  }

  /** Open or close the simulation; it is fetched when it is first wanted. */
  async #play() {
    if (!this.#playback) {
      this.play.disabled = true;
      try {
        const { Playback } = await loadPlayback(this.#tries);
        this.#playback = new Playback({ faults: this.schedule, onBadges: (badges) => (badges ? this.onBadges(badges) : this.show()) });
        this.stage.append(this.#playback.root);
      } catch {
        this.#tries += 1;
        this.said.textContent = "The simulation could not be fetched. Try again when the network is back.";
        return;
      } finally {
        this.play.disabled = false;
      }
    }
    this.stage.hidden = !this.stage.hidden;
    this.play.setAttribute("aria-expanded", String(!this.stage.hidden));
    this.show();
    if (!this.stage.hidden) this.#playback.again();
  }

  /** Badges of the load as it stands, unless a run is being looked at. */
  #tellBadges(badges) {
    if (!this.#playback?.holds) this.onBadges(badges);
  }

  #sentence(fault) {
    const text = said(fault, this.#titles());
    return text[0].toUpperCase() + text.slice(1);
  }

  #titles() {
    return new Map([...(this.#drawing.zones ?? []), ...this.#drawing.components].map((each) => [each.id, each.name || each.id]));
  }

  show() {
    const { components, calls } = this.#drawing;
    this.root.hidden = !components.length || !calls.length;
    if (this.root.hidden) return this.onBadges(NONE);
    this.#offer();
    const { factor, faults, offered: load } = this;
    if (!this.stage.hidden) this.#playback.subject = { drawing: this.#drawing, workload: load };
    const peak = load.operations.map((each) => `${each.title || each.id} ${human(each.rate * each.peak_factor, "request/s")}`);
    this.rate.textContent = `×${factor < 1 ? factor.toFixed(2) : factor.toFixed(1)} of the peak: ${peak.join(", ")}`;
    this.load.setAttribute("aria-valuetext", this.rate.textContent);
    const hit = withFaults(this.#drawing, this.#faults);
    let evaluation;
    try {
      evaluation = evaluate(hit.drawing, load);
    } catch (error) {
      if (!(error instanceof WaitingInCircles)) throw error;
      this.found.replaceChildren(html("p", { className: "problem", textContent: error.message }));
      this.#tellBadges(NONE);
      return this.onChange({ factor, faults, hit, evaluation: null });
    }
    this.found.replaceChildren(this.#table(evaluation), this.#whole(evaluation, hit.lost));
    this.#tellBadges(this.#badges(evaluation, hit.lost));
    this.onChange({ factor, faults, hit, evaluation });
  }

  /** The faults that this drawing can suffer; those whose target is gone are over. */
  #offer() {
    const titles = this.#titles();
    const { components } = this.#drawing;
    const whole = possible(this.#drawing);
    this.#faults = this.#faults.filter((fault) => (fault.kind === "instance" ? titles.has(fault.target) : whole.some((each) => same(each, fault))));
    const offered = components.filter((each) => each.kind !== "client");
    const key = JSON.stringify([offered.map((each) => [each.id, titles.get(each.id)]), whole.map((each) => [each, titles.get(each.target)]), this.#faults]);
    if (key === this.#offered) return;
    this.#offered = key;
    const chosen = this.which.value;
    this.which.replaceChildren(...offered.map((each) => html("option", { value: each.id, textContent: titles.get(each.id), selected: each.id === chosen })));
    this.fixed.replaceChildren(...whole.map((fault) => {
      const text = fault.kind === "zone" ? `Lose zone ${(titles.get(fault.target) ?? fault.target).replace(/^zone /i, "")}` : "Empty the caches";
      return button(text, () => this.#suffer(fault), { disabled: this.#faults.some((each) => same(each, fault)) });
    }));
    this.suffered.replaceChildren(...this.#faults.map((fault) => {
      const sentence = this.#sentence(fault);
      return html("li", {}, html("span", { textContent: sentence }), " ", button("Undo", () => this.#undo(fault), { ariaLabel: `Undo: ${sentence}` }));
    }));
  }

  #table({ operations }) {
    const heads = this.numbers ? ["Operation", "p99", "Succeeds", "Promises"] : ["Operation", "Promises"];
    const rows = operations.map((each) => html("tr", {},
      html("th", { scope: "row", textContent: each.title }),
      ...(this.numbers ? [html("td", { className: "num", textContent: each.p99 === null ? "–" : time(each.p99) }), html("td", { className: "num", textContent: each.availability === null ? "–" : share(each.availability) })] : []),
      html("td", {}, ...each.promises.map((promise) => this.#promise(promise)), ...this.#why(each).map((textContent) => html("p", { className: "small quiet", textContent })))));
    return html("table", { className: "live-operations" }, html("thead", {}, html("tr", {}, ...heads.map((text) => html("th", { scope: "col", textContent: text })))), html("tbody", {}, ...rows));
  }

  /** In sentences: the promises that are not kept, and why there is no number where there is none. */
  #why({ promises, p99, why }) {
    if (!this.numbers) return [];
    const sentences = promises.filter((each) => each.kept !== true).map((each) => each.sentence);
    return p99 === null && why && !sentences.some((each) => each.includes(why)) ? [...sentences, why] : sentences;
  }

  #promise({ what, kept, sentence }) {
    const [level, icon, word] = KEPT.get(kept);
    return html("span", { className: `live-promise live-${level}`, title: this.numbers ? sentence : "" }, html("span", { textContent: `${icon} `, ariaHidden: "true" }), `${what} ${word}`);
  }

  #whole({ operations, components, bottleneck, cost, promises }, lost) {
    const alone = new Map(operations.flatMap((each) => each.single_points.map((point) => [point.id, point.title])));
    const gone = components.filter((each) => lost.has(each.id)).map((each) => each.title);
    const busiest = components.find((each) => each.id === bottleneck?.component)?.title;
    const lines = [
      ["Lost", gone.join(", ")],
      ["Busiest", this.numbers ? bottleneck?.sentence : busiest],
      ["Single points of failure", [...alone.values()].join(", ") || "none"],
      ["Cost", this.numbers ? (promises[0]?.sentence ?? `${dollars(cost.total)} a month.`) : ""],
    ].filter(([, text]) => text);
    const list = html("dl", { className: "live-whole" }, ...lines.flatMap(([name, text]) => [html("dt", { textContent: name }), html("dd", { textContent: text })]));
    if (promises.length) list.append(html("dt", { textContent: "Budget" }), html("dd", {}, ...promises.map((each) => this.#promise(each))));
    return list;
  }

  #badges(evaluation, lost) {
    const made = badges(evaluation, lost);
    if (this.numbers) return made;
    const words = { good: "fine", part: "look here", bad: "fails" };
    return new Map([...made].map(([id, { level }]) => [id, { level, text: words[level], title: words[level] }]));
  }
}
