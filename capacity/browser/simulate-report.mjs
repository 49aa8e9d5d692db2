// What came of a run, in the same JSON as capacity/simulate/report.py.

import { Bins, Watch } from './simulate-tally.mjs';

const BATCHES = 10;
const STUDENT = 2.2621571628540993;

/** The report of a world that has run. */
export function outcome(world) {
  const { of } = world;
  const [first, last] = window(of.warm_up, of.seconds, of.bucket);
  return {
    seconds: of.seconds,
    bucket: of.bucket,
    warm_up: of.warm_up,
    seed: of.seed,
    events: world.sim.planned,
    operations: of.operations.map((each, number) => operation(each, world.slots[number], first, last, of.bucket)),
    stations: world.places.map((each) => station(each.of, each.watches, first, of.bucket)),
    later_done: world.later[0],
    later_lost: world.later[1],
  };
}

/** The whole buckets between two times, the first and the one behind the last. */
export function window(begin, end, bucket) {
  let first = Math.trunc(begin / bucket);
  if (first * bucket < begin) first += 1;
  return [first, Math.max(first + 1, Math.trunc(end / bucket))];
}

function operation({ id, title }, slots, first, last, bucket) {
  const counted = slots.slice(first, last);
  const bins = counted.map((each) => each.latency);
  const answered = sum(counted, (each) => each.answered);
  const ended = sum(slots, (each) => each.answered + sum(Object.values(each.lost), (count) => count));
  return {
    id,
    title: title || id,
    arrived: sum(counted, (each) => each.arrived),
    attempts: sum(counted, (each) => each.attempts),
    answered,
    lost: causes(counted),
    unfinished: sum(slots, (each) => each.arrived) - ended,
    goodput: answered / ((last - first) * bucket),
    mean: estimate(bins, 0),
    p50: estimate(bins, 0.5),
    p95: estimate(bins, 0.95),
    p99: estimate(bins, 0.99),
    points: slots.map((slot, number) => point(slot, number * bucket)),
  };
}

function sum(each, figure) {
  let total = 0;
  for (const one of each) total += figure(one);
  return total;
}

/** How many requests failed, by cause, in the order of the alphabet. */
export function causes(slots) {
  const found = {};
  for (const slot of slots) for (const [cause, count] of Object.entries(slot.lost)) found[cause] = (found[cause] ?? 0) + count;
  return Object.fromEntries(Object.entries(found).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The mean (share 0) or a percentile of all, with the spread of ten batches of buckets. */
function estimate(bins, share) {
  const value = figureOf(Bins.sum(bins), share);
  const batches = [];
  for (let number = 0; number < BATCHES; number += 1) {
    const begin = Math.floor((bins.length * number) / BATCHES);
    const end = Math.floor((bins.length * (number + 1)) / BATCHES);
    batches.push(Bins.sum(bins.slice(begin, end)));
  }
  if (batches.some((each) => each.count === 0)) return { value, plus_minus: null };
  const figures = batches.map((each) => figureOf(each, share));
  const middle = sum(figures, (figure) => figure) / BATCHES;
  const squares = sum(figures, (figure) => (figure - middle) * (figure - middle));
  return { value, plus_minus: STUDENT * Math.sqrt(squares / (BATCHES - 1) / BATCHES) };
}

const figureOf = (bins, share) => (share === 0 ? bins.mean : bins.percentile(share));

function point(slot, at) {
  const some = slot.answered > 0;
  return {
    at,
    arrived: slot.arrived,
    attempts: slot.attempts,
    answered: slot.answered,
    lost: causes([slot]),
    mean: some ? slot.latency.mean : null,
    p50: some ? slot.latency.percentile(0.5) : null,
    p99: some ? slot.latency.percentile(0.99) : null,
  };
}

function station({ id, title }, watches, first, bucket) {
  const whole = new Watch();
  for (const each of watches.slice(first)) {
    whole.looks += each.looks;
    whole.busy += each.busy;
    whole.servers += each.servers;
    whole.line += each.line;
  }
  const { utilisation, waiting } = look(whole, 0);
  return { id, title: title || id, utilisation, waiting, points: watches.map((each, number) => look(each, number * bucket)) };
}

const look = (watch, at) => ({
  at,
  utilisation: watch.servers ? watch.busy / watch.servers : 0,
  waiting: watch.looks ? watch.line / watch.looks : 0,
  servers: watch.looks ? watch.servers / watch.looks : 0,
});
