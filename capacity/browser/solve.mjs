// Solving for one input where no closed form is short; the same steps as capacity/solve.py.

const GRID = 240;
const HALVINGS = 200;
const SECTIONS = 44; // of a cell, down to the half of the digits at which a turn is as good as flat
const GOLDEN = (Math.sqrt(5) - 1) / 2;

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

function edge(f, inside, outside, whole) {
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const half = (inside + outside) / 2;
    const middle = whole ? Math.floor(half) : half;
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

const crossing = (f, low, high, whole) => (whole ? firstWhole : halve)(f, low, high);

/** The points with their values, and between inside and outside the last point inside. */
function* path(f, points, whole) {
  let [inside, outside] = [null, null];
  for (const x of points) {
    const value = f(x);
    const [here, there] = value === null ? [inside, x] : [x, outside];
    if (here !== null && there !== null && (value === null || inside === null)) {
      const last = edge(f, here, there, whole);
      yield { x: last, value: f(last) };
    }
    yield { x, value };
    [inside, outside] = value === null ? [null, x] : [x, null];
  }
}

/** Where f is nearest to zero by golden section; the first point past it, if any is. */
function turn(f, low, high, below, whole) {
  let best = null;
  for (let section = 0; section < SECTIONS; section += 1) {
    const step = (high - low) * GOLDEN;
    let [one, two] = [high - step, low + step];
    if (whole) [one, two] = [Math.floor(one), Math.ceil(two)];
    const tried = [one, two].map((x) => ({ x, value: f(x) })).filter(({ value }) => value !== null);
    for (const each of tried) {
      if (each.value === 0 || each.value < 0 !== below) return each;
      if (best === null || Math.abs(each.value) < Math.abs(best.value)) best = each;
    }
    if (tried.length < 2 || one >= two || (whole && high - low <= 3)) break;
    [low, high] = Math.abs(tried[0].value) < Math.abs(tried[1].value) ? [low, two] : [one, high];
  }
  return best;
}

/** The root where the trail comes nearer to zero and turns back, if it gets there in between. */
function dip(f, trail, last, close, whole) {
  if (!trail.length || (last === null && trail.length === 1)) return null;
  const around = last ? [...trail, last] : trail;
  const nearest = Math.abs(trail.at(-1).value);
  const above = around.map(({ value }) => Math.abs(value) - nearest);
  if (Math.min(...above) < 0 || nearest > above.reduce((sum, each) => sum + each)) return null; // a parabola would dip by an eighth of that at most
  const start = around[0];
  const found = turn(f, start.x, around.at(-1).x, start.value < 0, whole);
  if (found === null) return null;
  if (found.value === 0 || !between(found.value, start.value)) return Math.abs(found.value) <= close ? found.x : null;
  return crossing(f, start.x, found.x, whole);
}

/** Where f (null outside its domain) is zero between low and high, or `close` to it; null where it is nowhere. */
export function solve(f, low, high, { log, whole, close = 0 }) {
  let trail = [];
  for (const point of path(f, grid(low, high, log, whole), whole)) {
    const { x, value } = point;
    let found = null;
    if (value === null) {
      found = dip(f, trail, null, close, whole);
      trail = [];
    } else if (value === 0) {
      return x;
    } else if (trail.length && between(trail.at(-1).value, value)) {
      return crossing(f, trail.at(-1).x, x, whole);
    } else {
      found = dip(f, trail, point, close, whole);
      trail = [...trail.slice(-1), point];
    }
    if (found !== null) return found;
  }
  return dip(f, trail, null, close, whole);
}
