// Functions that a closed form cannot say stably, as short loops; capacity/kernels.py says the same.

/** The generalised harmonic number H(n, s), also between whole numbers (Euler–Maclaurin past 16). */
export function harmonic(count, exponent) {
  if (count <= 0) return 0;
  const whole = 16;
  if (count <= whole) {
    let k = 1;
    let total = 0;
    for (; k <= count; k++) total += k ** -exponent;
    return total + (count - (k - 1)) * k ** -exponent;
  }
  let total = 0;
  for (let k = 1; k < whole; k++) total += k ** -exponent;
  total += integral(count, exponent) - integral(whole, exponent);
  total += (whole ** -exponent + count ** -exponent) / 2;
  total += (exponent / 12) * (whole ** (-exponent - 1) - count ** (-exponent - 1));
  const third = (exponent * (exponent + 1) * (exponent + 2)) / 720;
  return total - third * (whole ** (-exponent - 3) - count ** (-exponent - 3));
}

const integral = (x, exponent) => (exponent === 1 ? Math.log(x) : x ** (1 - exponent) / (1 - exponent));
