// Which times of an operation are told, and why others are not. The same as capacity/evaluate/times.py.
import { NoClosedForm } from "./evaluate-compose.mjs";
import { limited } from "./evaluate-limited.mjs";
import { overloaded, waitedFor } from "./evaluate-loads.mjs";
import { MEAN, P99, SURELY, doubt } from "./evaluate-repeats.mjs";
import * as say from "./evaluate-say.mjs";
import { distribution } from "./evaluate-spectra.mjs";

const SHARES = [0.5, 0.95, 0.99, 0.999]; // percentiles that are told
const LOST = 1e-4; // share turned away past which times are no longer those of a queue without a limit
const UNKNOWN = [null, null, null, null];
const NOTHING = { mean: null, quantiles: UNKNOWN, why: "", least: null, most: null };

/** How long an operation takes, as far as that can be said; its p99 surely lies between `least` and `most`. */
export function times(loaded, operation, moments) {
  const why = nothingEnds(loaded, operation);
  if (why) return { ...NOTHING, why };
  let found;
  try {
    found = distribution(moments);
  } catch (error) {
    if (error instanceof NoClosedForm) return { ...NOTHING, why: `${error.message} Simulate it to see.` };
    throw error;
  }
  let low = 0;
  const quantiles = SHARES.map((share) => (low = found.quantile(share, low)));
  return withoutWhatIsInDoubt(loaded, operation, moments, { mean: found.mean, quantiles, why: "", least: quantiles[2], most: quantiles[2] });
}

/** Why there is no such time, or none that a queue without a limit would have. */
function nothingEnds(loaded, operation) {
  if (!operation.entries.length) return "Nothing carries it.";
  const full = overloaded(loaded, operation);
  if (full.length) return say.overload(loaded, full);
  const turning = waitedFor(operation).find((each) => each in loaded.queues && loaded.queues[each][0].turned_away > LOST);
  return turning === undefined ? "" : say.turnedAway(loaded, turning);
}

function withoutWhatIsInDoubt(loaded, operation, moments, told) {
  const { mean, most: p99 } = told;
  const few = limited(loaded, operation, mean);
  if (few) return { ...NOTHING, why: say.limited(loaded, ...few), most: p99 }; // fewer wait than is computed
  const doubted = doubt(loaded, operation, moments.answer());
  const noMean = doubted.mean > MEAN * mean;
  if (!noMean && doubted.p99 <= P99 * p99) return told;
  return { ...told, mean: noMean ? null : mean, quantiles: UNKNOWN, why: say.repeated(loaded, doubted), most: p99 + SURELY * doubted.p99 };
}
