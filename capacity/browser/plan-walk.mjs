// One operation, walked from its clients to the last thing it touches. The same as capacity/plan/walk.py.
import { ENTRANCES } from "./catalogue.mjs";
import { harmonic } from "./kernels.mjs";
import { Caller, OUTSIDE } from "./plan-steps.mjs";

const ITEMS = 1e6; // things that can be asked for, where nobody says

/** Components of which each waits for the next, and the last for the first. */
export class WaitingInCircles extends Error {
  constructor(sentence, at) {
    super(sentence);
    this.at = at;
  }
}

export const finding = (kind, sentence, at = [], severity = "note") => ({ kind, sentence, at, severity });

/** The plan of one operation, and what there is to say about it. */
export class Walk {
  constructor(arrows, stations, operation) {
    Object.assign(this, { arrows, stations, operation, findings: [], leftOut: new Set() });
  }

  plan() {
    const entries = this.#entries();
    const first = this.#fromOutside(entries);
    const order = this.#order(entries);
    const waitedFor = this.#reached(entries);
    const hot = hottestItem(this.operation);
    const behind = new Set();
    const steps = Object.create(null); // whatever a box is called
    for (const each of order) {
      if (each === OUTSIDE) {
        steps[each] = first;
        continue;
      }
      const caller = new Caller(this.arrows, this.stations, this.operation, each, { behindQueue: !waitedFor.has(each), behindCache: behind.has(each), hot });
      const found = caller.steps().map((step) => this.#kept(step)).filter(Boolean);
      if (found.length) steps[each] = found;
      const all = behind.has(each);
      for (const step of found) for (const call of step.calls) if (all || call.misses.length) behind.add(call.target);
    }
    return { operation: this.operation, entries, steps, order };
  }

  // --- where it begins

  #entries() {
    const clients = this.arrows.drawing.components.filter((each) => each.kind === "client").map((each) => each.id);
    const calling = clients.filter((each) => this.#calls(each).length);
    if (calling.length) return calling;
    if (clients.length) {
      this.findings.push(finding("not-served", `No client has an arrow for “${this.operation.said}”: nothing carries it.`, clients, "problem"));
      return [];
    }
    const doors = this.#doors();
    if (doors.length) {
      this.findings.push(finding("no-client", `No client is drawn; requests are taken to enter at ${doors.map((each) => this.#title(each)).join(" and ")}.`, doors, "problem"));
      return [OUTSIDE];
    }
    if (this.arrows.drawing.components.length) this.findings.push(finding("no-client", "No client is drawn, and nothing that could be a door: nothing is asked.", [], "problem"));
    return [];
  }

  /** What nobody calls and could be called: an entrance first, else a service. */
  #doors() {
    if (this.doors) return this.doors;
    const called = new Set(this.arrows.drawing.calls.map((call) => call.target));
    const free = this.arrows.drawing.components.filter((each) => !called.has(each.id));
    const entrance = (kind) => ENTRANCES.has(kind) && kind !== "dns";
    const working = (kind) => kind === "service" || kind === "function";
    this.doors = [];
    for (const fits of [entrance, working]) {
      if (!this.doors.length) this.doors = free.filter((each) => fits(each.kind) && this.#calls(each.id).length).map((each) => each.id);
    }
    return this.doors;
  }

  #fromOutside(entries) {
    if (entries[0] !== OUTSIDE) return [];
    const doors = this.#doors();
    const calls = doors.map((door) => ({
      id: `->${door}`, source: OUTSIDE, target: door, count: 1, writes: this.operation.writes, waits: true, blocking: false, misses: [],
      on_writes: false, share: 1 / doors.length, visits: 1, answers: 1, hot: 0, delay: 0, timeout: null, retries: 0,
    }));
    return [{ mode: "one_of", calls, waits: true, any_will_do: false }];
  }

  // --- what it reaches

  #calls(id) {
    return id === OUTSIDE ? [] : this.arrows.of(id, this.operation).filter((call) => this.arrows.kind(call.target) !== "client");
  }

  /** Who comes after a component, and whether it waits for them. */
  #next(id) {
    if (id === OUTSIDE) return this.#doors().map((each) => [each, true]);
    return this.#calls(id).filter((call) => !this.leftOut.has(call.id)).map((call) => [call.target, this.arrows.waits(call)]);
  }

  #reached(entries) {
    const found = new Set(entries);
    for (const here of found) for (const [target, waits] of this.#next(here)) if (waits) found.add(target);
    return found;
  }

  /** Callers before those they call. Throws WaitingInCircles; a circle of hand-overs is opened. */
  #order(entries) {
    for (;;) {
      const [order, circle] = this.#depthFirst(entries);
      if (!circle.length) return order;
      this.#open(circle);
    }
  }

  /** The order, or a way that comes back to where it began. */
  #depthFirst(entries) {
    const done = new Set();
    for (const entry of entries) {
      if (done.has(entry)) continue;
      const way = [entry];
      const onTheWay = new Set(way);
      const after = [this.#next(entry)];
      const seen = [0];
      while (way.length) {
        const last = way.length - 1;
        while (seen[last] < after[last].length && done.has(after[last][seen[last]][0])) seen[last] += 1;
        if (seen[last] === after[last].length) {
          const here = way.pop();
          after.pop();
          seen.pop();
          onTheWay.delete(here);
          done.add(here);
          continue;
        }
        const [target] = after[last][seen[last]];
        seen[last] += 1;
        if (onTheWay.has(target)) return [[], [...way.slice(way.indexOf(target)), target]];
        way.push(target);
        onTheWay.add(target);
        after.push(this.#next(target));
        seen.push(0);
      }
    }
    return [[...done].reverse(), []];
  }

  /** Leaves the last hand-over out of a circle. Throws WaitingInCircles where there is none. */
  #open(way) {
    const said = way.map((each) => this.#title(each)).join(" → ");
    const round = way.slice(0, -1);
    const handed = round.map((each, number) => [each, way[number + 1]]).filter(([from, to]) => !this.#next(from).some(([target, waits]) => waits && target === to));
    if (!handed.length) {
      throw new WaitingInCircles(
        `In “${this.operation.said}” each waits for the next, and the last for the first: ${said}. Take one arrow away, or hand over instead of waiting.`,
        round,
      );
    }
    const [from, to] = handed.at(-1);
    this.leftOut.add(`${from}->${to}`);
    this.findings.push(finding("circle", `The work goes round: ${said}. What ${this.#title(from)} hands back to ${this.#title(to)} is not counted.`, round));
  }

  #title(id) {
    return this.arrows.drawing.byId.get(id).title;
  }

  /** The step without what was left out of a circle. */
  #kept(step) {
    const calls = step.calls.filter((call) => !this.leftOut.has(`${call.source}->${call.target}`));
    return calls.length === step.calls.length ? step : calls.length ? { ...step, calls } : null;
  }
}

/** The share of requests for the most wanted thing, by Zipf's law. */
function hottestItem({ skew, items }) {
  return skew ? harmonic(1, skew) / harmonic(items || ITEMS, skew) : 0;
}
