// Times as a least value, a mean and a variance: quick, and enough to know how far a series must reach.
// The same as capacity/evaluate/moments.py.
import { Composer } from "./evaluate-compose.mjs";

const { log, max, min, sqrt } = Math;
const RARE = 1e5;

/** `scale` is the mean of the slowest exponential part, and `weight` how often it takes part. */
const moment = (least, mean, variance, scale = 0, weight = 0) => ({ least, mean, variance, scale, weight });
export const NOTHING = moment(0, 0, 0);

/** Past this the slowest part is met by one in RARE. */
export const tailOf = ({ scale, weight }) => (weight > 0 ? scale * max(0, log(weight * RARE)) : 0);

/** Exact, but for the longest of several, which is exact for exponential times. */
export class Moments extends Composer {
  nothing() {
    return NOTHING;
  }
  fixed(time) {
    return moment(time, time, 0);
  }
  then(one, other) {
    const slow = tailOf(one) >= tailOf(other) ? one : other;
    return moment(one.least + other.least, one.mean + other.mean, one.variance + other.variance, slow.scale, slow.weight);
  }
  repeat(one, count) {
    const whole = Math.trunc(count);
    const rest = count - whole;
    const spread = rest * (1 - rest) * one.mean * one.mean;
    return moment(one.least * whole, one.mean * count, one.variance * count + spread, one.scale, one.weight * min(1, count));
  }
  mix(parts) {
    let [mean, square, least, slowest] = [0, 0, Infinity, NOTHING];
    for (const [share, each] of parts) {
      mean += share * each.mean;
      square += share * (each.variance + each.mean * each.mean);
      least = min(least, each.least);
      const rarer = { ...each, weight: each.weight * share };
      if (tailOf(rarer) > tailOf(slowest)) slowest = rarer;
    }
    return moment(least, mean, max(0, square - mean * mean), slowest.scale, slowest.weight);
  }
  waiting(queue) {
    return moment(0, queue.mean, queue.variance, queue.wait || 0, queue.chance);
  }
  work(station, writes) {
    const work = this.meanWork(station, writes);
    return moment(station.variability === 0 ? work : 0, work, station.variability * work * work, work * station.variability, 1);
  }
  firstOf(call, answers, visits) {
    const one = this.served(call);
    const [later, spread] = order(visits, answers);
    const mean = max(one.least, one.mean + sqrt(one.variance) * (later - 1));
    return moment(one.least, mean, one.variance * spread, one.scale, one.weight);
  }
  longest(calls) {
    const each = calls.map((call) => this.alike(call));
    const size = (one) => one.mean + sqrt(one.variance);
    const slowest = each.reduce((best, one) => (size(one) > size(best) ? one : best));
    const last = each.reduce((best, one) => (one.scale > best.scale || (one.scale === best.scale && one.weight > best.weight) ? one : best));
    const [later, spread] = order(calls.length, calls.length);
    return moment(max(...each.map((one) => one.least)), slowest.mean + sqrt(slowest.variance) * (later - 1), slowest.variance * spread, last.scale, last.weight);
  }
}

/** Mean and variance of the time until `answers` of `count` exponentials of mean 1 are done. */
function order(count, answers) {
  let [mean, spread] = [0, 0];
  for (let late = 0; late < Math.trunc(answers); late += 1) {
    mean += 1 / (count - late);
    spread += 1 / ((count - late) * (count - late));
  }
  return [mean, spread];
}
