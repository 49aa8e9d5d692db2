// A guess at what a mistyped word was meant to be; the same guess as capacity/suggest.py makes with difflib.

/** " Did you mean …?" where something close is known, else nothing. */
export function didYouMean(word, known) {
  let best = null;
  for (const each of known) {
    const likeness = ratio(each, word);
    if (likeness >= 0.6 && (!best || likeness > best.likeness || (likeness === best.likeness && each > best.each))) {
      best = { each, likeness };
    }
  }
  return best ? ` Did you mean '${best.each}'?` : "";
}

/** Twice the letters in matching blocks over all letters. */
export function ratio(one, other) {
  const [a, b] = [Array.from(one), Array.from(other)];
  return a.length + b.length ? (2 * matches(a, b, 0, a.length, 0, b.length)) / (a.length + b.length) : 1;
}

/** Letters in the longest block that both have, and in those to its left and right. */
function matches(a, b, fromA, toA, fromB, toB) {
  let [startA, startB, size] = [fromA, fromB, 0];
  let above = new Map(); // length of the block that ends at each place of b
  for (let i = fromA; i < toA; i += 1) {
    const here = new Map();
    for (let j = fromB; j < toB; j += 1) {
      if (a[i] !== b[j]) continue;
      const length = (above.get(j - 1) ?? 0) + 1;
      here.set(j, length);
      if (length > size) [startA, startB, size] = [i - length + 1, j - length + 1, length];
    }
    above = here;
  }
  if (!size) return 0;
  return size + matches(a, b, fromA, startA, fromB, startB) + matches(a, b, startA + size, toA, startB + size, toB);
}
