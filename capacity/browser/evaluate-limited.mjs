// Where callers that keep a server while they wait are too few for a queue to form behind them.
// The same as capacity/evaluate/limited.py.
import { callsOf } from "./plan.mjs";

const FOUND = 0.01; // share of visits that would find all of their callers' servers before them
const WAIT = 5e-4; // and what they would wait, of an operation's mean

/** [the caller, the called] where too few can wait, the first that is met; or null. */
export function limited(loaded, operation, mean) {
  const underWay = new Map(operation.entries.map((each) => [each, Infinity])); // at most, at each
  for (const component of operation.order) {
    const here = underWay.get(component) ?? 0;
    const most = loaded.plan.stations[component]?.servers ?? Infinity;
    if (tooFew(loaded, component, here, mean)) return [callerOf(loaded, operation, component), component];
    const reached = new Map();
    for (const step of operation.steps[component] ?? []) {
      for (const call of step.calls) {
        const some = call.blocking ? Math.min(here, most) : step.waits ? here : Infinity;
        reached.set(call.target, Math.max(reached.get(call.target) ?? 0, some));
      }
    }
    for (const [target, some] of reached) underWay.set(target, (underWay.get(target) ?? 0) + some);
  }
  return null;
}

function tooFew(loaded, component, most, mean) {
  if (most === Infinity || !(component in loaded.queues)) return false;
  const [queue] = loaded.queues[component];
  const { servers } = loaded.plan.stations[component];
  if (servers === null || !queue.chance) return false;
  const busy = Math.min(1, queue.utilisation ?? 0); // more than that where a full queue turns some away
  const found = queue.chance * busy ** Math.max(0, most - servers);
  return found > FOUND && found * queue.mean > WAIT * mean;
}

/** Who keeps its servers: the nearest before a component, on a way that leads there. */
function callerOf(loaded, operation, component) {
  let lookedFor = component;
  for (const each of [...operation.order].reverse()) {
    for (const call of callsOf(operation, each)) {
      if (call.target !== lookedFor || !call.waits) continue;
      if (call.blocking && loaded.plan.stations[each].servers !== null) return each;
      lookedFor = each;
      break;
    }
  }
  return component;
}
