// Counting in a memory that does not grow with the requests; capacity/simulate/tally.py says the same.

export const PARTS = 256;
const NOTHING = -(2 ** 20);
const real = new Float64Array(1);
const bits = new Uint32Array(real.buffer);
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Python's frexp and the eight bits that follow, read off the number itself. */
function binOf(value) {
  if (value <= 0) return NOTHING;
  real[0] = value;
  return (bits[HIGH] >>> 12) - 1022 * PARTS;
}

/** How many values fell into each bin, and their sum. */
export class Bins {
  constructor() {
    this.bins = new Map();
    this.count = 0;
    this.total = 0;
  }

  add(value) {
    const place = binOf(value);
    this.bins.set(place, (this.bins.get(place) ?? 0) + 1);
    this.count += 1;
    this.total += value;
  }

  /** All of them as one. */
  static sum(each) {
    const whole = new Bins();
    for (const one of each) {
      for (const [place, count] of one.bins) whole.bins.set(place, (whole.bins.get(place) ?? 0) + count);
      whole.count += one.count;
      whole.total += one.total;
    }
    return whole;
  }

  get mean() {
    return this.count ? this.total / this.count : 0;
  }

  /** The value that this share lies at or below; within a bin they are spread evenly. */
  percentile(share) {
    const wanted = share * this.count;
    let below = 0;
    for (const place of [...this.bins.keys()].sort((a, b) => a - b)) {
      const here = this.bins.get(place);
      if (below + here >= wanted) {
        if (place === NOTHING) return 0;
        const exponent = Math.floor(place / PARTS);
        const part = place - exponent * PARTS;
        return ((PARTS + part + (wanted - below) / here) / 512) * 2 ** exponent;
      }
      below += here;
    }
    return 0;
  }
}

/** What happened to one operation in one stretch of time. */
export class Slot {
  constructor() {
    this.arrived = 0;
    this.attempts = 0;
    this.answered = 0;
    this.lost = {};
    this.latency = new Bins();
  }
}

/** What a station looked like in one stretch of time: sums over a few looks. */
export class Watch {
  constructor() {
    this.looks = 0;
    this.busy = 0;
    this.servers = 0;
    this.line = 0;
  }
}
