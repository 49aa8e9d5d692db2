// The chart of a run: rows of lines over one time, the schedule as bands across them, and where the reader is.
// Pure drawing: what it shows is given, nothing is kept.
import { human } from "./format.mjs";
import { svg } from "./elements.mjs";
import { ticks } from "./ticks.mjs";

const ROW = 74;
const GAP = 26;
const MARGIN = { left: 66, right: 14, top: 38, bottom: 26 };
const OVER = 24; // of a row's top, where its bands begin: its title stands there
const LABEL_LINE = 13; // pixels between labels of bands that would meet
const DECADES = 1e3; // of times; what is shorter is drawn at the bottom

/** Rows are { title: [[text, look]], unit, lines: [{ values, look }], top, ratios }; values are a number or null, one a bucket. */
export function chart({ rows, bucket, seconds, bands, width, label }) {
  const stacked = shelves(bands, seconds, width);
  const head = MARGIN.top + stacked.count * LABEL_LINE; // where the first row begins
  const height = head + rows.length * (ROW + GAP) - GAP + MARGIN.bottom;
  const right = width - MARGIN.right;
  const x = (second) => MARGIN.left + (Math.min(seconds, Math.max(0, second)) / seconds) * (right - MARGIN.left);
  const picture = svg("svg", { class: "play-svg", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
  const bottom = height - MARGIN.bottom;
  for (const { band, shelf } of stacked.placed) {
    const [from, to] = [x(band.at), x(band.at + band.seconds)];
    const late = from > right - 90;
    picture.append(
      svg("rect", { class: "play-band", x: from, y: head - OVER, width: Math.max(2, to - from), height: bottom - head + OVER }),
      svg("text", { class: "play-band-name", x: late ? right : from, y: MARGIN.top - OVER + 1 + shelf * LABEL_LINE, "text-anchor": late ? "end" : "start" }, band.title),
    );
  }
  rows.forEach((row, number) => draw(picture, row, { top: head + number * (ROW + GAP), x, right, bucket }));
  const room = Math.max(2, Math.floor((right - MARGIN.left) / 70));
  const across = ticks(0, seconds, false);
  for (const second of across.filter((_, n) => n % Math.ceil(across.length / room) === 0)) {
    picture.append(svg("text", { x: x(second), y: bottom + 16, "text-anchor": x(second) > right - 20 ? "end" : "middle" }, `${Number(second.toPrecision(6))} s`));
  }
  const cursor = svg("path", { class: "play-cursor", d: `M0 ${head - OVER}V${bottom}` });
  picture.append(cursor);
  return {
    picture,
    /** Stand at a second. */
    stand: (second) => cursor.setAttribute("transform", `translate(${x(second)} 0)`),
    /** The second under a place in the picture. */
    secondAt: (offset) => Math.min(seconds, Math.max(0, ((offset - MARGIN.left) / (right - MARGIN.left)) * seconds)),
  };
}

/** Names of bands on lines of their own where they would meet. */
function shelves(bands, seconds, width) {
  const ends = [];
  const placed = bands.map((band) => {
    const begin = MARGIN.left + (band.at / seconds) * (width - MARGIN.left - MARGIN.right);
    let shelf = ends.findIndex((end) => end < begin);
    if (shelf < 0) shelf = ends.length;
    ends[shelf] = begin + band.title.length * 6.4 + 10;
    return { band, shelf };
  });
  return { placed, count: Math.max(0, ends.length - 1) };
}

function draw(picture, { title, unit, lines, top: most, ratios = false }, { top, x, right, bucket }) {
  const { share, marks } = scaleOf(lines.flatMap((each) => each.values).filter((value) => value !== null), most, ratios);
  const y = (value) => top + ROW - Math.min(1, Math.max(0, share(value))) * ROW;
  picture.append(svg("text", { class: "play-row-name", x: MARGIN.left, y: top - 8 }, ...title.map(([text, look]) => svg("tspan", look ? { class: `play-key play-key-${look}` } : {}, text))));
  for (const value of marks) {
    picture.append(svg("path", { class: "play-grid", d: `M${MARGIN.left} ${y(value)}H${right}` }), svg("text", { x: MARGIN.left - 7, y: y(value) + 4, "text-anchor": "end" }, human(value, unit)));
  }
  for (const { values, look } of lines) {
    const points = values.map((value, number) => (value === null ? null : [x((number + 0.5) * bucket), y(value)]));
    if (look === "lost") picture.append(svg("path", { class: "play-lost", d: area(points, top + ROW) }));
    else picture.append(svg("path", { class: `play-line play-${look}`, d: line(points) }));
  }
}

/** How high a value stands, from 0 to 1, and the few values that are written beside it. */
export function scaleOf(known, most, ratios) {
  const high = most ?? Math.max(...known, 0);
  const positive = known.filter((value) => value > 0);
  const least = ratios && positive.length ? Math.max(Math.min(...positive), high / DECADES) : 0;
  if (least && high > 10 * least) {
    const [low, top] = [Math.floor(Math.log10(least) + 1e-9), Math.ceil(Math.log10(high) - 1e-9)];
    const marks = Array.from({ length: top - low + 1 }, (_, number) => 10 ** (low + number));
    return { share: (value) => (Math.log10(Math.max(value, 10 ** low)) - low) / (top - low), marks };
  }
  const top = most ?? roundUp(high);
  return { share: (value) => value / (top || 1), marks: top ? [0, top / 2, top] : [0] };
}

/** The next of 1, 2, 4, 6, 8, 10 and their tens. */
function roundUp(value) {
  if (!(value > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 6, 8, 10].find((each) => each * power >= value * (1 - 1e-9)) * power;
}

function line(points) {
  let path = "";
  let pen = "M";
  for (const point of points) {
    if (point) path += `${pen}${point[0].toFixed(1)} ${point[1].toFixed(1)}`;
    pen = point ? "L" : "M";
  }
  return path;
}

function area(points, floor) {
  const there = points.filter(Boolean);
  if (!there.length) return "";
  return `M${there[0][0].toFixed(1)} ${floor}${there.map(([px, py]) => `L${px.toFixed(1)} ${py.toFixed(1)}`).join("")}L${there.at(-1)[0].toFixed(1)} ${floor}Z`;
}
