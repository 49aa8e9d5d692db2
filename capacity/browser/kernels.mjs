// Functions that a closed form cannot say stably, as short loops; capacity/kernels.py says the same.

const { exp, expm1, log, log1p, max, min } = Math;

/** The integral of t^-s from 1 to x; near s = 1 without subtracting like from like. */
function integral(x, exponent) {
  const left = (1 - exponent) * log(x);
  return left === 0 ? log(x) : (log(x) * expm1(left)) / left;
}

// B(2k) / (2k)! and 2k − 1: the corrections of the Euler–Maclaurin sum
const BERNOULLI = [[1 / 12, 1], [-1 / 720, 3], [1 / 30240, 5], [-1 / 1209600, 7]];

/** The generalised harmonic number H(n, s), also between whole numbers. */
export function harmonic(count, exponent) {
  if (count <= 0) return 0;
  const whole = 16;
  let total = 0;
  if (count <= whole) {
    let k = 1;
    for (; k <= count; k += 1) total += k ** -exponent;
    return total + (count - (k - 1)) * k ** -exponent;
  }
  for (let k = 1; k < whole; k += 1) total += k ** -exponent;
  total += integral(count, exponent) - integral(whole, exponent);
  total += (whole ** -exponent + count ** -exponent) / 2;
  for (const [factor, order] of BERNOULLI) {
    let rising = 1;
    for (let step = 0; step < order; step += 1) rising *= exponent + step;
    total += factor * rising * (whole ** (-exponent - order) - count ** (-exponent - order));
  }
  return total;
}

/** The share of arrivals that find all servers busy and leave (Erlang B). */
export function erlang_b(servers, offered) {
  if (offered <= 0) return 0;
  let inverse = 1;
  for (let busy = 1; busy <= servers; busy += 1) inverse = 1 + (inverse * busy) / offered;
  return 1 / inverse;
}

/** The share of arrivals that find all servers busy and wait (Erlang C). */
export function erlang_c(servers, offered) {
  if (offered >= servers) return 1;
  const loss = erlang_b(servers, offered);
  return loss / (1 - (offered / servers) * (1 - loss));
}

const LARGE = 1e200; // sums are scaled down past this

/** The share of time in which no server is busy (P0 of M/M/c). */
export function erlang_idle(servers, offered) {
  if (offered >= servers) return 0;
  let [total, empty, scale] = [1, 1, 1];
  for (let busy = 1; busy <= servers; busy += 1) {
    [total, empty] = [scale + (total * busy) / offered, (empty * busy) / offered];
    if (total > LARGE) [total, empty, scale] = [total / LARGE, empty / LARGE, scale / LARGE];
  }
  return empty / (total - scale + (scale * servers) / (servers - offered));
}

/** M/M/c/K: the shares of time that it is empty, full and has no idle server, and the mean queue. */
function house(servers, places, offered) {
  let [total, empty, busy, queue, scale] = [1, 1, 0, 0, 1];
  for (let present = 1; present <= places; present += 1) {
    const step = min(present, servers) / offered;
    total = scale + total * step;
    empty *= step;
    busy = busy * step + (present >= servers ? scale : 0);
    queue = queue * step + scale * max(0, present - servers);
    if (total > LARGE) [total, empty, busy, queue, scale] = [total, empty, busy, queue, scale].map((each) => each / LARGE);
  }
  return [empty / total, scale / total, busy / total, queue / total];
}

export const house_empty = (servers, places, offered) => house(servers, places, offered)[0];
/** The share of arrivals that an M/M/c/K queue turns away. */
export const full_house = (servers, places, offered) => house(servers, places, offered)[1];
export const house_busy = (servers, places, offered) => house(servers, places, offered)[2];
export const house_queue = (servers, places, offered) => house(servers, places, offered)[3];

/** e^−t + C · (e^−t − e^−(1 + d)t) ÷ d, where d, the spare, may be zero or below. */
function lateBy(waiting, spare, time) {
  const both = spare > 0 ? (exp(-time) * -expm1(-spare * time)) / spare : exp(-(1 + spare) * time) * (spare ? expm1(spare * time) / spare : time);
  return exp(-time) + waiting * both;
}

/** The share of requests that an M/M/c queue answers later than `time`, in mean service times. */
export const late_answers = (servers, offered, time) => lateBy(erlang_c(servers, offered), servers - 1 - offered, time);

/** The time, in mean service times, within which M/M/c answers such a share of requests. */
export function answer_quantile(servers, offered, share) {
  const late = 1 - share;
  if (share <= 0) return 0;
  const [waiting, spare] = [erlang_c(servers, offered), servers - 1 - offered];
  let [low, high] = [0, 1];
  while (lateBy(waiting, spare, high) > late) [low, high] = [high, high * 2];
  for (let halving = 0; halving < 80; halving += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (lateBy(waiting, spare, middle) > late) low = middle;
    else high = middle;
  }
  return high;
}

/** The chance that at least `need` of `copies` are up. */
export function at_least(need, copies, one) {
  need = Math.trunc(need);
  copies = Math.trunc(copies);
  if (need <= 0) return 1;
  if (need > copies) return 0;
  if (one <= 0 || one >= 1) return one >= 1 ? 1 : 0;
  const up = log(one);
  const down = log1p(-one);
  let [ways, failing, working] = [0, 0, 0];
  for (let count = 0; count <= copies; count += 1) {
    const chance = exp(ways + count * up + (copies - count) * down);
    if (count < need) failing += chance;
    else working += chance;
    ways += count < copies ? log((copies - count) / (count + 1)) : 0;
  }
  return failing < working ? 1 - failing : working;
}

/** 1 − (1 − p)^n, exact also when p is tiny. */
export const any_of = (chance, tries) => (chance >= 1 ? 1 : -expm1(tries * log1p(-chance)));

/** (1 + g)^n, exact also when g is tiny. */
export const grown = (rate, times) => exp(times * log1p(rate));

/** 1 − e^−x, exact also when x is tiny. */
export const saturating = (x) => -expm1(-x);

const FINE = 0.24; // steps of the integral, in standard deviations
const NOTHING = 1e-18;

/** The chances that a gamma variable is below and above `ratio` times its mean, from the density of its logarithm. */
function gammaSides(shape, ratio, density) {
  let [term, total, place] = [1, 1, 0];
  if (ratio < 1) {
    while (term > NOTHING * total) {
      place += 1;
      term *= (ratio * shape) / (shape + place);
      total += term;
    }
    const below = (density / shape) * total;
    return [below, 1 - below];
  }
  while (term > NOTHING * total) {
    place += 1;
    term *= max(0, shape - place) / (ratio * shape);
    total += term;
  }
  const above = (density / (ratio * shape)) * total;
  return [1 - above, above];
}

/** The largest load over the mean when each of n nodes has v random points on a hash ring. */
export function busiest_share(nodes, points) {
  const wide = 1 / Math.sqrt(points);
  const step = (FINE * wide) / (1 + log(nodes) / 2);
  const [first, end] = [-Math.trunc((40 / points + 9 * wide) / step), Math.trunc((15 * wide) / step)];
  const at = Array.from({ length: end - first }, (_, place) => (end - 1 - place) * step);
  const density = at.map((t) => exp(-points * (expm1(t) - t)));
  const whole = density.reduce((sum, each) => sum + each, 0);
  let total = 0;
  for (let place = 0; place < at.length; place += 1) {
    if (!(density[place] > NOTHING)) continue;
    const [below, above] = gammaSides(points, exp(at[place]), density[place] / (whole * step));
    const part = density[place] * exp(at[place] + (nodes - 1) * (above < below ? log1p(-above) : log(below)));
    total += part;
    if (part < NOTHING * total) break; // past the top and down again, nothing more comes
  }
  return (nodes * total) / whole;
}

const LN_2 = 0.6931471805599453;
const ROOT_HALF = 0.7071067811865476;
const ODD = [25, 23, 21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1].map((odd) => 1 / odd);

/** −ln(1 − q), in sums and products alone, so that Python gets the very same bits. */
export function unsaturating(share) {
  if (share >= 1) return share === 1 ? Infinity : NaN;
  let [left, halvings] = [1 - share, 0];
  while (left < ROOT_HALF) [left, halvings] = [left * 2, halvings + 1];
  const ratio = halvings ? (1 - left) / (1 + left) : share / (2 - share);
  const square = ratio * ratio;
  const total = ODD.reduce((sum, each) => sum * square + each, 0);
  return halvings * LN_2 + 2 * ratio * total;
}

/** n! */
export function factorial(count) {
  let product = 1;
  for (let each = 2; each <= count; each += 1) product *= each;
  return product;
}
