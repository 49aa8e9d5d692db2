// How long until what was handed over is done: the ways that lead away from whoever waits.
// The same as capacity/evaluate/lag.py.
import { waitedFor } from "./evaluate-loads.mjs";
import { visit } from "./evaluate-compose.mjs";
import { NOTHING } from "./evaluate-moments.mjs";
import { Spectra, reach } from "./evaluate-spectra.mjs";
import { Distribution, Frequencies } from "./evaluate-spectrum.mjs";

/** The slowest way that is handed over, of those that write to one of `goals`: { way, p99, grows_at }, or null. */
export function lag(loaded, operation, moments, goals = null) {
  const slowest = new Map();
  for (const component of [...operation.order].reverse()) slowest.set(component, slowestFrom(operation, moments, slowest, component, goals));
  const starts = waitedFor(operation).map((each) => slowest.get(each)).filter(Boolean);
  if (!starts.length) return null;
  const [, way] = starts.reduce((best, each) => (each[0].mean > best[0].mean ? each : best));
  const full = way.find((call) => grows(loaded, operation, call.target));
  if (full) return { way, p99: null, grows_at: full.target };
  const total = way.reduce((sum, call) => moments.then(sum, moments.call(call)), NOTHING);
  const frequencies = new Frequencies(reach(total, total.least));
  const times = new Spectra(moments, frequencies);
  times.runFor(way);
  const spectrum = way.reduce((so, call) => times.then(so, times.call(call)), times.nothing());
  return { way, p99: new Distribution(spectrum, frequencies, total.least).quantile(0.99), grows_at: "" };
}

/** The slowest way of hand-overs that begins at a component: [its time, its calls], or null. */
function slowestFrom(operation, moments, known, component, goals) {
  let found = null;
  for (const step of operation.steps[component] ?? []) {
    for (const call of step.waits ? [] : step.calls) {
      if (!moments.visited.has(visit(call.target, call.writes))) continue;
      let [here, way] = [moments.call(call), [call]];
      const onward = known.get(call.target);
      if (onward) [here, way] = [moments.then(here, onward[0]), [call, ...onward[1]]];
      else if (goals && !writesTo(operation, call, goals)) continue;
      if (!found || here.mean > found[0].mean) found = [here, way];
    }
  }
  return found;
}

/** Whether a call ends in one of `goals`, or somebody it waits for writes there. */
function writesTo(operation, call, goals) {
  const toSee = [call];
  const seen = new Set([call.target]);
  while (toSee.length) {
    const here = toSee.pop();
    if (goals.has(here.target) && here.writes) return true;
    for (const step of operation.steps[here.target] ?? []) {
      for (const each of step.waits ? step.calls : []) {
        if (seen.has(each.target)) continue;
        seen.add(each.target);
        toSee.push(each);
      }
    }
  }
  return false;
}

function grows(loaded, operation, component) {
  const below = new Set([component]);
  for (const here of below) {
    if (loaded.queues[here][0].wait === null) return true;
    for (const step of operation.steps[here] ?? []) if (step.waits) for (const each of step.calls) below.add(each.target);
  }
  return false;
}

/** What an operation shows: everything it waits for that it reads. */
export function readBy(operation) {
  const found = new Set();
  for (const component of waitedFor(operation)) {
    for (const step of operation.steps[component] ?? []) if (step.waits) for (const call of step.calls) if (!call.writes) found.add(call.target);
  }
  return found;
}
