// A plan under its peak: how often each station is visited, and what its queue does.
// The same as capacity/evaluate/loads.py.
import { callsOf } from "./plan.mjs";
import { workOf } from "./plan-stations.mjs";
import { add, flow, ofOperation } from "./evaluate-flows.mjs";
import { Moments } from "./evaluate-moments.mjs";
import { both, ownWork } from "./evaluate-queueing.mjs";

const ROUNDS = 40; // of the search for waits that depend on one another
const CLOSE = 1e-10;

/** What each station has to do when all operations are at their peak: { plan, flows, totals, queues, held }. */
export function loads(plan) {
  const flows = Object.create(null);
  const totals = Object.create(null);
  for (const name of Object.keys(plan.stations)) totals[name] = flow();
  for (const [name, operation] of Object.entries(plan.operations)) {
    flows[name] = ofOperation(plan, operation);
    for (const [component, here] of flows[name].at) if (component in totals) add(totals[component], here, operation.operation.peak);
  }
  const held = Object.create(null);
  const queues = Object.create(null);
  for (const [name, station] of Object.entries(plan.stations)) {
    held[name] = ownWork(station);
    queues[name] = both(station, held[name], totals[name]);
  }
  const found = { plan, flows, totals, queues, held };
  const holding = Object.keys(plan.stations).filter((each) => isHeld(plan, each));
  return holding.length ? hold(found, holding) : found;
}

/** Whether some call keeps a server of this station, of which there are only so many. */
function isHeld(plan, component) {
  if (plan.stations[component].servers === null) return false;
  return Object.values(plan.operations).some((each) => callsOf(each, component).some((call) => call.blocking));
}

/** Servers that are kept while their caller waits: a wait lengthens the waits before it. */
function hold(loaded, holding) {
  const { plan } = loaded;
  for (let round = 0; round < ROUNDS; round += 1) {
    const times = Object.create(null);
    for (const [name, each] of Object.entries(plan.operations)) {
      times[name] = new Moments(plan, each, loaded.queues);
      times[name].run();
    }
    const held = Object.assign(Object.create(null), loaded.held);
    const queues = Object.assign(Object.create(null), loaded.queues);
    for (const name of holding) {
      held[name] = heldAt(loaded, times, name);
      queues[name] = both(plan.stations[name], held[name], loaded.totals[name]);
    }
    const settled = holding.every((name) => Math.abs(loaded.queues[name][0].offered - queues[name][0].offered) <= CLOSE * (1 + loaded.queues[name][0].offered));
    loaded = { ...loaded, held, queues };
    if (settled) break;
  }
  return loaded;
}

const blocks = (call) => call.blocking;

/** The time that visits keep a server, averaged over operations. */
function heldAt({ plan, flows }, times, component) {
  const station = plan.stations[component];
  const sums = [[0, 0, 0], [0, 0, 0]]; // reading and writing: rate, mean, square
  for (const [name, operation] of Object.entries(plan.operations)) {
    const here = flows[name].at.get(component);
    if (!here) continue;
    for (const writes of [false, true]) {
      const rate = operation.operation.peak * (writes ? here.writes : here.reads);
      if (!(rate > 0)) continue;
      const waiting = times[name].after(component, writes, blocks);
      const work = workOf(station, writes);
      const mean = work + waiting.mean;
      const variance = station.variability * work * work + waiting.variance;
      const sum = sums[Number(writes)];
      sum[0] += rate;
      sum[1] += rate * mean;
      sum[2] += rate * (variance + mean * mean);
    }
  }
  const own = ownWork(station);
  const [read, write] = sums;
  return {
    read_mean: read[0] ? read[1] / read[0] : own.read_mean,
    read_square: read[0] ? read[2] / read[0] : own.read_square,
    write_mean: write[0] ? write[1] / write[0] : own.write_mean,
    write_square: write[0] ? write[2] / write[0] : own.write_square,
  };
}

/** The stations at which an operation waits in a queue that only grows. */
export const overloaded = (loaded, operation) => waitedFor(operation).filter((each) => each in loaded.queues && loaded.queues[each][0].wait === null);

/** What somebody waits for in an operation, callers first. */
export function waitedFor(operation) {
  const found = new Set(operation.entries);
  for (const component of operation.order) {
    if (!found.has(component)) continue;
    for (const step of operation.steps[component] ?? []) if (step.waits) for (const call of step.calls) found.add(call.target);
  }
  return [...found];
}
