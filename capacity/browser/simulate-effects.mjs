// What a fault did to each operation: before, during, after, in numbers and in a sentence;
// capacity/simulate/effects.py says the same.

import { human } from './format.mjs';
import { causes, window } from './simulate-report.mjs';
import { brief, said } from './simulate-said.mjs';
import { Bins } from './simulate-tally.mjs';

const WELL = 1.25;
const STEADY = 3;
const NOTABLE = 0.001;

/** Every fault on every operation, in the order in which they begin; `sentence` says each. */
export function effects(world) {
  const faults = [...world.of.faults].sort((one, other) => one.at - other.at);
  return faults.flatMap((fault) => world.of.operations.map((operation, number) => effect(world, fault, operation, world.slots[number])));
}

function effect({ of }, fault, operation, slots) {
  const end = fault.seconds === null ? of.seconds : Math.min(of.seconds, fault.at + fault.seconds);
  const first = Math.min(...of.faults.map((each) => each.at));
  const during = between(slots, fault.at, end, of.bucket);
  const after = end < of.seconds ? between(slots, end, of.seconds, of.bucket) : [];
  const lost = causes(during);
  const gone = count(lost);
  const ended = during.reduce((sum, each) => sum + each.answered, 0) + gone;
  const before = p99(between(slots, of.warm_up, first, of.bucket));
  const begun = window(fault.at, of.seconds, of.bucket)[0] - 1;
  const losing = slots.slice(begun < 0 ? slots.length + begun : begun).flatMap((slot, place) => (count(slot.lost) ? [place] : []));
  return {
    fault,
    operation: operation.id,
    title: operation.title || operation.id,
    before,
    during: p99(during),
    lost,
    share: ended ? gone / ended : 0,
    lostFor: losing.length ? (losing.at(-1) - losing[0] + 1) * of.bucket : 0,
    recovered: recovery(after, before, of.bucket),
  };
}

/** What it did, in a sentence; `name` says the fault. */
export function sentence(found, name = said) {
  const told = [late(found), losses(found), recovered(found)].filter(Boolean);
  return `With ${name(found.fault)}, ${told.join('; ')}.`;
}

const count = (lost) => Object.values(lost).reduce((sum, each) => sum + each, 0);

function between(slots, begin, end, bucket) {
  return begin < end ? slots.slice(...window(begin, end, bucket)) : [];
}

function p99(slots) {
  const bins = Bins.sum(slots.map((each) => each.latency));
  return bins.count ? bins.percentile(0.99) : null;
}

/** The time until the first of three good buckets in a row: as fast as before, nothing lost. */
function recovery(after, usual, bucket) {
  if (usual === null) return null;
  let well = 0;
  for (const [number, slot] of after.entries()) {
    const late = p99([slot]);
    const good = late !== null && late <= usual * WELL && count(slot.lost) <= NOTABLE * slot.arrived;
    well = good ? well + 1 : 0;
    if (well === STEADY) return (number + 1 - STEADY) * bucket;
  }
  return null;
}

function late({ title, before, during }) {
  if (before === null || during === null) return `“${title}” has no answers to compare`;
  const [then, now] = [human(before, 's'), human(during, 's')];
  if (then === now || Math.abs(during / before - 1) < 0.05) return `the p99 of “${title}” stays at ${then}`;
  return `the p99 of “${title}” goes from ${then} to ${now}`;
}

function losses({ lost, share, lostFor }) {
  if (share < NOTABLE) return count(lost) ? `${count(lost)} requests are lost` : 'nothing is lost';
  return `${human(share, '%')} of its requests are lost (${Object.keys(lost).join(', ')}) for ${brief(lostFor)} s`;
}

function recovered({ fault, recovered: after }) {
  if (fault.seconds === null) return '';
  return after === null ? 'it has not recovered when the run ends' : `${brief(after)} s after the end all is well again`;
}
