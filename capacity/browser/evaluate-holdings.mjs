// What is kept, what is sent, and what all of it costs in a month. The same as capacity/evaluate/holdings.py.
import { DURABLE_STORES, TRAFFIC_OUT } from "./catalogue.mjs";
import { callsOf } from "./plan.mjs";

const A_MONTH = 30 * 86400; // seconds, as everywhere in this house
const keeps = (kind) => DURABLE_STORES.has(kind) || kind === "search_index";

/** Bytes of one copy of all shards, when everything has been kept for as long as it is. */
export function stored(loaded, component) {
  if (!keeps(loaded.plan.stations[component].kind)) return 0;
  let total = 0;
  for (const [name, { operation: asked }] of Object.entries(loaded.plan.operations)) {
    if (!asked.writes || !asked.keeps || asked.kept_for === null) continue;
    let written = 0;
    for (const [call, calls] of loaded.flows[name].calls) if (call.target === component && call.writes) written += calls;
    total += asked.rate * written * asked.keeps * asked.kept_for;
  }
  return total;
}

/** Bytes a second that one copy answers with, at the peak: each visit carries the response. */
export function sent(loaded, component) {
  let total = 0;
  for (const [name, { operation }] of Object.entries(loaded.plan.operations)) {
    const here = loaded.flows[name].at.get(component);
    if (here) total += operation.peak * (here.hot_reads + here.hot_writes) * operation.response;
  }
  return total / loaded.plan.stations[component].copies;
}

/** Machines, data, requests and traffic out, each as a line. */
export function cost(loaded) {
  const lines = Object.entries(loaded.plan.stations).map(([name, each]) => [each.title, costOf(loaded, name)]);
  lines.push(["Traffic to clients", traffic(loaded)]);
  const kept = lines.filter(([, dollars]) => dollars > 0);
  return { total: kept.reduce((sum, [, dollars]) => sum + dollars, 0), lines: kept };
}

/** Dollars a month for one component, without traffic. */
export function costOf(loaded, component) {
  const station = loaded.plan.stations[component];
  const machines = station.price * station.copies * station.shards;
  const data = stored(loaded, component) * station.stored_price * (station.servers === null ? 1 : station.copies);
  let [reads, writes] = [0, 0];
  for (const [name, { operation }] of Object.entries(loaded.plan.operations)) {
    const here = loaded.flows[name].at.get(component);
    if (!here) continue;
    reads += operation.rate * here.reads * A_MONTH;
    writes += operation.rate * here.writes * A_MONTH;
  }
  return machines + data + reads * station.read_price + writes * station.write_price;
}

/** What is sent to clients, at the price of traffic out. */
function traffic(loaded) {
  let total = 0;
  for (const [name, operation] of Object.entries(loaded.plan.operations)) {
    for (const call of operation.entries.flatMap((entry) => callsOf(operation, entry))) {
      const target = loaded.plan.stations[call.target];
      const served = target.kind === "dns" ? 0 : loaded.flows[name].calls.get(call);
      total += operation.operation.rate * served * operation.operation.response * A_MONTH * (target.traffic_price || TRAFFIC_OUT);
    }
  }
  return total;
}
