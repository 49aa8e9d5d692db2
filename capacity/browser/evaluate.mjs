// What a drawing does under a load, computed in the page as capacity.evaluate computes it: the same JSON out of the
// same JSON in. Rates, utilisation, times as distributions, how often it succeeds, what alone stops it, what it costs.
import { plan } from "./plan.mjs";
import { availability } from "./evaluate-availability.mjs";
import { NoClosedForm } from "./evaluate-compose.mjs";
import * as holdings from "./evaluate-holdings.mjs";
import { lag, readBy } from "./evaluate-lag.mjs";
import { loads, overloaded, waitedFor } from "./evaluate-loads.mjs";
import { Moments } from "./evaluate-moments.mjs";
import * as repeats from "./evaluate-repeats.mjs";
import * as say from "./evaluate-say.mjs";
import { distribution } from "./evaluate-spectra.mjs";

const SHARES = [0.5, 0.95, 0.99, 0.999]; // percentiles that are told
const LOST = 1e-4; // share turned away past which times are no longer those of a queue without a limit

/** What a drawing does at the peak of a load. Throws WaitingInCircles. */
export const evaluate = (drawing, workload) => evaluatePlan(plan(drawing, workload));

/** The same for a plan that is made already. */
export function evaluatePlan(planned) {
  const loaded = loads(planned);
  const components = Object.keys(planned.stations).map((name) => componentOf(loaded, name));
  const cost = holdings.cost(loaded);
  const moments = Object.create(null);
  for (const [name, each] of Object.entries(planned.operations)) {
    moments[name] = new Moments(planned, each, loaded.queues);
    moments[name].run();
  }
  const operations = Object.keys(planned.operations).map((name) => operationOf(loaded, moments, name));
  return {
    operations,
    components,
    bottleneck: bottleneckOf(components),
    cost,
    promises: say.budget(planned.workload.budget, cost.total),
    findings: [...planned.findings, ...say.limits(loaded, components), ...say.times(planned, operations)],
    assumed: [...Object.values(planned.stations).flatMap((each) => each.assumed), ...planned.assumed],
  };
}

function componentOf(loaded, name) {
  const [station, flow, [hot]] = [loaded.plan.stations[name], loaded.totals[name], loaded.queues[name]];
  const kept = holdings.stored(loaded, name);
  return {
    id: name,
    title: station.title,
    kind: station.kind,
    reads: flow.reads,
    writes: flow.writes,
    utilisation: hot.utilisation,
    servers: station.servers,
    wait: hot.wait === null ? null : hot.mean,
    turned_away: hot.turned_away,
    stored: kept ? kept / station.shards : null,
    storage: station.storage,
    sent: holdings.sent(loaded, name),
    bandwidth: station.bandwidth,
    cost: holdings.costOf(loaded, name),
  };
}

function operationOf(loaded, moments, name) {
  const operation = loaded.plan.operations[name];
  const asked = operation.operation;
  const { mean, told, why, between } = withoutDoubts(loaded, operation, moments[name]);
  const [p50, p95, p99, p999] = told;
  const up = availability(loaded, operation);
  const behind = operation.entries.length ? lag(loaded, operation, moments[name]) : null;
  const found = {
    id: name,
    title: asked.said,
    rate: operation.entries.length ? asked.peak : 0,
    mean,
    p50,
    p95,
    p99,
    p999,
    why,
    availability: up.chance,
    single_points: up.single_points,
    lag_p99: behind ? behind.p99 : null,
  };
  return { ...found, promises: promisesOf(loaded, moments, found, up, between) };
}

/** The mean and the percentiles where they are not in doubt, or why not; `between`: where the p99 surely lies. */
function withoutDoubts(loaded, operation, moments) {
  const { times, why } = timesOf(loaded, operation, moments);
  const told = quantiles(times);
  if (!times) return { mean: null, told, why, between: [null, null] };
  const doubt = repeats.doubt(loaded, operation, moments.answer());
  const between = [told[2], told[2] + repeats.SURELY * doubt.p99];
  const spoilt = repeats.spoilsMean(doubt, times.mean);
  if (!spoilt && !repeats.spoilsP99(doubt, told[2])) return { mean: times.mean, told, why, between };
  return { mean: spoilt ? null : times.mean, told: quantiles(null), why: say.repeated(loaded, doubt), between };
}

function quantiles(times) {
  let low = 0;
  return SHARES.map((share) => (times ? (low = times.quantile(share, low)) : null));
}

/** How long the operation takes, or why there is no number. */
function timesOf(loaded, operation, moments) {
  if (!operation.entries.length) return { times: null, why: "Nothing carries it." };
  const full = overloaded(loaded, operation);
  if (full.length) return { times: null, why: say.overload(loaded, full) };
  for (const each of waitedFor(operation)) {
    if (each in loaded.queues && loaded.queues[each][0].turned_away > LOST) return { times: null, why: say.turnedAway(loaded, each) };
  }
  try {
    return { times: distribution(moments), why: "" };
  } catch (error) {
    if (error instanceof NoClosedForm) return { times: null, why: `${error.message} Simulate it to see.` };
    throw error;
  }
}

/** Each promise of an operation beside what was found. */
function promisesOf(loaded, moments, found, up, between) {
  const operation = loaded.plan.operations[found.id];
  const { operation: asked } = operation;
  const { promises: promised } = asked;
  const beside = [];
  if (promised.p99 !== null) beside.push(say.p99(asked, promised.p99, found, between));
  if (promised.availability !== null) beside.push(say.availability(asked, promised.availability, up));
  if (promised.freshness !== null) beside.push(say.freshness(loaded, operation, promised.freshness, freshness(loaded, operation, moments)));
  return beside;
}

/** The slowest way by which a change, made in any operation, reaches what this one shows. */
function freshness(loaded, operation, moments) {
  const shown = readBy(operation);
  let slowest = null;
  const size = (each) => each.p99 ?? Infinity;
  for (const [name, each] of Object.entries(loaded.plan.operations)) {
    const found = each.entries.length ? lag(loaded, each, moments[name], shown) : null;
    if (found && (!slowest || size(found) > size(slowest))) slowest = found;
  }
  return slowest;
}

/** What is busiest, where anything is. */
function bottleneckOf(components) {
  const busy = components.filter((each) => each.utilisation);
  if (!busy.length) return null;
  const most = busy.reduce((best, each) => (each.utilisation > best.utilisation ? each : best));
  return { component: most.id, utilisation: most.utilisation, headroom: 1 / most.utilisation, sentence: say.bottleneck(most) };
}
