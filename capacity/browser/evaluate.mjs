// What a drawing does under a load, computed in the page as capacity.evaluate computes it: the same JSON out of the
// same JSON in. Rates, utilisation, times as distributions, how often it succeeds, what alone stops it, what it costs.
import { plan } from "./plan.mjs";
import { availability } from "./evaluate-availability.mjs";
import * as holdings from "./evaluate-holdings.mjs";
import { lag, readBy } from "./evaluate-lag.mjs";
import { loads } from "./evaluate-loads.mjs";
import { Moments } from "./evaluate-moments.mjs";
import * as say from "./evaluate-say.mjs";
import { times } from "./evaluate-times.mjs";

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
  const told = times(loaded, operation, moments[name]);
  const [p50, p95, p99, p999] = told.quantiles;
  const up = availability(loaded, operation);
  const behind = operation.entries.length ? lag(loaded, operation, moments[name]) : null;
  const found = {
    id: name,
    title: asked.said,
    rate: operation.entries.length ? asked.peak : 0,
    mean: told.mean,
    p50,
    p95,
    p99,
    p999,
    why: told.why,
    availability: up.chance,
    single_points: up.single_points,
    lag_p99: behind ? behind.p99 : null,
  };
  return { ...found, promises: promisesOf(loaded, moments, found, up, told) };
}

/** Each promise of an operation beside what was found. */
function promisesOf(loaded, moments, found, up, told) {
  const operation = loaded.plan.operations[found.id];
  const { operation: asked } = operation;
  const { promises: promised } = asked;
  const beside = [];
  if (promised.p99 !== null) beside.push(say.p99(asked, promised.p99, found, told));
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
