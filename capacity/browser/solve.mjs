// Solving for one input where no closed form is short; the same steps as capacity/solve.py.

const GRID = 240;
const HALVINGS = 200;

const between = (one, other) => one < 0 !== other < 0;

function grid(low, high, log, whole) {
  const made = [];
  for (let step = 0; step <= GRID; step += 1) {
    const at = step / GRID;
    let x = log ? low * (high / low) ** at : low + (high - low) * at;
    if (whole) x = Math.floor(x + 0.5);
    if (!made.length || x > made.at(-1)) made.push(x);
  }
  return made;
}

function edge(f, inside, outside) {
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (inside + outside) / 2;
    if (middle === inside || middle === outside) break;
    if (f(middle) === null) outside = middle;
    else inside = middle;
  }
  return inside;
}

function halve(f, low, high) {
  const below = (f(low) ?? 0) < 0;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if ((f(middle) ?? 0) < 0 === below) low = middle;
    else high = middle;
  }
  return high;
}

function firstWhole(f, low, high) {
  const below = (f(low) ?? 0) < 0;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if ((f(middle) ?? 0) < 0 === below) low = middle;
    else high = middle;
  }
  return high;
}

/** Where f (null outside its domain) is zero between low and high; null where it is nowhere. */
export function solve(f, low, high, { log, whole }) {
  let before = null;
  let outside = null;
  for (const x of grid(low, high, log, whole)) {
    const value = f(x);
    if (value === null) {
      if (before && !whole) {
        const last = edge(f, before.x, x);
        const there = f(last);
        if (there !== null && between(before.value, there)) return halve(f, before.x, last);
      }
      before = null;
      outside = x;
      continue;
    }
    if (value === 0) return x;
    if (!before && outside !== null && !whole) {
      const first = edge(f, x, outside);
      const there = f(first);
      if (there !== null && between(there, value)) return halve(f, first, x);
    }
    if (before && between(before.value, value)) return whole ? firstWhole(f, before.x, x) : halve(f, before.x, x);
    before = { x, value };
  }
  return null;
}
