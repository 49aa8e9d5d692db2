// How the load goes over a run, and what callers and stations do about trouble: the choices behind a fold.
import { html } from "./canvas/elements.mjs";

const HOURS = 24;
const QUIETEST = 0.05;
const WORKING = new Set(["service", "worker", "reverse_proxy", "api_gateway", "load_balancer"]);
const SHAPES = [["steady", "steady, at the peak"], ["day", "one whole day"], ["2", "growing to ×2"], ["4", "growing to ×4"]];
const GROWS = { target: 0.6, every: 1, delay: 3 }; // a minute's wait would outlast a run here

export class Policies {
  constructor({ onChange = () => {} }) {
    const on = { input: onChange };
    const check = (text) => {
      const box = html("input", { type: "checkbox", on });
      return [box, html("label", {}, box, ` ${text}`)];
    };
    const number = (before, after, value, step) => {
      const field = html("input", { type: "number", min: 0, step, value, on });
      return [field, html("label", {}, `${before} `, field, ` ${after}`)];
    };
    this.shape = html("select", { ariaLabel: "How the load goes", on }, ...SHAPES.map(([value, textContent]) => html("option", { value, textContent })));
    const [cancels, one] = check("Who gives up says so");
    const [backoff, two] = number("A retry waits", "ms, then twice as long", 0, 10);
    const [budget, three] = number("Retries at most", "% of the calls", "", 1);
    const [breaker, four] = check("Circuit breakers: stop calling what mostly fails");
    const [shed, five] = number("Servers refuse what would wait", "ms or more", "", 10);
    const [scales, six] = check("Services grow with their load: past 60 % busy, 3 s later");
    const [failover, seven] = number("A loss is noticed after", "s", 10, 1);
    Object.assign(this, { cancels, backoff, budget, breaker, shed, scales, failover });
    this.root = html("details", { className: "play-policies" }, html("summary", { textContent: "The load, and what is done about trouble" }), html("div", {}, html("label", {}, "The load is ", this.shape), one, two, three, four, five, six, seven));
  }

  /** What was chosen, for `sceneOf`, and as a key that tells one choice from another. */
  of({ components }, { operations }, seconds) {
    const working = components.filter((each) => WORKING.has(each.kind));
    const each = (value) => Object.fromEntries(working.map((one) => [one.id, value(one)]));
    const given = ({ value }) => (value === "" || !(Number(value) >= 0) ? null : Number(value));
    const [shed, budget] = [given(this.shed), given(this.budget)];
    const most = ({ instances = 1 }) => Math.max(4 * instances, 10);
    return {
      shapes: this.shape.value === "steady" ? {} : Object.fromEntries(operations.map((one) => [one.id, this.#shape(one, seconds)])),
      policies: {
        cancels: this.cancels.checked,
        backoff: (given(this.backoff) ?? 0) / 1000,
        jitter: given(this.backoff) ? 0.5 : 0,
        budget: budget === null ? null : budget / 100,
        breaker: this.breaker.checked ? { failures: 0.5, over: 20, cool: 5 } : null,
        failover: given(this.failover) ?? 10,
        shed: shed === null ? {} : each(() => shed / 1000),
        scaling: this.scales.checked ? each((one) => ({ ...GROWS, least: one.instances ?? 1, most: most(one) })) : {},
      },
    };
  }

  /** The most that a factor of the load comes to. */
  get top() {
    return Number(this.shape.value) || 1;
  }

  #shape({ peak_factor: peak }, seconds) {
    if (this.shape.value !== "day") return [[0, 1], [seconds, Number(this.shape.value)]];
    const low = Math.max(QUIETEST, 2 / peak - 1); // the mean is the average load, where it can be
    return Array.from({ length: HOURS + 1 }, (_, hour) => [(seconds * hour) / HOURS, low + ((1 - low) * (1 - Math.cos((2 * Math.PI * hour) / HOURS))) / 2]);
  }
}
