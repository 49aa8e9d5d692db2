// All times of an operation as distributions; the same as capacity/evaluate/spectra.py.
import { Composer, NoClosedForm } from "./evaluate-compose.mjs";
import { tailOf } from "./evaluate-moments.mjs";
import { Distribution, Frequencies, REACH, allOf, firstOf, mix, power, then } from "./evaluate-spectrum.mjs";

const MOST_PARALLEL = 60; // grids that one operation may need

const numbers = new WeakMap();
let next = 0;
/** A name for a call that no other call has. */
function nameOf(call) {
  if (!numbers.has(call)) numbers.set(call, (next += 1));
  return numbers.get(call);
}

/** All times of an operation, on the frequencies that fit the time of its answer. */
export class Spectra extends Composer {
  constructor(moments, frequencies, grids = new Map()) {
    super(moments.plan, moments.operation, moments.queues);
    Object.assign(this, { moments, frequencies, grids });
    this.waits = new Map();
  }
  nothing() {
    return this.frequencies.atOnce;
  }
  fixed(time) {
    return this.frequencies.fixed(time);
  }
  then(one, other) {
    const nothing = this.frequencies.atOnce;
    return one === nothing ? other : other === nothing ? one : then(one, other);
  }
  repeat(one, count) {
    return power(one, count);
  }
  mix(parts) {
    return mix(parts);
  }
  waiting(queue) {
    const { chance, wait } = queue;
    if (chance === 0 || !wait) return this.frequencies.atOnce;
    const { re, im } = this.frequencies.exponential(wait);
    for (let k = 0; k < re.length; k += 1) {
      re[k] = 1 - chance + chance * re[k];
      im[k] *= chance;
    }
    return { re, im };
  }
  work(station, writes) {
    return this.frequencies.gamma(this.meanWork(station, writes), station.variability);
  }
  firstOf(call, answers, visits) {
    const station = this.plan.stations[call.target];
    if (station.variability === 1 && this.stepsOf(call) === this.frequencies.atOnce) {
      return this.#firstExponentials(this.meanWork(station, call.writes), answers, visits);
    }
    return this.#fromGrid(`${nameOf(call)} ${answers} ${visits}`, () => {
      const one = this.moments.served(call);
      const { least } = one;
      const top = Math.max(reach(one, least), reach(this.moments.firstOf(call, answers, visits), least));
      const finer = this.#finer(top, [call]);
      return [top, firstOf(new Distribution(finer.served(call), finer.frequencies, least).masses(), answers, visits), least];
    });
  }
  /** Exact: of n that are still at work the first is done after an nth of the mean. */
  #firstExponentials(mean, answers, visits) {
    let found = this.frequencies.atOnce;
    for (let done = 0; done < answers; done += 1) found = this.then(found, this.frequencies.exponential(mean / (visits - done)));
    return found;
  }
  longest(calls) {
    return this.#fromGrid(calls.map(nameOf).join(), () => {
      const each = calls.map((call) => this.moments.alike(call));
      const least = Math.min(...each.map((one) => one.least));
      const top = Math.max(...[...each, this.moments.longest(calls)].map((one) => reach(one, least)));
      const finer = this.#finer(top, calls);
      return [top, allOf(calls.map((call) => new Distribution(finer.alike(call), finer.frequencies, least).masses())), least];
    });
  }

  /** A distribution on a grid that fits it, made once, at the frequencies of this time. */
  #fromGrid(key, make) {
    if (!this.grids.has(key)) {
      if (this.grids.size >= MOST_PARALLEL) throw new NoClosedForm("Too many things happen at once to say how long the longest takes.");
      this.grids.set(key, make());
    }
    return this.frequencies.ofGrid(...this.grids.get(key));
  }

  /** The same times at the frequencies of a part. */
  #finer(top, calls) {
    const finer = new Spectra(this.moments, new Frequencies(top), this.grids);
    finer.runFor(calls);
    return finer;
  }

  /** Finds the steps' times of what these calls lead to, and of nothing else. */
  runFor(calls) {
    const wanted = new Set(calls.map((call) => call.target));
    for (const component of this.operation.order) {
      if (!wanted.has(component)) continue;
      for (const step of this.operation.steps[component] ?? []) if (step.waits) for (const call of step.calls) wanted.add(call.target);
    }
    this.run(wanted);
  }
}

/** How far past `least` a time has practically ended. */
export function reach(moment, least) {
  const past = Math.max(REACH * Math.sqrt(moment.variance), tailOf(moment));
  return Math.max(moment.mean - least + past, 1e-12);
}

/** The time of an operation's answer. Throws NoClosedForm. */
export function distribution(moments) {
  const whole = moments.answer();
  if (whole.mean <= 0) throw new NoClosedForm("Nobody waits for anything in it.");
  const frequencies = new Frequencies(reach(whole, whole.least));
  const times = new Spectra(moments, frequencies);
  times.run();
  const found = new Distribution(times.answer(), frequencies, whole.least);
  if (!times.grids.size) found.mean = whole.mean; // exact, where the series would stop too early
  return found;
}
