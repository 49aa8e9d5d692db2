// Formulas one after another, each fed by earlier ones or by the reader: what a panel's steps come to.
// steps: [{formula, values: {input: number}, feeds: {input: formula}}]. An input is named by its place in
// the chain and its name, "0.users". The same as steps.py.
import { FORMULAS } from "./formulas.mjs";
import { NoSolution, elasticities, outside, search, shown, solveFor, spread } from "./described.mjs";

const lower = (text) => text[0].toLowerCase() + text.slice(1);

/** What each step comes to: [{values, result, said}]; `said` is the sentence where there is no result. */
export function worked(steps, kind = "compute") {
  const results = {};
  return steps.map(({ formula: name, values, feeds = {} }) => {
    const formula = FORMULAS[name];
    const own = { ...values };
    for (const [input, from] of Object.entries(feeds)) own[input] = results[from];
    const missing = Object.values(feeds).find((from) => results[from] === null);
    let said = missing ? `This needs the ${lower(FORMULAS[missing].title)}, and there is none at these values.` : outside(formula, own);
    const result = said ? null : (formula[kind] ?? formula.compute)(own);
    if (!said && !Number.isFinite(result)) said = "The result is too large or too small to compute.";
    results[name] = said ? null : result;
    return { values: own, result: results[name], said };
  });
}

/** The inputs that the reader sets: [{key, place, input}]. */
export const ownInputs = (steps) =>
  steps.flatMap(({ formula, feeds = {} }, place) =>
    FORMULAS[formula].inputs.filter((each) => !(each.name in feeds)).map((input) => ({ key: `${place}.${input.name}`, place, input })),
  );

export const withValue = (steps, place, name, value) =>
  steps.map((step, at) => (at === place ? { ...step, values: { ...step.values, [name]: value } } : step));

/** Percent by which the last result moves for one percent more of each of the reader's inputs, by key. */
export function powersOf(steps, came) {
  const upTo = {};
  steps.forEach(({ formula: name, feeds = {} }, place) => {
    const powers = elasticities(FORMULAS[name], came[place].values);
    const own = {};
    for (const { name: input } of FORMULAS[name].inputs) {
      if (!(input in feeds)) own[`${place}.${input}`] = (own[`${place}.${input}`] ?? 0) + powers[input];
      else for (const [key, power] of Object.entries(upTo[feeds[input]])) own[key] = (own[key] ?? 0) + power * powers[input];
    }
    upTo[name] = own;
  });
  return upTo[steps.at(-1).formula];
}

/** Between which ends the last result lies nine times in ten, and whose doubt it is; null where there is
 *  no result. {low, high, shares, factor, said}: an end is null where the formula does not hold there, and
 *  `said` is why. The ends are computed where they are likeliest: each input off in its share of the doubt. */
export function bandOf(steps, came, doubts) {
  if (came.some((each) => each.said)) return null;
  const powers = powersOf(steps, came);
  const known = Object.fromEntries(Object.entries(doubts).filter(([key]) => key in powers));
  const { factor, shares } = spread(came.at(-1).result, powers, known);
  if (factor === 1) return { low: came.at(-1).result, high: came.at(-1).result, factor, shares, said: null };
  const [low, high] = [-1, 1].map((way) => worked(offBy(steps, powers, known, shares, way)).at(-1));
  return { low: low.result, high: high.result, factor, shares, said: high.said ?? low.said };
}

/** The steps at one end of the doubt. */
function offBy(steps, powers, doubts, shares, way) {
  return ownInputs(steps).reduce((made, { key, place, input }) => {
    if (!shares[key]) return made;
    const value = made[place].values[input.name] * doubts[key] ** (way * Math.sign(powers[key]) * Math.sqrt(shares[key]));
    return withValue(made, place, input.name, input.whole ? Math.floor(value + 0.5) : value);
  }, steps);
}

/** The band in words. */
export function bandSentence({ low, high, factor, said }, output) {
  if (factor === 1) return "";
  if (low !== null && high !== null) return `Between ${shown(Math.min(low, high), output)} and ${shown(Math.max(low, high), output)}, nine times in ten.`;
  if (low === null && high === null) return `At both ends of your doubt there is no result: ${said}`;
  return low === null ? `Up to ${shown(high, output)}; at the other end there is no result: ${said}` : `From ${shown(low, output)} on; at the other end there is no result: ${said}`;
}

/** The value of one input at which the last result is `result`. Throws NoSolution. */
export function solveIn(steps, place, name, result) {
  const last = FORMULAS[steps.at(-1).formula];
  const input = FORMULAS[steps[place].formula].inputs.find((each) => each.name === name);
  if (place === steps.length - 1) return solveFor(last, name, result, worked(steps)[place].values);
  const found = search(input, (x) => {
    const end = worked(withValue(steps, place, name, x), "smooth").at(-1);
    return end.said ? null : end.result - result;
  });
  if (found !== null) return found;
  throw new NoSolution(`No value of “${input.label}” makes “${last.output.label}” come to ${shown(result, last.output)} while the other numbers stay as they are. Change one of them.`);
}
