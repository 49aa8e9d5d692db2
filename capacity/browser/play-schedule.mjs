// What goes wrong during a run, and when: a form that adds to a list. The list is an array of faults as
// capacity/simulate/scene.py has them; the chart draws it, the run suffers it.
import { button, html } from "./canvas/elements.mjs";
import { what } from "./simulate-said.mjs";

const EMPTIED = new Set(["cache", "cdn"]);
const LASTS = 1 / 3; // of the run, where nothing else is said
const ALL = 1_000_000; // instances: more than there are

// What can be chosen: what it is about, and how much where that is asked.
const KINDS = [
  { kind: "zone_lost", text: "Lose a zone", of: "zones" },
  { kind: "instances_lost", text: "Lose all of a part", of: "parts", all: true },
  { kind: "instances_lost", text: "Lose instances", of: "parts", amount: { label: "how many", value: 1, min: 1, step: 1 } },
  { kind: "slow", text: "Slow down", of: "parts", amount: { label: "times as slow", value: 3, min: 1, step: 0.5 } },
  { kind: "cold", text: "Empty a cache", of: "caches", atOnce: true },
  { kind: "spike", text: "A crowd comes", of: "operations", amount: { label: "times as many", value: 3, min: 0, step: 0.5 } },
  { kind: "delay", text: "Delay on the network", of: "parts", amount: { label: "ms more", value: 50, min: 0, step: 10, scale: 1e-3 } },
  { kind: "loss", text: "Lose messages", of: "parts", amount: { label: "% lost", value: 5, min: 0, max: 99, step: 1, scale: 1e-2 } },
  { kind: "hot", text: "One key gets hot", of: "parts", amount: { label: "% of requests", value: 60, min: 0, max: 99, step: 5, scale: 1e-2 } },
  { kind: "full", text: "Its queue is full", of: "parts" },
];

export class Schedule {
  #faults = [];
  #subject = { zones: [], parts: [], caches: [], operations: [] };
  #seconds = 60;

  constructor({ faults = [], onChange = () => {} }) {
    this.#faults = faults;
    this.onChange = onChange;
    this.kind = html("select", { ariaLabel: "What goes wrong", on: { change: () => this.#ask() } });
    this.target = html("select", { ariaLabel: "Where" });
    this.amount = html("input", { type: "number" });
    this.much = html("label", {}, this.amount, html("span"));
    this.at = html("input", { type: "number", min: 0, step: "any" });
    this.lasts = html("input", { type: "number", min: 0, step: "any" });
    this.ends = html("label", {}, "for ", this.lasts, " s");
    this.list = html("ul", { className: "play-faults" });
    this.root = html("div", { className: "play-schedule" },
      html("div", { className: "play-add", aria: { role: "group", label: "Put something on the schedule" } },
        this.kind, this.target, this.much, html("label", {}, "at ", this.at, " s"), this.ends, button("Add", () => this.#add())),
      this.list);
  }

  /** The faults, each with what it hits there. */
  get faults() {
    return this.#faults;
  }

  set faults(faults) {
    this.#faults = faults;
    this.#show();
    this.onChange();
  }

  /** What can be hit, and how long the run is. */
  aim(subject, seconds) {
    const key = JSON.stringify([subject, seconds]);
    if (key === this.key) return;
    this.key = key;
    const longer = seconds !== this.#seconds || !this.at.value;
    this.#subject = subject;
    this.#seconds = seconds;
    const chosen = this.kind.value;
    const offered = KINDS.filter((each) => subject[each.of].length);
    this.kind.replaceChildren(...offered.map(({ text }) => html("option", { value: text, textContent: text, selected: text === chosen })));
    if (longer) {
      this.at.value = rounded(seconds * LASTS);
      this.lasts.value = rounded(seconds * LASTS);
    }
    this.#faults = this.#faults.filter((each) => this.#fits(each));
    this.#ask();
    this.#show();
  }

  #fits({ kind, target, at }) {
    const { of } = KINDS.find((each) => each.kind === kind);
    return at < this.#seconds && this.#subject[of].some(([id]) => id === target);
  }

  #ask() {
    const kind = KINDS.find((each) => each.text === this.kind.value);
    if (!kind) return;
    const before = this.target.value;
    this.target.replaceChildren(...this.#subject[kind.of].map(([value, textContent]) => html("option", { value, textContent, selected: value === before })));
    this.much.hidden = !kind.amount;
    this.ends.hidden = Boolean(kind.atOnce);
    if (!kind.amount || this.asked === kind.text) return;
    const { label, value, min, max = "", step } = kind.amount;
    Object.assign(this.amount, { min, max, step, value });
    this.much.lastChild.textContent = ` ${label}`;
    this.asked = kind.text;
  }

  #add() {
    const kind = KINDS.find((each) => each.text === this.kind.value);
    const fields = [this.at, ...(kind.amount ? [this.amount] : []), ...(kind.atOnce ? [] : [this.lasts])];
    if (fields.some((each) => !each.reportValidity() || each.value === "")) return;
    const seconds = kind.atOnce ? null : Number(this.lasts.value) || null;
    const amount = kind.amount ? Number(this.amount.value) * (kind.amount.scale ?? 1) : kind.all ? ALL : 0;
    const fault = { kind: kind.kind, target: this.target.value, at: Math.min(Number(this.at.value), this.#seconds * 0.99), seconds, amount };
    this.faults = [...this.#faults, fault].sort((one, other) => one.at - other.at);
  }

  #show() {
    this.list.replaceChildren(...this.#faults.map((fault) => {
      const sentence = this.sentence(fault);
      const remove = button("Remove", () => {
        this.faults = this.#faults.filter((each) => each !== fault);
      }, { ariaLabel: `Remove: ${sentence}` });
      return html("li", {}, html("span", { textContent: sentence }), " ", remove);
    }));
  }

  /** A fault in words, with the names of the drawing. */
  sentence(fault) {
    const lasts = fault.seconds === null ? "" : ` for ${rounded(fault.seconds)} s`;
    return `${this.title(fault)} at ${rounded(fault.at)} s${lasts}`;
  }

  /** The same without its time, short enough for the chart. */
  title(fault) {
    const { of } = KINDS.find((each) => each.kind === fault.kind);
    const name = this.#subject[of].find(([id]) => id === fault.target)?.[1] ?? fault.target;
    if (fault.kind === "spike") return `${fault.target === "all" ? "" : `${name}: `}×${rounded(fault.amount)} requests`;
    if (fault.amount === ALL) return `all of ${name} lost`;
    if (fault.kind === "zone_lost" && name.startsWith("region ")) return `${name} lost`;
    return what({ ...fault, target: fault.kind === "zone_lost" ? name.replace(/^zone /i, "") : name }).replace(" slow x", " slow ×");
  }
}

/** What a drawing under a load can suffer: [id, name] of zones, parts, caches and operations. */
export function subjectOf({ components, zones = [] }, { operations }) {
  const names = new Map(zones.map((each) => [each.id, each.name || each.id]));
  const parts = components.filter((each) => each.kind !== "client").map((each) => [each.id, each.name || each.id]);
  const caches = components.filter((each) => EMPTIED.has(each.kind)).map((each) => [each.id, each.name || each.id]);
  const used = [...new Set(components.flatMap((each) => each.zones ?? []))].sort();
  const regions = [...new Set(zones.filter((each) => each.within && used.includes(each.id)).map((each) => each.within))].sort();
  return { zones: [...used.map((id) => [id, names.get(id) ?? id]), ...regions.map((id) => [id, `region ${(names.get(id) ?? id).replace(/^region /i, "")}`])], parts, caches, operations: [["all", "everywhere"], ...operations.map((each) => [each.id, each.title || each.id])] };
}

const rounded = (value) => Number(value.toPrecision(3));
