// Chance that JavaScript and Python share bit by bit; capacity/simulate/draws.py says the same.

export const LAYERS = 256;
export const TAIL = 7.69711747013104972;
export const AREA = 0.0039496598225815571993;
const ONE_BELOW = 0.36787944117144233;
const STEADY = 0.0025;
const NEAR = 1e-9;
const NOTHING_LEFT = 745;
const TERMS = 20;
const LENGTH = 624; // of the Mersenne Twister's state (Matsumoto and Nishimura, 1998)
const MIDDLE = 397;

/** The uniform numbers of Python's random.Random(seed).random(), for seeds from 0 to 2^53 - 1. */
export function uniformFrom(seed) {
  const state = seeded(seed);
  const words = new Uint32Array(LENGTH);
  let used = LENGTH;
  const word = () => {
    if (used === LENGTH) {
      refill(state, words);
      used = 0;
    }
    const next = words[used];
    used += 1;
    return next;
  };
  return () => {
    const high = word() >>> 5;
    const low = word() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  };
}

function seeded(seed) {
  const state = new Uint32Array(LENGTH);
  state[0] = 19650218;
  for (let i = 1; i < LENGTH; i += 1) state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
  const high = Math.floor(seed / 4294967296);
  const key = high > 0 ? [seed >>> 0, high] : [seed >>> 0];
  let i = 1;
  let j = 0;
  for (let left = LENGTH; left > 0; left -= 1) {
    state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1664525)) + key[j] + j;
    i += 1;
    j += 1;
    if (i >= LENGTH) {
      state[0] = state[LENGTH - 1];
      i = 1;
    }
    if (j >= key.length) j = 0;
  }
  for (let left = LENGTH - 1; left > 0; left -= 1) {
    state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1566083941)) - i;
    i += 1;
    if (i >= LENGTH) {
      state[0] = state[LENGTH - 1];
      i = 1;
    }
  }
  state[0] = 0x80000000;
  return state;
}

function refill(state, words) {
  for (let i = 0; i < LENGTH; i += 1) {
    const y = (state[i] & 0x80000000) | (state[(i + 1) % LENGTH] & 0x7fffffff);
    state[i] = state[(i + MIDDLE) % LENGTH] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
  }
  for (let i = 0; i < LENGTH; i += 1) {
    let y = state[i];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    words[i] = y ^ (y >>> 18);
  }
}

/** A stream of chance: `uniform()` in [0, 1), `exponential()` with mean 1. */
export class Draws {
  constructor(seed) {
    this.uniform = uniformFrom(seed);
    this.exponential = exponentialFrom(this.uniform);
  }

  /** A service time of this mean and squared coefficient of variation: a gamma. */
  time(mean, variability) {
    if (variability === 1) return mean * this.exponential();
    if (variability < STEADY) return mean;
    const shape = 1 / variability;
    const whole = Math.trunc(shape);
    let total = 0;
    for (let i = 0; i < whole; i += 1) total += this.exponential();
    const rest = shape - whole;
    if (rest > NEAR) total += this.belowOne(rest);
    return mean * variability * total;
  }

  belowOne(shape) {
    for (;;) {
      const one = fall(this.exponential() / shape);
      const other = fall(this.exponential() / (1 - shape));
      const both = one + other;
      if (both > 0 && both <= 1) return (this.exponential() * one) / both;
    }
  }

  /** The whole part always, one more as often as the rest says. */
  count(mean) {
    const whole = Math.trunc(mean);
    const rest = mean - whole;
    return rest > 0 && this.uniform() < rest ? whole + 1 : whole;
  }
}

/** e^-x for x ≥ 0, made of + − × ÷ alone. */
export function fall(x) {
  if (x > NOTHING_LEFT) return 0;
  const whole = Math.trunc(x);
  const rest = x - whole;
  let total = 1;
  for (let term = TERMS; term > 0; term -= 1) total = 1 - (rest * total) / term;
  for (let i = 0; i < whole; i += 1) total *= ONE_BELOW;
  return total;
}

function tables() {
  const edges = [AREA / fall(TAIL), TAIL];
  while (edges.length < LAYERS) {
    const last = edges[edges.length - 1];
    const height = AREA / last + fall(last);
    let x = last;
    for (let i = 0; i < 12; i += 1) x += 1 - height / fall(x);
    edges.push(x);
  }
  edges.push(0);
  return [Float64Array.from(edges), Float64Array.from(edges, fall)];
}

export const [EDGES, HEIGHTS] = tables();

function exponentialFrom(uniform) {
  return () => {
    let past = 0;
    for (;;) {
      const place = uniform() * 256;
      const layer = Math.trunc(place);
      const x = (place - layer) * EDGES[layer];
      if (x < EDGES[layer + 1]) return past + x;
      if (layer === 0) past += TAIL;
      else if (HEIGHTS[layer] + uniform() * (HEIGHTS[layer + 1] - HEIGHTS[layer]) < fall(x)) return past + x;
    }
  };
}
