// Solving for an input: the reader sets the result, the input answers, also while other numbers move.
import { FORMULAS } from "./formulas.mjs";
import { NoSolution, outside, shown } from "./described.mjs";
import { ownInputs, solveIn, withValue, worked } from "./chain.mjs";
import { choice, element } from "./elements.mjs";
import { inputRow } from "./row.mjs";

/** The steps with the input answered, and what to say: {steps, said}. */
export function answered(steps, solve) {
  if (!solve) return { steps, said: "" };
  const { place, input: name, result } = solve;
  const formula = FORMULAS[steps[place].formula];
  const input = formula.inputs.find((each) => each.name === name);
  const last = FORMULAS[steps.at(-1).formula];
  try {
    const found = solveIn(steps, place, name, result);
    const value = input.whole ? wholeFor(steps, place, name, found) : found;
    const exactly = value === found ? "" : ` (exactly ${shown(found, input)}, rounded to a whole number)`;
    const said = `“${input.label}” must be ${shown(value, input)}${exactly} for ${last.title.toLowerCase()} to be ${shown(result, last.output)}.`;
    return { steps: withValue(steps, place, name, value), said };
  } catch (error) {
    if (error instanceof NoSolution) return { steps, said: error.message, failed: true };
    throw error;
  }
}

/** The next whole number up, or down where the formula does not hold above. */
function wholeFor(steps, place, name, found) {
  const up = Math.ceil(found - 1e-9);
  const { values } = worked(steps)[place];
  return outside(FORMULAS[steps[place].formula], { ...values, [name]: up }) === null ? up : Math.floor(found);
}

export function solveView(model, change) {
  const first = model.get("steps");
  const last = FORMULAS[first.at(-1).formula];
  const inputs = ownInputs(first);
  const chooser = choice("Solve for", [{ value: "", label: "nothing: the sliders decide" }, ...inputs.map(({ key, input }) => ({ value: key, label: input.label }))], "");
  const of = (key) => inputs.find((each) => each.key === key);
  const middle = worked(first).at(-1).result || 1;
  const share = last.output.shown === "%" && middle <= 1;
  const target = {
    ...last.output, name: "result", label: `${last.title} shall be`,
    low: share ? 0 : middle / 100, high: share ? 1 : middle * 100, log: !share,
  };
  const set = (solve) => {
    model.set("solve", solve);
    change(model.get("steps"));
  };
  const row = inputRow(target, () => model.get("solve")?.result ?? middle, (result) => set({ ...model.get("solve"), result }));
  chooser.addEventListener("change", () => {
    const chosen = of(chooser.value);
    const now = worked(model.get("steps")).at(-1).result ?? middle;
    set(chosen ? { place: chosen.place, input: chosen.input.name, result: model.get("solve")?.result ?? now } : null);
  });
  const said = element("p", { className: "dts-solved" });
  const view = element("section", { className: "dts-more" }, element("div", { className: "dts-row" }, element("span", { className: "dts-label", textContent: "Which input answers?" }), chooser), row.row, said);
  const paint = (steps) => {
    const solve = model.get("solve");
    chooser.value = solve ? `${solve.place}.${solve.input}` : "";
    row.row.hidden = !solve;
    if (solve) row.paint(solve.result);
    const found = answered(steps, solve);
    said.textContent = found.said;
    said.classList.toggle("dts-failed", Boolean(found.failed));
  };
  return { view, paint };
}
