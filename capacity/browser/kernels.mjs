// Functions that a closed form cannot say stably, as short loops; capacity/kernels.py says the same.

const { exp, expm1, log, log1p, min } = Math;

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

/** The share of arrivals that an M/M/c/K queue turns away. */
export function full_house(servers, places, offered) {
  if (offered <= 0) return 0;
  let inverse = 1;
  for (let present = 1; present <= places; present += 1) inverse = 1 + (inverse * min(present, servers)) / offered;
  return 1 / inverse;
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

/** n! */
export function factorial(count) {
  let product = 1;
  for (let each = 2; each <= count; each += 1) product *= each;
  return product;
}
