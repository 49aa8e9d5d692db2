// Where one request comes to a station more than once, and its waits depend on one another: what that may add, and
// whether a figure is in doubt for it. The same as capacity/evaluate/repeats.py, which says why.
import { made } from "./evaluate-flows.mjs";
import { queue } from "./evaluate-queueing.mjs";

const { max, sqrt } = Math;
const MEAN = 0.03; // of a mean, that may be in doubt
const P99 = 0.02; // of a 99th percentile
export const SURELY = 5; // times a doubt is on the safe side of it
const SPREAD = 3; // standard deviations from the mean to the 99th percentile, about

/** By how many seconds a mean and a 99th percentile may be too short, and where. */
const doubted = (mean, p99, at) => ({ mean, p99, at });
export const CERTAIN = doubted(0, 0, "");

export const spoilsMean = (doubt, found) => doubt.mean > MEAN * found;
export const spoilsP99 = (doubt, found) => doubt.p99 > P99 * found;

/** Visits to one station that a visit elsewhere leads to; `burst` over `all` is how many come at once with each. */
const visitsOf = (mean, square, all, burst) => ({ mean, square, all, burst });
const NONE = visitsOf(0, 0, 0, 0);
const ONE = visitsOf(1, 1, 1, 1);

/** What repeated visits may add to an operation's time, which is `whole` without them. */
export function doubt(loaded, operation, whole) {
  let [mean, variance, worst, at] = [0, 0, 0, ""];
  for (const name of repeated(operation)) {
    const [hot] = loaded.queues[name];
    if (!(hot.mean > 0)) continue;
    const visits = visitsTo(loaded.plan, operation, name);
    if (!visits.mean) continue;
    const longer = asABatch(loaded, name, visits.burst / visits.all);
    const later = visits.mean * max(0, longer.mean - hot.mean);
    const again = max(0, visits.square - visits.mean); // pairs of visits
    const wider = again * inOneShard(loaded, name) * hot.variance + visits.mean * max(0, longer.variance - hot.variance);
    mean += later;
    variance += wider;
    if (later + sqrt(wider) > worst) [worst, at] = [later + sqrt(wider), name];
  }
  if (!at) return CERTAIN;
  return doubted(mean, mean + SPREAD * (sqrt(whole.variance + variance) - sqrt(whole.variance)), at);
}

/** The stations that one request may come to more than once while somebody waits. */
function repeated(operation) {
  const callers = new Map();
  const found = new Set();
  for (const component of operation.order) {
    for (const { calls } of operation.steps[component] ?? []) {
      for (const { target, count } of calls) {
        callers.set(target, (callers.get(target) ?? 0) + 1);
        if (count > 1 || callers.get(target) > 1 || found.has(component)) found.add(target);
      }
    }
  }
  return found;
}

const key = (component, writes) => `${component}|${writes}`;

/** Visits to a station for one request. */
function visitsTo(plan, operation, name) {
  const found = new Map();
  for (const component of [...operation.order].reverse()) {
    const often = new Map();
    made(plan, operation, component, (_, call, reading, writing) => often.set(call, [reading, writing]));
    for (const writes of [false, true]) {
      let [waited, handed] = [NONE, NONE];
      for (const step of operation.steps[component] ?? []) {
        const together = step.mode === "parallel" || !step.waits;
        const each = step.calls.map((call) => called(call, often.get(call)[Number(writes)], found, name, together));
        const joined = step.mode === "one_of" ? oneOf(each) : together ? atOnce(each) : inTurn(each);
        if (step.waits) waited = inTurn([waited, joined]);
        else handed = atOnce([handed, joined]);
      }
      found.set(key(component, writes), handedOver(waited, handed));
    }
  }
  const { entries, operation: asked } = operation;
  return oneOf(entries.map((each) => rarely(found.get(key(each, asked.writes)), 1 / entries.length)));
}

/** Visits by all of a call's counts, which are made together or not at all. */
function called(call, often, known, name, together) {
  let one = known.get(key(call.target, call.writes));
  if (call.target === name) one = inTurn([one, ONE]);
  const count = max(1, call.count);
  const pairs = count * (count - 1);
  const square = count * one.square + pairs * one.mean * one.mean;
  const burst = count * one.burst + (together ? pairs * one.all * one.all : 0);
  return rarely(visitsOf(count * one.mean, square, count * one.all, burst), often / count);
}

const rarely = (visits, chance) => visitsOf(visits.mean * chance, visits.square * chance, visits.all * chance, visits.burst * chance);
const sum = (parts, value) => parts.reduce((so, each) => so + value(each), 0);
const mean = (each) => each.mean;
const all = (each) => each.all;
const burst = (each) => each.burst;

const oneOf = (parts) => visitsOf(sum(parts, mean), sum(parts, (each) => each.square), sum(parts, all), sum(parts, burst));

function inTurn(parts) {
  const often = sum(parts, mean);
  const variance = sum(parts, (each) => each.square - each.mean * each.mean);
  return visitsOf(often, variance + often * often, sum(parts, all), sum(parts, burst));
}

function atOnce(parts) {
  const oneByOne = inTurn(parts);
  const pairs = oneByOne.all ** 2 - sum(parts, (each) => each.all ** 2);
  return { ...oneByOne, burst: oneByOne.burst + pairs };
}

/** What is handed over is under way with what is waited for, and nobody's time. */
function handedOver(waited, handed) {
  if (!handed.all) return waited;
  const both = atOnce([waited, handed]);
  return visitsOf(waited.mean, waited.square, both.all, both.burst);
}

/** The chance that two visits are to the same shard. */
function inOneShard(loaded, name) {
  const { shards } = loaded.plan.stations[name];
  if (!(shards > 1)) return 1;
  const flow = loaded.totals[name];
  const hot = (flow.hot_reads + flow.hot_writes) / (flow.reads + flow.writes);
  return hot * hot + (1 - hot) ** 2 / (shards - 1);
}

/** The busiest shard's queue if the visits that are under way together came at one moment. */
function asABatch(loaded, name, batch) {
  const flow = loaded.totals[name];
  const rate = flow.hot_reads + flow.hot_writes;
  const alike = 1 + ((batch - 1) * rate) / (flow.reads + flow.writes); // of them go to this shard
  return queue(loaded.plan.stations[name], loaded.held[name], flow.hot_reads, flow.hot_writes, max(flow.hot_burst, rate * alike));
}
