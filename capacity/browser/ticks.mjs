// Round numbers along an axis.

/** Five or so round numbers between two ends: decades, or 1-2-5. */
export function ticks(low, high, log) {
  if (!(high > low)) return [low];
  if (log) {
    const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
    if (last > first) {
      const stride = Math.ceil((last - first) / 5);
      return Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, n) => 10 ** (first + n * stride));
    }
  }
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough);
  const made = [];
  for (let n = Math.ceil(low / step - 1e-9); n * step <= high * (1 + 1e-9); n += 1) made.push(Number((n * step).toPrecision(12)));
  return made;
}
