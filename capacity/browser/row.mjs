// One input: its label, a slider on a sensible scale, and a field to type into.
import { human } from "./format.mjs";
import { capital } from "./described.mjs";
import { Unreadable, inUnit, read } from "./reading.mjs";
import { element } from "./elements.mjs";

const POSITIONS = 1000; // of a slider, from end to end
const MOST_TIMES = 1000; // more than this past a slider's end, a count takes too long to add up

/** The number of an input's unit that a person typed: {value}, or {said} where it cannot be taken. */
export function typedNumber(text, input) {
  try {
    const quantity = read(text);
    const bare = quantity.unit.name === "1";
    // a bare 82 for a share is meant in percent, as it is shown
    const value = bare && input.shown === "%" && !/%/.test(text) ? quantity.value / (quantity.value > 1 ? 100 : 1) : inUnit(quantity, input.unit);
    if (input.whole && !Number.isInteger(value)) return { said: `${capital(input.label)} is a whole number.` };
    if (input.whole && value > input.high * MOST_TIMES) return { said: "That is more than this panel can count." };
    return { value };
  } catch (error) {
    if (error instanceof Unreadable) return { said: error.message };
    throw error;
  }
}

/** The ends of an input's scale, widened to hold the value. */
export const scaleOf = ({ low, high, log }, value) => ({
  low: Math.min(low, value > 0 || !log ? value : low),
  high: Math.max(high, value),
});

/** Whether a slider goes by what is missing to 100 %, so that each nine is as long as the one before. */
const byNines = ({ shown, log, low, high }) => shown === "%" && !log && low >= 0.5 && high < 1;

export function toPosition(input, value) {
  const { low, high } = byNines(input) ? { low: Math.min(input.low, value), high: input.high } : scaleOf(input, value);
  const along = byNines(input) ? (x) => -Math.log(Math.max(1 - x, 1e-12)) : input.log ? Math.log : (x) => x;
  const at = (along(value) - along(low)) / (along(high) - along(low));
  return Math.round(Math.min(1, Math.max(0, at)) * POSITIONS);
}

export function fromPosition(input, position, value) {
  const at = position / POSITIONS;
  if (byNines(input)) {
    const most = 1 - Math.min(input.low, value);
    return 1 - rounded(most * ((1 - input.high) / most) ** at, 2);
  }
  const { low, high } = scaleOf(input, value);
  const exact = input.log ? low * (high / low) ** at : low + (high - low) * at;
  return Math.min(high, Math.max(low, input.whole ? Math.round(exact) : rounded(exact, 2)));
}

const rounded = (value, digits) => Number(value.toPrecision(digits));

/** Where an arrow key leads, one visible step each; null for other keys. */
export function keyed(input, key, value) {
  const by = { ArrowUp: 12, ArrowRight: 12, ArrowDown: -12, ArrowLeft: -12, PageUp: 100, PageDown: -100 }[key];
  if (!by) return null;
  const { low, high } = scaleOf(input, value);
  const moved = fromPosition(input, Math.min(POSITIONS, Math.max(0, toPosition(input, value) + by)), value);
  return input.whole && Math.abs(moved - value) < 1 ? Math.min(high, Math.max(low, value + Math.sign(by))) : moved;
}

/** The row of an input. `get` gives its value, `set` is told of a new one. */
export function inputRow(input, get, set) {
  const label = capital(input.label);
  const slider = element("input", { type: "range", min: 0, max: POSITIONS, step: 1, className: "dts-slider" });
  const field = element("input", { type: "text", className: "dts-field", autocomplete: "off", spellcheck: false });
  slider.dataset.input = field.dataset.input = input.name;
  slider.setAttribute("aria-label", label);
  field.setAttribute("aria-label", `${label}, typed`);
  const problem = element("p", { className: "dts-problem" });
  const unreadable = (said) => {
    field.classList.toggle("dts-unreadable", Boolean(said));
    field.setAttribute("aria-invalid", String(Boolean(said)));
    field.ariaDescription = said;
    problem.textContent = said;
  };
  slider.addEventListener("input", () => set(fromPosition(input, Number(slider.value), get())));
  slider.addEventListener("keydown", (event) => {
    const value = keyed(input, event.key, get());
    if (value === null) return;
    event.preventDefault();
    set(value);
  });
  const typed = () => {
    if (field.value === human(get(), input.shown)) return; // what is shown is rounded; the value is not
    const { value, said = "" } = typedNumber(field.value, input);
    unreadable(said);
    if (!said) set(value);
  };
  field.addEventListener("change", typed);
  field.addEventListener("keydown", (event) => event.key === "Enter" && typed()); // JupyterLab swallows what Enter does
  const paint = (value, answers = false) => {
    const text = human(value, input.shown);
    if (value > 0 || !input.log) slider.value = toPosition(input, value);
    slider.setAttribute("aria-valuetext", text);
    slider.disabled = answers;
    field.readOnly = answers;
    row.classList.toggle("dts-answers", answers);
    if (field.getRootNode().activeElement !== field || !field.classList.contains("dts-unreadable")) {
      field.value = text;
      unreadable("");
    }
  };
  const row = element("div", { className: "dts-row" }, element("span", { className: "dts-label", textContent: label }), slider, field, problem);
  return { row, paint, name: input.name };
}
