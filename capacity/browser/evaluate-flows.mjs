// How often each station is visited: one operation after another, callers before those they call.
// The same as capacity/evaluate/flows.py.

export const flow = () => ({ reads: 0, writes: 0, led_reads: 0, led_writes: 0, hot_reads: 0, hot_writes: 0, cold_reads: 0, cold_writes: 0, hot_burst: 0, cold_burst: 0 });

export function add(to, other, times) {
  to.reads += other.reads * times;
  to.writes += other.writes * times;
  to.led_reads += other.led_reads * times;
  to.led_writes += other.led_writes * times;
  to.hot_reads += other.hot_reads * times;
  to.hot_writes += other.hot_writes * times;
  to.cold_reads += other.cold_reads * times;
  to.cold_writes += other.cold_writes * times;
  to.hot_burst += other.hot_burst * times;
  to.cold_burst += other.cold_burst * times;
}

/** Visits for each request of an operation: { at: Map of stations and clients, calls: Map }. */
export function ofOperation(plan, operation) {
  const at = new Map(operation.order.map((each) => [each, flow()]));
  const calls = new Map();
  for (const entry of operation.entries) {
    const here = at.get(entry);
    if (operation.operation.writes) here.led_writes += 1 / operation.entries.length;
    else here.led_reads += 1 / operation.entries.length;
  }
  for (const component of operation.order) {
    const here = at.get(component);
    made(plan, operation, component, (step, call, reading, writing) => {
      const often = here.led_reads * reading + here.led_writes * writing;
      calls.set(call, often);
      arrive(at.get(call.target), plan.stations[call.target], step, call, often);
    });
  }
  return { at, calls };
}

/** How often each call is made, on average, by a visit that reads and by one that writes. */
export function made(plan, operation, component, say) {
  const steps = operation.steps[component] ?? [];
  const asked = new Map();
  for (const step of steps) for (const call of step.calls) asked.set(call.target, call.share * Math.min(1, call.count));
  for (const step of steps) {
    for (const call of step.calls) {
      let each = call.count * (step.mode === "one_of" ? call.share : 1);
      let through = 1;
      for (const cache of call.misses) {
        if (cache === component) through = 1 - plan.stations[cache].hit_ratio;
        else each *= 1 - (asked.get(cache) ?? 0) * plan.stations[cache].hit_ratio;
      }
      say(step, call, call.on_writes ? 0 : each * through, each);
    }
  }
}

function arrive(flow, station, step, call, calls) {
  const visits = calls * call.visits;
  const others = station.shards - 1;
  const hot = call.hot || 1 / station.shards;
  const cold = others ? (1 - hot) / others : 0;
  const atOnce = step.mode === "parallel" || !step.waits ? call.count : 1;
  if (call.writes) {
    flow.writes += visits;
    flow.led_writes += calls;
    flow.hot_writes += visits * hot;
    flow.cold_writes += visits * cold;
  } else {
    flow.reads += visits;
    flow.led_reads += calls;
    flow.hot_reads += visits * hot;
    flow.cold_reads += visits * cold;
  }
  // k calls at once, each to a shard of its own choice, n copies of it: a batch
  const batch = Math.max(0, atOnce - 1);
  flow.hot_burst += visits * hot * call.visits * (1 + batch * hot);
  flow.cold_burst += visits * cold * call.visits * (1 + batch * cold);
}
