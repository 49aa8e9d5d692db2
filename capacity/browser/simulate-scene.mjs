// A plan as a scene: the stations that are drawn, and a task for each operation at each of them. The same JSON as
// capacity/simulate/planned.py makes, digit for digit; what it takes as said where a plan is silent is written there.
import { callsOf } from "./plan.mjs";
import { workOf } from "./plan-stations.mjs";

const ENDLESS = 1_000_000; // servers where a plan has as many as come
const WARMS_IN = 10; // seconds of misses that bring a cache most of its way: an assumption
const POLICIES = { cancels: false, backoff: 0, jitter: 0, budget: null, breaker: null, failover: 10, shed: {}, scaling: {} };
const RUN = { seconds: 60, bucket: 1, warm_up: 5, seed: 1, faults: [], shapes: {}, policies: POLICIES };
const CALL = { count: 1, share: 1, hot: 0, visits: 1, answers: 1, finds: 0, mark: 0, delay: 0, timeout: null, cancels: false, retries: 0, backoff: 0, jitter: 0, budget: null, breaker: null };
const STEP = { mode: "in_turn", waits: true, after: [], any_will_do: false };
const TASK = { station: null, service: 0, variability: 1, hit: 0, holds: 0, leader: false, steps: [] };

/** What is simulated. Operations that reach nothing are left out. */
export function sceneOf(plan, given = {}) {
  const run = { ...RUN, ...given, policies: { ...POLICIES, ...given.policies } };
  const names = Object.keys(plan.stations);
  const numbers = new Map(names.map((each, number) => [each, number]));
  const misses = new Map(names.map((each) => [each, 0]));
  const tasks = [];
  const operations = [];
  for (const each of Object.values(plan.operations)) {
    if (!each.entries.some((entry) => callsOf(each, entry).length)) continue;
    const { id, said, peak } = each.operation;
    const writer = new Tasks(plan, each, numbers, run.policies, tasks.length);
    const first = writer.enter();
    tasks.push(...writer.tasks);
    operations.push({ id, title: said, rate: peak, call: { ...CALL, to: first }, shape: run.shapes[id] ?? [] });
    for (const name of each.order) if (misses.has(name)) misses.set(name, misses.get(name) + peak * (1 - plan.stations[name].hit_ratio));
  }
  const { faults, seconds, bucket, warm_up, seed } = run;
  const stations = names.map((name) => station(plan.stations[name], misses.get(name), run.policies));
  return { stations, tasks, operations, within: plan.within, faults, seconds, bucket, warm_up, seed };
}

function station(of, misses, { failover, shed, scaling }) {
  const zones = of.places.map((zone) => zone || "");
  return {
    id: of.id,
    title: of.title,
    servers: of.servers === null ? ENDLESS : Math.max(1, Math.floor(of.servers / zones.length)),
    zones,
    shards: of.shards,
    need: Math.min(of.need, zones.length),
    limit: of.queue_limit,
    warms: Math.max(1, misses * WARMS_IN),
    failover,
    shed: shed[of.id] ?? null,
    scaling: scaling[of.id] ?? null,
  };
}

const place = (component, writes) => `${writes ? "writes" : "reads"} ${component}`;

/** The tasks of one operation, callers before those they call, numbered from `first`. */
class Tasks {
  tasks = [];

  constructor(plan, operation, stations, policies, first) {
    Object.assign(this, { plan, operation, stations, policies, first });
    this.writes = operation.operation.writes;
    const used = new Set(operation.entries.map((each) => place(each, this.writes)));
    for (const component of operation.order) for (const call of callsOf(operation, component)) used.add(place(call.target, call.writes));
    const after = first + (operation.entries.length > 1 ? 1 : 0);
    this.ordered = operation.order.flatMap((each) => [false, true].map((writes) => [each, writes])).filter(([each, writes]) => used.has(place(each, writes)));
    this.places = new Map(this.ordered.map(([each, writes], number) => [place(each, writes), after + number]));
  }

  /** Write all tasks; the number of that in which a request begins. */
  enter() {
    const entries = this.operation.entries.map((each) => this.places.get(place(each, this.writes)));
    if (entries.length > 1) {
      const calls = entries.map((to) => ({ ...CALL, to, share: 1 / entries.length }));
      this.tasks.push({ ...TASK, steps: [{ ...STEP, mode: "one_of", calls }] });
    }
    for (const [component, writes] of this.ordered) this.tasks.push(this.#task(component, writes));
    return entries.length > 1 ? this.first : entries[0];
  }

  #task(component, writes) {
    const steps = this.operation.steps[component] ?? [];
    const asked = [...new Set(steps.flatMap((step) => step.calls.flatMap((call) => call.misses)))];
    const marks = new Map([[component, 0]]);
    asked.forEach((each, number) => each !== component && marks.set(each, 1 + number));
    const made = [];
    let holds = 0;
    for (const step of steps) {
      const calls = step.calls.filter((call) => writes || !call.on_writes);
      if (!calls.length) continue;
      const after = calls[0].misses.filter((miss) => !(writes && miss === component)).map((miss) => marks.get(miss));
      made.push({ mode: step.mode, waits: step.waits, after, any_will_do: step.any_will_do, calls: calls.map((call) => this.#call(call, marks)) });
      if (calls.some((call) => call.blocking)) holds = made.length;
    }
    const here = this.plan.stations[component];
    if (!here) return { ...TASK, steps: made };
    return {
      station: this.stations.get(component),
      service: workOf(here, writes),
      variability: here.variability,
      hit: !writes && asked.includes(component) ? here.hit_ratio : 0,
      holds,
      leader: writes && this.#isLed(component),
      steps: made,
    };
  }

  /** Whether its writes wait for one copy, the leader, while others follow. */
  #isLed(component) {
    const callers = this.operation.order.flatMap((each) => callsOf(this.operation, each));
    return callers.some((each) => each.target === component && each.writes && each.answers === 1 && each.visits > 1);
  }

  #call(call, marks) {
    const target = this.plan.stations[call.target];
    const mark = call.writes ? 0 : (marks.get(call.target) ?? 0);
    const { cancels, backoff, jitter, budget, breaker } = this.policies;
    const stubborn = call.retries > 0;
    return {
      to: this.places.get(place(call.target, call.writes)),
      count: call.count,
      share: call.share,
      hot: call.hot || 1 / target.shards,
      visits: call.visits,
      answers: call.answers,
      finds: mark > 0 ? target.hit_ratio : 0,
      mark,
      delay: call.delay,
      timeout: call.timeout,
      cancels,
      retries: call.retries,
      backoff: stubborn ? backoff : 0,
      jitter: stubborn ? jitter : 0,
      budget: stubborn ? budget : null,
      breaker: call.waits ? breaker : null,
    };
  }
}
