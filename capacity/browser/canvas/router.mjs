// The way of an arrow around boxes, in right angles: a few dozen candidates, the cheapest is taken.
const LEG = 14; // straight out of a box before the first turn
const FIRST_LEG = 30; // where there is nothing to go around
const CLEAR = 4;
const THROUGH = 900; // what going through a box costs, in units of length
const TURN = 12;

const crosses = (p, q, box) =>
  Math.max(p.x, q.x) > box.x - CLEAR && Math.min(p.x, q.x) < box.x + box.w + CLEAR && Math.max(p.y, q.y) > box.y - CLEAR && Math.min(p.y, q.y) < box.y + box.h + CLEAR;
const flipped = ({ x, y, w, h }) => ({ x: y, y: x, w: h, h: w });

/**
 * The points of an arrow between two boxes. `aside` shifts its ends, so that two of a pair run apart;
 * `late` turns near the target instead of near the source: what goes many ways fans out early, what
 * comes from many sides joins late.
 */
export function route(source, target, boxes, aside = 0, late = false) {
  const gapX = Math.max(target.x - source.x - source.w, source.x - target.x - target.w);
  const gapY = Math.max(target.y - source.y - source.h, source.y - target.y - target.h);
  const others = boxes.filter((each) => each !== source && each !== target);
  if (gapY <= gapX) return across(source, target, others, aside, late);
  return across(flipped(source), flipped(target), others.map(flipped), aside, late).map(({ x, y }) => ({ x: y, y: x }));
}

function across(source, target, others, aside, late) {
  const right = target.x + target.w / 2 >= source.x + source.w / 2;
  const way = right ? 1 : -1;
  const start = { x: right ? source.x + source.w : source.x, y: source.y + source.h / 2 + aside };
  const end = { x: right ? target.x : target.x + target.w, y: target.y + target.h / 2 + aside };
  const [low, high] = [Math.min(start.x, end.x), Math.max(start.x, end.x)];
  const near = others.filter((each) => each.x < high + 40 && each.x + each.w > low - 40 && each.y < Math.max(start.y, end.y) + 220 && each.y + each.h > Math.min(start.y, end.y) - 220);
  if (Math.abs(start.y - end.y) < 1 && !near.some((each) => crosses(start, end, each))) return [start, end];
  const turn = Math.min(FIRST_LEG, Math.abs(end.x - start.x) / 2) - aside * Math.sign(end.y - start.y) * 0.8;
  const columns = new Set([Math.round(late ? end.x - way * turn : start.x + way * turn), Math.round((start.x + end.x) / 2), start.x + way * LEG, end.x - way * LEG]);
  const levels = new Set();
  for (const each of near) {
    for (const x of [each.x - LEG, each.x + each.w + LEG]) columns.add(x);
    for (const y of [each.y - LEG, each.y + each.h + LEG]) levels.add(y);
  }
  let best = { cost: Infinity, path: [start, end] };
  const consider = (path) => {
    const cost = costOf(path, near, source, target);
    if (cost < best.cost) best = { cost, path };
  };
  for (const x of columns) if (x > low && x < high) consider([start, { x, y: start.y }, { x, y: end.y }, end]);
  if (best.cost >= THROUGH) {
    const [out, into] = [start.x + way * LEG, end.x - way * LEG];
    for (const y of levels) consider([start, { x: out, y: start.y }, { x: out, y }, { x: into, y }, { x: into, y: end.y }, end]);
  }
  return tidied(best.path);
}

function costOf(path, near, source, target) {
  let cost = path.length * TURN;
  for (let at = 1; at < path.length; at += 1) {
    const [p, q] = [path[at - 1], path[at]];
    cost += Math.abs(p.x - q.x) + Math.abs(p.y - q.y);
    for (const each of near) if (crosses(p, q, each)) cost += THROUGH;
    // only the first and the last leg may touch the boxes they belong to
    if (at > 1 && crosses(p, q, source)) cost += THROUGH;
    if (at < path.length - 1 && crosses(p, q, target)) cost += THROUGH;
  }
  return cost;
}

const tidied = (path) =>
  path.filter((p, at) => {
    const [before, after] = [path[at - 1], path[at + 1]];
    if (before && before.x === p.x && before.y === p.y) return false;
    return !(before && after && ((before.x === p.x && p.x === after.x) || (before.y === p.y && p.y === after.y)));
  });

/** Right-angled points as path data with round corners. */
export function rounded(points, radius = 8) {
  let data = `M${points[0].x} ${points[0].y}`;
  for (let at = 1; at < points.length - 1; at += 1) {
    const [before, p, after] = [points[at - 1], points[at], points[at + 1]];
    const [one, other] = [Math.hypot(p.x - before.x, p.y - before.y), Math.hypot(p.x - after.x, p.y - after.y)];
    const cut = Math.min(radius, one / 2, other / 2);
    if (!one || !other) continue;
    data += `L${p.x + ((before.x - p.x) * cut) / one} ${p.y + ((before.y - p.y) * cut) / one}Q${p.x} ${p.y} ${p.x + ((after.x - p.x) * cut) / other} ${p.y + ((after.y - p.y) * cut) / other}`;
  }
  return `${data}L${points.at(-1).x} ${points.at(-1).y}`;
}

/** The middle of the leg that an arrow has for itself: where something may be written. */
export function resting(points, late = false) {
  const [p, q] = late ? points.slice(0, 2) : points.slice(-2);
  return { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 };
}
