// What was found, in sentences for the person who drew it. The same as capacity/evaluate/say.py.
import { digits, fixed, grouped, human } from "./format.mjs";
import { callsOf } from "./plan.mjs";
import { finding } from "./plan-walk.mjs";

const A_YEAR = 365 * 86400;
const BUSY = 0.7; // past it an M/M/1 server answers over three times slower than idle
const NEARLY_FULL = 0.7;

export const share = (value) => human(value, "%");

/** A time as people say it. */
export function time(value) {
  for (const [name, length] of [["days", 86400], ["h", 3600], ["min", 60]]) if (value >= 2 * length) return `${digits(value / length)} ${name}`;
  return human(value, "s");
}

/** How long a year it fails: "53 min a year". */
export const downtime = (chance) => `${time((1 - chance) * A_YEAR)} a year`;
const rate = (value) => human(value, "request/s");
export const dollars = (value) => `$${grouped(fixed(value, 0))}`;

/** Which stations cannot keep up, and by how much. */
export function overload(loaded, full) {
  const said = full.map((name) => {
    const [station, queue] = [loaded.plan.stations[name], loaded.queues[name][0]];
    const where = station.shards > 1 ? " in its busiest shard" : "";
    return `${station.title} would need ${fixed(queue.offered, 1)} of ${station.servers} servers${where} (${share(queue.utilisation || 0)} busy)`;
  });
  return `${said.join("; ")}: the queue only grows, so there is no such time.`;
}

export function turnedAway(loaded, name) {
  const [station, queue] = [loaded.plan.stations[name], loaded.queues[name][0]];
  return `${station.title} turns away ${share(queue.turned_away)}: its queue of ${station.queue_limit} is full. How long the others take has no closed form; simulate it to see.`;
}

const promise = (what, promised, found, kept, sentence) => ({ what, promised, found, kept, sentence });

/** Why there is no percentile. */
export const repeated = (loaded, doubted) =>
  `One request comes to ${loaded.plan.stations[doubted.at].title} more than once, and its waits there depend on one another: ` +
  "no closed form says how long they are together. Simulate it to see.";

/** Why there are no times behind servers that are kept. */
export function limited(loaded, caller, called) {
  const [who, whom] = [caller, called].map((each) => loaded.plan.stations[each].title);
  return (
    `${who} keeps its servers while it waits, and they are so few that they limit who waits at ` +
    `${whom}: no closed form says how long that takes. Simulate it to see.`
  );
}

/** The promise beside the percentile, or beside the bounds between which it surely lies. */
export function p99({ said }, promised, { p99: here, why }, { least, most }) {
  if (here !== null) return promise("p99", promised, here, here <= promised, `${said}: 99 of 100 are answered within ${time(here)}; promised are ${time(promised)}.`);
  if (most !== null && most <= promised) return promise("p99", promised, null, true, `${said}: 99 of 100 are surely answered within ${time(promised)}, as promised. ${why}`);
  if (least !== null && least > promised) return promise("p99", promised, null, false, `${said}: 99 of 100 take more than ${time(least)}; promised are ${time(promised)}. ${why}`);
  return promise("p99", promised, null, why.includes("only grows") ? false : null, `${said}: ${why}`);
}

export function availability(operation, promised, up) {
  if (up.chance === null) return promise("availability", promised, null, null, `${operation.said}: ${up.why}`);
  const alone = up.single_points.map((each) => each.title).join(", ");
  const points = alone ? ` Alone it is stopped by: ${alone}.` : "";
  const sentence = `${operation.said}: ${share(up.chance)} succeed, ${downtime(up.chance)} fail; promised are ${share(promised)}.${points}`;
  return promise("availability", promised, up.chance, up.chance >= promised, sentence);
}

export function freshness(loaded, operation, promised, slowest) {
  const { said } = operation.operation;
  if (!operation.entries.length) return promise("freshness", promised, null, null, `${said}: nothing carries it.`);
  if (!slowest) return promise("freshness", promised, 0, true, `${said}: whoever changes what it shows waits until it is changed.`);
  const title = (id) => loaded.plan.stations[id].title;
  const way = slowest.way.map((each) => title(each.target)).join(" → ");
  if (slowest.p99 === null) return promise("freshness", promised, null, false, `${said}: on the way ${way} the queue of ${title(slowest.grows_at)} only grows; it falls behind for ever.`);
  const sentence = `${said}: 99 of 100 changes are there after ${time(slowest.p99)}, by ${way}; promised are ${time(promised)}.`;
  return promise("freshness", promised, slowest.p99, slowest.p99 <= promised, sentence);
}

export function budget(promised, total) {
  if (promised === null) return [];
  return [promise("budget", promised, total, total <= promised, `It costs ${dollars(total)} a month; the budget is ${dollars(promised)}.`)];
}

export function bottleneck(most) {
  const utilisation = most.utilisation || 0;
  if (utilisation >= 1) return `${most.title} is asked for ${fixed(utilisation, 2)} times what it can do: the load is too much by ${share(1 - 1 / utilisation)}.`;
  return `${most.title} is busiest, ${share(utilisation)}: everything could grow ${fixed(1 / utilisation, 1)} times until it is full.`;
}

/** What is too busy, too full or too much for a line. */
export function limits(loaded, components) {
  return [...components.flatMap((each) => limitsOf(loaded, each)), ...zonesLost(loaded)];
}

function limitsOf(loaded, each) {
  const found = [];
  const station = loaded.plan.stations[each.id];
  const busy = each.utilisation || 0;
  const say = (kind, sentence, severity = "note") => found.push(finding(kind, sentence, [each.id], severity));
  if (busy >= 1) say("overload", overload(loaded, [each.id]), "problem");
  else if (busy > BUSY) say("busy", `${each.title} is ${share(busy)} busy at the peak; plan with ${share(BUSY)}.`);
  if (each.turned_away > 1e-9) say("turned-away", `${each.title} turns away ${share(each.turned_away)} at the peak.`, "problem");
  if (each.stored && each.storage && each.stored > each.storage * NEARLY_FULL) {
    const copy = station.shards > 1 ? "copy of a shard" : "copy";
    say("storage", `${each.title} keeps ${human(each.stored, "B")} in each ${copy}; ${human(each.storage, "B")} fit.`, each.stored > each.storage ? "problem" : "note");
  }
  if (each.bandwidth && each.sent > each.bandwidth * NEARLY_FULL) {
    say("bandwidth", `${each.title} sends ${human(each.sent, "B/s")} from each copy; ${human(each.bandwidth, "B/s")} fit on its line.`, each.sent > each.bandwidth ? "problem" : "note");
  }
  if (station.rate_limit && each.reads + each.writes > station.rate_limit) {
    say("rate-limit", `${each.title} is asked ${rate(each.reads + each.writes)}; its limit is ${rate(station.rate_limit)} unless it is raised.`);
  }
  return found;
}

/** Components whose other zones could not carry the peak. */
function zonesLost(loaded) {
  const found = [];
  for (const [name, station] of Object.entries(loaded.plan.stations)) {
    if (!station.servers || !station.at_once) continue;
    const { offered } = loaded.queues[name][0];
    for (const zone of new Set(station.places)) {
      const left = station.places.filter((place) => place !== zone).length * station.at_once;
      if (zone === null || left === 0 || offered < left || offered >= station.servers) continue;
      found.push(finding("zone-capacity", `Without zone ${zone}, ${station.title} would be ${share(offered / left)} busy: the others cannot carry the peak.`, [name, zone]));
    }
  }
  return found;
}

/** What the numbers leave out: time-outs and retries are for a simulation to show. */
export function times(plan, operations) {
  return operations.flatMap((result) => {
    const operation = plan.operations[result.id];
    const cut = operation.order.flatMap((each) => callsOf(operation, each)).filter((call) => call.timeout !== null);
    const shortest = Math.min(...cut.map((call) => call.timeout));
    if (!cut.length || (result.p999 !== null && result.p999 <= shortest)) return [];
    const sentence = `${result.title}: a time-out of ${time(shortest)} would cut some requests short, and retries would add load. The times here are without either; simulate it to see.`;
    return [finding("time-outs", sentence, [...new Set(cut.map((call) => call.id))])];
  });
}
