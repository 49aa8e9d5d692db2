// A small plot: the last result against one input, with the point where the reader is and the end of the
// domain. Drawn by hand as SVG; the same points stand in a table.
import { FORMULAS } from "./formulas.mjs";
import { capital, shown } from "./described.mjs";
import { ownInputs, withValue, worked } from "./chain.mjs";
import { choice, element, svg } from "./elements.mjs";
import { scaleOf } from "./row.mjs";
import { ticks } from "./ticks.mjs";

const POINTS = 120;
const HEIGHT = 230;
const MARGIN = { left: 74, right: 16, top: 14, bottom: 40 };
const CLOSE_ENOUGH = 40; // halvings towards the end of the domain
const AROUND = 1000;
const DECADES = 1e6; // of results; what is smaller is drawn at the bottom

/** The curve, and where it begins or ends inside the scale: {points: [[x, y|null]], ends: [x], low, high}.
 *  A scale by ratios reaches three decades to each side, and none much past the end of the domain. */
export function curve(steps, place, input, value) {
  const scale = scaleOf(input, value);
  if (input.log && value > 0) {
    scale.low = Math.max(scale.low > 0 ? scale.low : 0, value / AROUND);
    scale.high = Math.min(scale.high, value * AROUND);
  }
  const whole = sampled(steps, place, input, scale);
  const last = whole.ends.at(-1);
  if (last === undefined || whole.points.at(-1)[1] !== null) return whole;
  const past = input.log ? last * 4 : last + (last - scale.low) / 4;
  return past < scale.high ? sampled(steps, place, input, { low: scale.low, high: Math.max(past, value) }) : whole;
}

function sampled(steps, place, input, { low, high }) {
  const at = (share) => (input.log ? low * (high / low) ** share : low + (high - low) * share);
  const f = (x) => worked(withValue(steps, place, input.name, x)).at(-1).result;
  const xs = [];
  for (let step = 0; step <= POINTS; step += 1) {
    const x = input.whole ? Math.round(at(step / POINTS)) : at(step / POINTS);
    if (!xs.length || x > xs.at(-1)) xs.push(x);
  }
  const points = xs.map((x) => [x, f(x)]);
  const ends = [];
  for (let n = 1; n < points.length; n += 1) {
    const [[x0, y0], [x1, y1]] = [points[n - 1], points[n]];
    if ((y0 === null) !== (y1 === null)) ends.push(input.whole ? (y0 === null ? x1 : x0) : boundary(f, y0 === null ? x1 : x0, y0 === null ? x0 : x1));
  }
  return { points, ends, low, high };
}

function boundary(f, inside, outside) {
  for (let halving = 0; halving < CLOSE_ENOUGH; halving += 1) {
    const middle = (inside + outside) / 2;
    if (f(middle) === null) outside = middle;
    else inside = middle;
  }
  return inside;
}

/** Whether a result that runs from `low` to `high` is better seen by ratios. */
export const byRatios = (low, high) => low > 0 && high / low > 50;

export function plotView(model) {
  const first = model.get("steps");
  const last = FORMULAS[first.at(-1).formula];
  const inputs = ownInputs(first);
  const start = inputs.filter((each) => each.place === first.length - 1)[0] ?? inputs[0];
  const chooser = choice("Plot against", inputs.map(({ key, input }) => ({ value: key, label: input.label })), start.key);
  const drawing = element("div", { className: "dts-plot" });
  const words = element("p", { className: "dts-hint" });
  const body = element("tbody");
  const [headX, headY] = [element("th", { scope: "col" }), element("th", { scope: "col", textContent: last.title })];
  const table = element("details", { className: "dts-table" }, element("summary", { textContent: "The same as a table" }), element("table", {}, element("thead", {}, element("tr", {}, headX, headY)), body));
  const view = element("section", { className: "dts-more" }, element("div", { className: "dts-row" }, element("span", { className: "dts-label", textContent: `${last.title} against` }), chooser), drawing, words, table);
  let now = null;
  const paint = (steps, came) => {
    now = [steps, came];
    const { place, input } = inputs.find((each) => each.key === chooser.value);
    const value = steps[place].values[input.name];
    const drawn = curve(steps, place, input, value);
    const result = came.at(-1).result;
    drawing.replaceChildren(draw(drawn, { input, output: last.output, title: last.title, value, result, width: drawing.clientWidth || 560 }));
    words.textContent = sentence(drawn, input, last, value, result);
    headX.textContent = capital(input.label);
    const stride = Math.max(1, Math.ceil(drawn.points.length / 9));
    body.replaceChildren(...drawn.points.filter((_, n) => n % stride === 0).map(([x, y]) => element("tr", {}, element("td", { textContent: shown(x, input) }), element("td", { textContent: y === null ? "no value" : shown(y, last.output) }))));
  };
  const again = () => now && !view.hidden && paint(...now);
  chooser.addEventListener("change", again);
  const watch = new ResizeObserver(() => drawing.firstChild && Math.abs(drawing.clientWidth - drawing.firstChild.getAttribute("width")) > 1 && again());
  watch.observe(drawing);
  return { view, paint, stop: () => watch.disconnect() };
}

function sentence({ points, ends }, input, { title, output }, value, result) {
  const there = points.filter(([, y]) => y !== null);
  if (!there.length) return `${title} has no value for any ${input.label} here.`;
  const [[x0, y0], [x1, y1]] = [there[0], there.at(-1)];
  const edges = ends.length ? ` There is none past ${ends.map((x) => shown(x, input)).join(" and ")}.` : "";
  const here = result === null ? "" : ` You are at ${shown(value, input)}: ${shown(result, output)}.`;
  return `From ${shown(y0, output)} at ${shown(x0, input)} to ${shown(y1, output)} at ${shown(x1, input)}.${edges}${here}`;
}

function draw({ points, ends, low, high }, { input, output, title, value, result, width }) {
  const known = points.filter(([, y]) => y !== null).map(([, y]) => y);
  if (result !== null) known.push(result);
  const picture = svg("svg", { class: "dts-svg", width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": `${title} against ${input.label}` });
  if (!known.length) return picture;
  let [bottom, top] = [Math.min(...known), Math.max(...known)];
  const ratios = byRatios(bottom, top);
  bottom = ratios ? Math.max(bottom, top / DECADES) : Math.min(0, bottom);
  if (bottom === top) top = bottom + Math.abs(bottom || 1);
  const along = (x) => (input.log ? Math.log(x / low) / Math.log(high / low) : (x - low) / (high - low || 1));
  const up = (y) => (ratios ? Math.log(Math.max(y, bottom) / bottom) / Math.log(top / bottom) : (y - bottom) / (top - bottom));
  const px = (x) => MARGIN.left + Math.min(1, Math.max(0, along(x))) * (width - MARGIN.left - MARGIN.right);
  const py = (y) => HEIGHT - MARGIN.bottom - Math.max(0, up(y)) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const right = width - MARGIN.right;
  for (const y of ticks(bottom, top, ratios)) {
    picture.append(svg("path", { class: "dts-grid", d: `M${MARGIN.left} ${py(y)}H${right}` }), svg("text", { x: MARGIN.left - 7, y: py(y) + 4, "text-anchor": "end" }, brief(y, output)));
  }
  const room = Math.max(2, Math.floor((width - MARGIN.left) / 85));
  const across = ticks(low, high, input.log);
  const every = Math.ceil(across.length / room);
  for (const x of across.filter((_, n) => n % every === 0)) {
    picture.append(svg("path", { class: "dts-tick", d: `M${px(x)} ${HEIGHT - MARGIN.bottom}v5` }), svg("text", { x: px(x), y: HEIGHT - MARGIN.bottom + 18, "text-anchor": px(x) > right - 30 ? "end" : "middle" }, brief(x, input)));
  }
  picture.append(svg("path", { class: "dts-axis", d: `M${MARGIN.left} ${MARGIN.top}V${HEIGHT - MARGIN.bottom}H${right}` }), svg("text", { class: "dts-axis-name", x: right, y: HEIGHT - 5, "text-anchor": "end" }, capital(input.label)));
  for (const x of ends) {
    const late = px(x) > width - 110;
    picture.append(svg("path", { class: "dts-end", d: `M${px(x)} ${MARGIN.top}V${HEIGHT - MARGIN.bottom}` }), svg("text", { class: "dts-end-name", x: px(x) + (late ? -6 : 6), y: HEIGHT - MARGIN.bottom - 8, "text-anchor": late ? "end" : "start" }, `ends at ${brief(x, input)}`));
  }
  let line = "";
  let pen = "M";
  for (const [x, y] of points) {
    if (y !== null) line += `${pen}${px(x).toFixed(1)} ${py(y).toFixed(1)}`;
    pen = y === null ? "M" : "L";
  }
  picture.append(svg("path", { class: "dts-line", d: line }));
  if (result !== null) picture.append(svg("path", { class: "dts-here", d: `M${px(value)} ${py(result)}V${HEIGHT - MARGIN.bottom}` }), svg("circle", { class: "dts-point", cx: px(value), cy: py(result), r: 5 }));
  return picture;
}

/** A tick's label: without the noun, which the axis says. */
const brief = (value, kind) => shown(value, kind).replace(/ ?(requests|request|users|user|items|item|servers|server)(\/[a-z/]+)?$/, "").replace(/\/(s|year|month|GB|server).*$/, "");
