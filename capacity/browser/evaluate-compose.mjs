// How the times of one operation are put together, whatever a time is made of. The same as
// capacity/evaluate/compose.py: `Composer` knows the steps of a visit; a subclass knows times.
import { callsOf } from "./plan.mjs";
import { workOf } from "./plan-stations.mjs";

const MOST_STATES = 64; // sets of caches that answered, which one visit may be in

/** What no formula is known for, in a sentence; a simulation can still measure it. */
export class NoClosedForm extends Error {}

/** A component visited to read or to write, as one key. */
export const visit = (component, writes) => (writes ? `w ${component}` : `r ${component}`);

export class Composer {
  constructor(plan, operation, queues) {
    Object.assign(this, { plan, operation, queues, visited: visited(operation) });
    this.steps = new Map();
    this.calls = new Map();
  }

  /** Finds the steps' times of these components, those that are called first. */
  run(components = null) {
    for (const component of [...this.operation.order].reverse()) {
      if (components && !components.has(component)) continue;
      for (const writes of [false, true]) {
        const key = visit(component, writes);
        if (this.visited.has(key)) this.steps.set(key, this.after(component, writes));
      }
    }
  }

  /** The time of a request from where it enters: the clients' shares of it. */
  answer() {
    const { entries, operation } = this.operation;
    return this.mix(entries.map((each) => [1 / entries.length, this.steps.get(visit(each, operation.writes))]));
  }

  /** One visit that a call makes, from its sending to its answer. */
  visit(call) {
    const key = `${call.target}|${call.writes}|${call.hot}`;
    let found = this.calls.get(key);
    if (found === undefined) {
      found = this.then(this.wait(call), this.served(call));
      this.calls.set(key, found);
    }
    return this.delayed(call, found);
  }

  /** A visit once it has a server: its work, and what it calls. */
  served(call) {
    const work = this.work(this.plan.stations[call.target], call.writes);
    return this.then(work, this.stepsOf(call));
  }

  /** One call, answered by as many copies as it waits for. */
  call(call) {
    return call.visits === 1 || call.answers === 1 ? this.visit(call) : this.together(call, call.answers, call.visits);
  }

  /** All of a call's counts made at once, as long as the longest. */
  alike(call) {
    return call.count === 1 ? this.call(call) : this.together(call, Math.ceil(call.count), Math.ceil(call.count));
  }

  /** Calls made at once, as often as each counts; it takes as long as the longest. */
  allOf(calls) {
    return calls.length === 1 ? this.alike(calls[0]) : this.longest(calls);
  }

  /** Visits that come at once wait together: a wait is theirs in common, the work is not. */
  together(call, answers, visits) {
    return this.delayed(call, this.then(this.wait(call), this.firstOf(call, answers, visits)));
  }

  wait(call) {
    const [hot, cold] = this.queues[call.target];
    return hot === cold ? this.waiting(hot) : this.mix([[call.hot, this.waiting(hot)], [1 - call.hot, this.waiting(cold)]]);
  }

  delayed(call, time) {
    return call.delay ? this.then(this.fixed(call.delay), time) : time;
  }

  /** The time of the steps that a call's target takes. */
  stepsOf(call) {
    return this.steps.get(visit(call.target, call.writes));
  }

  /** The steps of a visit: in each state that its caches may leave it in, then mixed.
   *  With `only`, the time that is spent in some of its calls. */
  after(component, writes, only = null) {
    const steps = (this.operation.steps[component] ?? []).filter((each) => each.waits);
    if (!steps.length) return this.nothing();
    if (!steps.some((step) => step.calls.some((call) => call.misses.length))) {
      return steps.reduce((time, step) => this.take(time, step, NONE, only, writes), this.nothing());
    }
    const needed = neededIn(steps);
    let states = [{ answered: NONE, chance: 1, time: this.nothing() }];
    if (needed[0].includes(component) && !writes) states = this.split(states, component, 1);
    steps.forEach((step, number) => {
      states = states.map((each) => ({ ...each, time: this.take(each.time, step, each.answered, only, writes) }));
      for (const call of step.calls) {
        if (!needed[number + 1].includes(call.target)) continue;
        const asked = Math.min(1, call.count) * (step.mode === "one_of" ? call.share : 1);
        states = this.split(states, call.target, asked, call.misses);
      }
      states = this.merged(states, needed[number + 1]);
    });
    return this.mix(states.map((each) => [each.chance, each.time]));
  }

  take(time, step, answered, only, writes) {
    const made = step.calls.filter((each) => !each.misses.some((cache) => answered.includes(cache)) && (writes || !each.on_writes) && (!only || only(each)));
    if (!made.length) return time;
    if (step.mode === "parallel") return this.then(time, this.allOf(made));
    if (step.mode === "one_of") {
      const parts = made.map((each) => [each.share, this.repeat(this.call(each), each.count)]);
      const left = 1 - parts.reduce((sum, [share]) => sum + share, 0);
      if (left > 1e-12) parts.push([left, this.nothing()]);
      return this.then(time, this.mix(parts));
    }
    return made.reduce((so, each) => this.then(so, this.repeat(this.call(each), each.count)), time);
  }

  /** Each state in two: the cache had an answer, or not. */
  split(states, cache, asked, misses = []) {
    const found = new Map();
    const hit = asked * this.plan.stations[cache].hit_ratio;
    const put = (answered, chance, time) => found.set(nameOf(answered), { answered, chance, time });
    for (const { answered, chance, time } of states) {
      const here = misses.some((each) => answered.includes(each)) ? 0 : hit;
      if (here < 1) put(answered, chance * (1 - here), time);
      if (here > 0) put(answered.includes(cache) ? answered : [...answered, cache], chance * here, time);
    }
    return [...found.values()];
  }

  /** States that no later step tells apart, as one. */
  merged(states, needed) {
    const alike = new Map();
    for (const each of states) {
      const answered = each.answered.filter((cache) => needed.includes(cache));
      const name = nameOf(answered);
      if (alike.has(name)) alike.get(name).parts.push(each);
      else alike.set(name, { answered, parts: [each] });
    }
    if (alike.size > MOST_STATES) throw new NoClosedForm("Too many caches answer independently of one another.");
    const found = [];
    for (const { answered, parts } of alike.values()) {
      const chance = parts.reduce((sum, each) => sum + each.chance, 0);
      if (chance > 0) found.push({ answered, chance, time: this.mix(parts.map((each) => [each.chance / chance, each.time])) });
    }
    return found;
  }

  /** A visit's own mean work. */
  meanWork(station, writes) {
    return workOf(station, writes);
  }
}

const NONE = [];
const nameOf = (answered) => [...answered].sort().join("|");

/** Before each step, and after the last: the caches that a step from here on depends on. */
function neededIn(steps) {
  const needed = [[]];
  for (const step of [...steps].reverse()) needed.push([...new Set([...needed.at(-1), ...step.calls.flatMap((call) => call.misses)])]);
  return needed.reverse();
}

/** Which components an operation visits to read, and which to write. */
export function visited(operation) {
  const found = new Set(operation.entries.map((each) => visit(each, operation.operation.writes)));
  for (const component of operation.order) {
    for (const call of callsOf(operation, component)) {
      if (!call.on_writes || found.has(visit(component, true))) found.add(visit(call.target, call.writes));
    }
  }
  return found;
}
