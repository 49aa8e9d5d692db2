// Times as distributions: Fourier coefficients on 0 … T, and how they are put together. The same as
// capacity/evaluate/spectrum.py, which says why; a spectrum is { re, im }.

const { atan2, cos, exp, max, min, PI, sin, sqrt } = Math;

const TERMS = 128;
const CELLS = 128; // of the grid on which the largest of several is taken
const LEFT_OVER = 1e-12; // a share above that is as good as none
export const REACH = 11; // standard deviations past the mean where the series ends

const made = () => ({ re: new Float64Array(TERMS), im: new Float64Array(TERMS) });

/** The frequencies of times up to `top`, which is counted from the least possible time. */
export class Frequencies {
  constructor(top) {
    this.top = top;
    this.us = Float64Array.from({ length: TERMS }, (_, number) => (number * PI) / top);
    this.atOnce = made();
    this.atOnce.re.fill(1);
    this.known = new Map();
  }
  exponential(mean) {
    const found = made();
    for (let k = 0; k < TERMS; k += 1) {
      const y = this.us[k] * mean;
      const size = 1 + y * y;
      found.re[k] = 1 / size;
      found.im[k] = y / size;
    }
    return found;
  }
  /** Times with this mean and squared coefficient of variation; 0: always the same. */
  gamma(mean, variability) {
    if (variability === 1) return this.exponential(mean);
    if (variability === 0) return this.fixed(mean);
    const scale = mean * variability;
    const power = -1 / variability;
    const found = made();
    for (let k = 0; k < TERMS; k += 1) {
      const y = -this.us[k] * scale;
      const length = sqrt(1 + y * y) ** power;
      const phase = atan2(y, 1) * power;
      found.re[k] = length * cos(phase);
      found.im[k] = length * sin(phase);
    }
    return found;
  }
  fixed(time) {
    if (!this.known.has(time)) this.known.set(time, turning(time, this.top));
    return this.known.get(time);
  }
  /** Of masses in equal cells of 0 … `top`, each spread evenly over its cell. */
  ofGrid(top, masses, least) {
    const width = top / masses.length;
    const found = made();
    for (let k = 0; k < TERMS; k += 1) {
      const angle = this.us[k] * width;
      const [c, s] = [cos(angle), sin(angle)];
      let [x, y] = [0, 0];
      for (let j = masses.length - 1; j >= 0; j -= 1) {
        const next = x * c - y * s + masses[j]; // Horner's rule
        y = x * s + y * c;
        x = next;
      }
      const half = angle / 2;
      const spread = half ? sin(half) / half : 1;
      const middle = this.us[k] * (least + width / 2);
      const [mc, ms] = [cos(middle), sin(middle)];
      found.re[k] = (x * mc - y * ms) * spread;
      found.im[k] = (x * ms + y * mc) * spread;
    }
    return found;
  }
}

function turning(time, top) {
  const angle = (PI * time) / top;
  const [c, s] = [cos(angle), sin(angle)];
  const found = made();
  let [x, y] = [1, 0];
  for (let k = 0; k < TERMS; k += 1) {
    found.re[k] = x;
    found.im[k] = y;
    [x, y] = [x * c - y * s, x * s + y * c];
  }
  return found;
}

export function then(one, other) {
  const found = made();
  const { re: a, im: b } = one;
  const { re: c, im: d } = other;
  for (let k = 0; k < TERMS; k += 1) {
    found.re[k] = a[k] * c[k] - b[k] * d[k];
    found.im[k] = a[k] * d[k] + b[k] * c[k];
  }
  return found;
}

export function mix(parts) {
  if (parts.length === 1 && parts[0][0] === 1) return parts[0][1];
  const found = made();
  for (const [share, { re, im }] of parts) {
    for (let k = 0; k < TERMS; k += 1) {
      found.re[k] += share * re[k];
      found.im[k] += share * im[k];
    }
  }
  return found;
}

/** `count` times one after another; of a broken count, once more with the remaining chance. */
export function power(one, count) {
  if (count === 1) return one;
  const whole = Math.trunc(count);
  const rest = count - whole;
  const found = raised(one, whole);
  if (rest === 0) return found;
  const last = made();
  for (let k = 0; k < TERMS; k += 1) {
    last.re[k] = 1 - rest + rest * one.re[k];
    last.im[k] = rest * one.im[k];
  }
  return then(found, last);
}

function raised(one, times) {
  let found = made();
  found.re.fill(1);
  let squared = one;
  for (let left = times; left > 0; left = Math.floor(left / 2)) {
    if (left % 2) found = then(found, squared);
    if (left > 1) squared = then(squared, squared);
  }
  return found;
}

const DAMPING = Float64Array.from({ length: TERMS }, (_, number) => exp(-36 * (number / TERMS) ** 8));

/** A time's distribution function, from its spectrum, on `least` … `least` + `top`. */
export class Distribution {
  constructor(spectrum, frequencies, least) {
    this.top = frequencies.top;
    this.least = least;
    const { re } = least ? then(spectrum, frequencies.fixed(-least)) : spectrum;
    // F(t) = t/T + Σ 2/(kπ) Re φ_k sin(kπt/T)
    this.sines = new Float64Array(TERMS - 1);
    let odd = 0;
    for (let k = 1; k < TERMS; k += 1) {
      this.sines[k - 1] = (2 / (k * PI)) * re[k] * DAMPING[k];
      if (k % 2) odd += re[k] / (k * k);
    }
    this.mean = least + this.top * (0.5 - (4 / (PI * PI)) * odd);
  }
  /** The share that takes no longer, by Clenshaw's recurrence. */
  below(time) {
    const x = (time - this.least) / this.top;
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    const angle = PI * x;
    const twice = 2 * cos(angle);
    let [one, two] = [0, 0];
    for (let k = TERMS - 2; k >= 0; k -= 1) {
      const next = this.sines[k] + twice * one - two;
      two = one;
      one = next;
    }
    return x + one * sin(angle);
  }
  /** The time that this share does not exceed; `low` is one that is known to be shorter. */
  quantile(share, low = 0) {
    let [left, right] = [max(low, this.least), this.least + this.top];
    let here = this.below(left) - share;
    if (here >= 0) return left;
    // on the logarithm of what is left above, which falls along a line where a tail is exponential
    const rest = 1 - share;
    let [below, above, side] = [Math.log(rest / (rest - here)), Math.log(rest / LEFT_OVER), 0];
    for (let n = 0; n < 60; n += 1) { // the Illinois form of the false position
      const middle = (left * above - right * below) / (above - below);
      here = this.below(middle) - share;
      if (Math.abs(here) < 1e-13 || right - left < 1e-12 * this.top) return middle;
      const height = Math.log(rest / max(LEFT_OVER, rest - here));
      if (here < 0) {
        [left, below] = [middle, height];
        if (side < 0) above /= 2;
        side = -1;
      } else {
        [right, above] = [middle, height];
        if (side > 0) below /= 2;
        side = 1;
      }
    }
    return (left + right) / 2;
  }
  /** What lies in each cell of the grid; never negative, and one in all. */
  masses() {
    const values = new Array(CELLS).fill(0);
    for (let cell = 1; cell <= CELLS / 2; cell += 1) {
      // sin kπ(1 − x) is sin kπx where k is odd, and the opposite where it is even
      const row = sinesAt(cell);
      let [ones, twos] = [0, 0];
      for (let k = 0; k < row.length; k += 2) ones += this.sines[k] * row[k];
      for (let k = 1; k < row.length; k += 2) twos += this.sines[k] * row[k];
      values[cell] = cell / CELLS + ones + twos;
      values[CELLS - cell] = 1 - cell / CELLS + ones - twos;
    }
    return differences([...values, 1].map((each) => min(1, max(0, each))));
  }
}

const SINES = [];
/** At a bound of the grid's cells, sin kπj/CELLS for each k of the series. */
function sinesAt(cell) {
  SINES[cell] ??= Array.from({ length: TERMS - 1 }, (_, at) => sin((PI * (((at + 1) * cell) % (2 * CELLS))) / CELLS));
  return SINES[cell];
}

/** Steps of a function made to rise, which rounding may have kept from it. */
function differences(values) {
  let before = 0;
  return values.slice(1).map((here) => {
    const now = max(before, here);
    const step = now - before;
    before = now;
    return step;
  });
}

/** Masses of the largest of several independent times. */
export function allOf(parts) {
  const values = new Array(CELLS).fill(1);
  for (const masses of parts) {
    let total = 0;
    for (let j = 0; j < CELLS; j += 1) {
      total += masses[j];
      values[j] *= min(1, total);
    }
  }
  return differences([0, ...values]);
}

/** Masses of the time after which `answers` of `visits` like ones are done. */
export function firstOf(masses, answers, visits) {
  const ways = choose(visits, answers);
  const values = [0];
  let total = 0;
  for (const mass of masses) {
    total = min(1, total + mass);
    let late = 0;
    for (let done = 0; done < answers; done += 1) late += ways[done] * total ** done * (1 - total) ** (visits - done);
    values.push(1 - late);
  }
  return differences(values);
}

function choose(of, most) {
  const ways = [1];
  for (let done = 1; done < most; done += 1) ways.push((ways[done - 1] * (of - done + 1)) / done);
  return ways;
}
