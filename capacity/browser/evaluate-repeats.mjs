// Where a request comes to one station more than once, and its waits depend on one another.
// The same as capacity/evaluate/repeats.py, which says what is measured and why.
import { made } from "./evaluate-flows.mjs";
import { queue } from "./evaluate-queueing.mjs";

export const MEAN = 0.03; // of a mean, that may be in doubt
export const P99 = 0.02; // of a 99th percentile
export const SURELY = 5; // times a doubt is on the safe side of it
const SPREAD = 3; // standard deviations from the mean to the 99th percentile, about

/** By how many seconds an operation's mean and 99th percentile may be too short, and where: { mean, p99, at }. */
export function doubt(loaded, operation, whole) {
  let [mean, variance, worst, at] = [0, 0, 0, ""];
  for (const name of repeated(operation)) {
    const [hot] = loaded.queues[name];
    if (hot.chance * (hot.wait || 0) <= 0) continue;
    const visits = visitsTo(loaded.plan, operation, name);
    if (!visits.mean) continue;
    const longer = asABatch(loaded, name, visits.burst / visits.all);
    const later = visits.mean * Math.max(0, longer.mean - hot.mean);
    const again = Math.max(0, visits.square - visits.mean); // pairs of visits
    const wider = again * inOneShard(loaded, name) * hot.variance + visits.mean * Math.max(0, longer.variance - hot.variance);
    mean += later;
    variance += wider;
    if (later + Math.sqrt(wider) > worst) [worst, at] = [later + Math.sqrt(wider), name];
  }
  if (!at) return { mean: 0, p99: 0, at };
  return { mean, p99: mean + SPREAD * (Math.sqrt(whole.variance + variance) - Math.sqrt(whole.variance)), at };
}

/** The stations that one request may come to more than once. */
function repeated(operation) {
  const callers = new Map();
  const found = new Set();
  for (const component of operation.order) {
    for (const step of operation.steps[component] ?? []) {
      for (const call of step.calls) {
        callers.set(call.target, (callers.get(call.target) ?? 0) + 1);
        if (call.count > 1 || callers.get(call.target) > 1 || found.has(component)) found.add(call.target);
      }
    }
  }
  return found;
}

/** Visits to a station for one request. `mean` and `square` are of those that somebody waits for. */
function visitsTo(plan, operation, name) {
  const found = new Map();
  for (const component of [...operation.order].reverse()) {
    const often = [];
    made(plan, operation, component, (step, call, reading, writing) => often.push([reading, writing]));
    const both = [0, 1].map((writes) => {
      let [waited, handed, at] = [NONE, NONE, 0];
      for (const step of operation.steps[component] ?? []) {
        const together = step.mode === "parallel" || !step.waits;
        const each = step.calls.map((call) => called(call, often[at++][writes], found, name, together));
        const joined = step.mode === "one_of" ? oneOf(each) : together ? atOnce(each) : inTurn(each);
        if (step.waits) waited = inTurn([waited, joined]);
        else handed = atOnce([handed, joined]);
      }
      return handedOver(waited, handed);
    });
    found.set(component, both);
  }
  const writes = Number(operation.operation.writes);
  return oneOf(operation.entries.map((each) => rarely(found.get(each)[writes], 1 / operation.entries.length)));
}

const NONE = { mean: 0, square: 0, all: 0, burst: 0 };
const ONE = { mean: 1, square: 1, all: 1, burst: 1 };
const sum = (parts, of) => parts.reduce((total, each) => total + of(each), 0);

/** Visits by all of a call's counts, which are made together or not at all. */
function called(call, often, known, name, together) {
  let one = known.get(call.target)[Number(call.writes)];
  if (call.target === name) one = inTurn([one, ONE]);
  const count = Math.max(1, call.count);
  const pairs = count * (count - 1);
  const square = count * one.square + pairs * one.mean * one.mean;
  const burst = count * one.burst + (together ? pairs * one.all * one.all : 0);
  return rarely({ mean: count * one.mean, square, all: count * one.all, burst }, often / count);
}

const rarely = (visits, chance) => ({ mean: visits.mean * chance, square: visits.square * chance, all: visits.all * chance, burst: visits.burst * chance });

const oneOf = (parts) => ({
  mean: sum(parts, (each) => each.mean),
  square: sum(parts, (each) => each.square),
  all: sum(parts, (each) => each.all),
  burst: sum(parts, (each) => each.burst),
});

function inTurn(parts) {
  const mean = sum(parts, (each) => each.mean);
  const variance = sum(parts, (each) => each.square - each.mean * each.mean);
  return { mean, square: variance + mean * mean, all: sum(parts, (each) => each.all), burst: sum(parts, (each) => each.burst) };
}

function atOnce(parts) {
  const oneByOne = inTurn(parts);
  return { ...oneByOne, burst: oneByOne.burst + oneByOne.all ** 2 - sum(parts, (each) => each.all ** 2) };
}

/** What is handed over is under way with what is waited for, and nobody's time. */
function handedOver(waited, handed) {
  if (!handed.all) return waited;
  const { all, burst } = atOnce([waited, handed]);
  return { ...waited, all, burst };
}

/** The chance that two visits are to the same shard. */
function inOneShard(loaded, name) {
  const [{ shards }, flow] = [loaded.plan.stations[name], loaded.totals[name]];
  const hot = (flow.hot_reads + flow.hot_writes) / (flow.reads + flow.writes);
  return shards > 1 ? hot * hot + (1 - hot) ** 2 / (shards - 1) : 1;
}

/** The busiest shard's queue if the visits that are under way together came at one moment. */
function asABatch(loaded, name, batch) {
  const [station, flow] = [loaded.plan.stations[name], loaded.totals[name]];
  const rate = flow.hot_reads + flow.hot_writes;
  const alike = 1 + (batch - 1) * (rate / (flow.reads + flow.writes)); // of them go to this shard
  return queue(station, loaded.held[name], flow.hot_reads, flow.hot_writes, Math.max(flow.hot_burst, rate * alike));
}
