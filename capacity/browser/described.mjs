// What a formula says at given values: where it holds, its steps, its solutions, its doubts.
// The same as capacity/described.py and capacity/spread.py, sentence for sentence. `formula` is an entry
// of FORMULAS; `values` are numbers in the units of its inputs.
import { human } from "./format.mjs";
import { solve } from "./solve.mjs";

const STEP = 1e-4; // of the logarithm, for an elasticity that is measured
const LAST_BITS = 1e-12; // of a result or an input, which arithmetic may have cost
const NEARLY_ONE = 0.9995; // said as 1
const BEYOND = 1e6; // an input is sought this many times past what its slider offers

/** No value of an input gives the result; the message is for a person. */
export class NoSolution extends Error {}

/** A value of an input or an output as a person reads it. */
export const shown = (value, kind) => human(value, kind.shown || kind.unit);

export const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** The template with its texts; what is raised to a power stands in brackets: (10 ms)^2. */
const filledIn = (template, texts) =>
  template.replace(/\{(\w+)\}(\^?)/g, (_, name, power) => (power && texts[name].includes(" ") ? `(${texts[name]})^` : texts[name] + power));

/** A part in its step: what is below zero in brackets, and what is near 1 told from it. */
function partSaid(value, unit) {
  if (unit === "1" && value >= NEARLY_ONE && value < 1) return human(value, "%");
  return value < 0 ? `(−${human(-value, unit)})` : human(value, unit);
}

const shownAll = (formula, values) => Object.fromEntries(formula.inputs.map((each) => [each.name, shown(values[each.name], each)]));

const inputOf = (formula, name) => formula.inputs.find((each) => each.name === name);

const smoothOf = (formula) => formula.smooth ?? formula.compute;

/** Why this value of an input makes no sense; null when it does. */
export function outsideInput(input, value) {
  const said = `“${input.label}” cannot be ${shown(value, input)}`;
  if (value > (input.most ?? Infinity)) return `${said}; the most is ${shown(input.most, input)}.`;
  if (input.least === undefined && value <= 0) return `${said}; it must be more than zero.`;
  if (input.least !== undefined && value < input.least) return `${said}; the least is ${shown(input.least, input)}.`;
  return null;
}

/** Why the formula says nothing at these values, for a person; null where it holds. */
export function outside(formula, values) {
  for (const each of formula.inputs) {
    const said = outsideInput(each, values[each.name]);
    if (said) return said;
  }
  for (const { holds, said } of formula.conditions ?? []) {
    if (!holds(values)) return capital(filledIn(said, shownAll(formula, values)));
  }
  return null;
}

/** The right side filled with the reader's numbers, its parts worked out, and what comes out. */
export function steps(formula, values) {
  const why = outside(formula, values);
  if (why) return [why];
  const texts = shownAll(formula, values);
  const lines = [filledIn(formula.words, texts)];
  const parts = (formula.parts ?? []).map((each) => [each.value(values), each.shown]);
  const said = parts.map(([value, unit]) => partSaid(value, unit));
  const alike = said.some((text) => text === "1" || (text.includes(" ") && Object.values(texts).includes(text)));
  if (parts.length && !alike && parts.every(([value]) => Number.isFinite(value))) {
    said.forEach((text, at) => (texts[`part_${at + 1}`] = text));
    lines.push(filledIn(formula.worked, texts));
  }
  return [...lines, shown(formula.compute(values), formula.output)];
}

/** The steps in one line; a result that is a plain number says what it is. */
export function derivation(formula, values) {
  const lines = steps(formula, values);
  const named = formula.output.shown === "1" && lines.length > 1;
  return lines.join(" = ") + (named ? ` (${formula.output.label})` : "");
}

/** The input that gives `result` while the others stay as they are. Throws NoSolution. */
export function solveFor(formula, name, result, values) {
  const one = inputOf(formula, name);
  const rough = sought(formula, one, result, values);
  const found = rough === null ? null : settled(one, rough);
  if (found !== null && outside(formula, { ...values, [name]: found }) === null) return found;
  throw new NoSolution(
    `No value of “${one.label}” makes “${formula.output.label}” come to ${shown(result, formula.output)} while the other numbers stay as they are. Change one of them.`,
  );
}

function sought(formula, one, result, values) {
  const found = formula.inverses[one.name]?.({ ...values, result });
  if (Number.isFinite(found)) return found; // and not nothing divided by nothing
  const smooth = smoothOf(formula);
  const close = LAST_BITS * Math.abs(result);
  const off = (x) => {
    const at = { ...values, [one.name]: x };
    const short = outside(formula, at) === null ? smooth(at) - result : null;
    return one.whole && short !== null && Math.abs(short) <= close ? 0 : short;
  };
  return search(one, off, close);
}

/** A solution without the dust of arithmetic: 3 copies, not 2.9999999999999996. */
function settled(one, found) {
  const dust = LAST_BITS * Math.max(1, Math.abs(found));
  const nearby = [one.least ?? null, one.most ?? null, one.whole ? Math.floor(found + 0.5) : null];
  return nearby.find((each) => each !== null && Math.abs(found - each) <= dust) ?? found;
}

/** Where `off` (null outside its domain) is zero, over all of an input that makes sense, within reason. */
export function search(one, off, close = 0) {
  const [low, high] = reach(one);
  const within = (x) => {
    const value = off(x);
    return Number.isFinite(value) ? value : null;
  };
  return solve(within, low, high, { log: one.log || one.least === undefined, whole: one.whole, close });
}

function reach({ low, high, log, whole, least, most = Infinity }) {
  if (least !== undefined && !log) return [least, Math.min(most, Math.max(high, 1) * 10)];
  return [least || low / BEYOND, Math.min(most, high * (whole ? 10 : BEYOND))];
}

/** Percent by which the result moves for one percent more of each input. */
export function elasticities(formula, values) {
  return formula.exponents ?? Object.fromEntries(formula.inputs.map((each) => [each.name, elasticity(formula, each, values)]));
}

/** Measured on both sides of the value, or on one where the formula ends; 0 at zero. */
function elasticity(formula, one, values) {
  const smooth = smoothOf(formula);
  const value = values[one.name];
  const here = smooth(values);
  if (value === 0 || here === 0) return 0;
  const step = one.whole ? 1 : value * STEP;
  const at = (x) => ({ ...values, [one.name]: x });
  const kept = [value - step, value + step].filter((x) => x > 0 && outside(formula, at(x)) === null);
  if (!kept.length) return 0;
  const [low, high] = kept.length === 2 ? kept : [value, kept[0]].sort((a, b) => a - b);
  const [below, above] = [smooth(at(low)), smooth(at(high))];
  if (Math.min(below, above, low) > 0) return Math.log(above / below) / Math.log(high / low);
  return (((above - below) / (high - low)) * value) / here;
}

/** How far a result may be off when each input may be off by its factor in `doubts`; see capacity/spread.py. */
export function spread(middle, powers, doubts) {
  const variances = Object.entries(doubts)
    .filter(([name, factor]) => factor > 1 && powers[name] !== 0)
    .map(([name, factor]) => [name, (powers[name] * Math.log(factor)) ** 2]);
  const total = variances.reduce((sum, [, each]) => sum + each, 0);
  const power = Math.sqrt(total);
  const factor = power < 700 ? Math.exp(power) : Infinity;
  const shares = Object.fromEntries(total ? variances.map(([name, each]) => [name, each / total]) : []);
  return { low: middle / factor, middle, high: middle * factor, factor, shares };
}

/** Whose doubt it is, as in: 70 % of your doubt is the request rate. */
export function doubtSentence(shares, labels) {
  const all = Object.entries(shares);
  if (!all.length) return "Nothing is in doubt.";
  const [name, share] = all.reduce((most, each) => (each[1] > most[1] ? each : most));
  return all.length === 1 ? `All of your doubt is ${labels[name]}.` : `${(share * 100).toFixed(0)} % of your doubt is ${labels[name]}.`;
}
