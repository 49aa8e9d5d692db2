// A capacity panel: sliders and fields for a formula's inputs, its equation, and the derivation with
// the reader's own numbers. One front end for a kernel (anywidget) and for a page without one (host.mjs).
//
// The model holds `title` and `steps`: [{formula, values: {input: number}, feeds: {input: formula}}].
// A fed input takes what an earlier step came to.
import { FORMULAS } from "./formulas.mjs";
import { human } from "./format.mjs";

const SUFFIXES = { k: 1e3, m: 1e6, g: 1e9, b: 1e9, t: 1e12, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };
const TYPED = /^\s*[~≈$]?\s*([\d\s,_]*\.?\d+(?:e[+-]?\d+)?)\s*([a-z%µ]*)/i;

/** A number as a person types it, or null: "3.9k", "2 million", "20,000", "82 %", "10 ms". */
export function typedNumber(text, input) {
  const found = TYPED.exec(text);
  if (!found) return null;
  const number = Number(found[1].replace(/[\s,_]/g, ""));
  const word = found[2];
  if (!Number.isFinite(number)) return null;
  if (input.shown === "%") return number / 100;
  if (input.unit.startsWith("s/") || input.unit === "s") {
    const time = { s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, "": 1 }[word];
    return time === undefined ? null : number * time;
  }
  if (input.unit.startsWith("B")) {
    const data = { "": 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12, pb: 1e15 }[word.toLowerCase()];
    if (data !== undefined) return number * data;
  }
  if (word === "m") return null; // million or milli: the reader must say which
  return number * (SUFFIXES[word.toLowerCase()] ?? 1);
}

/** What each step comes to: [{values, result}], fed inputs filled in. */
export function worked(steps) {
  const results = {};
  return steps.map(({ formula, values, feeds = {} }) => {
    const own = { ...values };
    for (const [input, from] of Object.entries(feeds)) own[input] = results[from];
    const result = FORMULAS[formula].compute(own);
    results[formula] = result;
    return { values: own, result };
  });
}

/** '{rate} × {size}' with the reader's numbers in it. */
export function derivation(name, values, result) {
  const { words, inputs, output } = FORMULAS[name];
  const shown = (input) => human(values[input], inputs.find((each) => each.name === input).shown);
  return `${words.replace(/\{(\w+)\}/g, (_, input) => shown(input))} = ${human(result, output.shown)}`;
}

const POSITIONS = 1000; // of a slider, from end to end

function toPosition(input, value) {
  const { low, high } = range(input, value);
  const at = input.log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.round(Math.min(1, Math.max(0, at)) * POSITIONS);
}

function fromPosition(input, position, value) {
  const { low, high } = range(input, value);
  const at = position / POSITIONS;
  const exact = input.log ? low * (high / low) ** at : low + (high - low) * at;
  const step = input.whole ? 1 : 10 ** (Math.floor(Math.log10(Math.abs(exact) || 1)) - 1);
  return Number(Math.min(high, Math.max(low, Math.round(exact / step) * step)).toPrecision(12));
}

const range = ({ low, high, log }, value) => ({
  low: Math.min(low, value > 0 || !log ? value : low),
  high: Math.max(high, value),
});

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function inputRow(model, place, input) {
  const label = input.label[0].toUpperCase() + input.label.slice(1);
  const slider = element("input", { type: "range", min: 0, max: POSITIONS, step: 1, className: "dts-slider" });
  const field = element("input", { type: "text", className: "dts-field", inputMode: "text", autocomplete: "off", spellcheck: false });
  slider.dataset.input = field.dataset.input = input.name;
  slider.setAttribute("aria-label", label);
  field.setAttribute("aria-label", `${label}, typed`);
  // JupyterLab would take the arrow keys of a cell's output to move between cells.
  for (const each of [slider, field]) each.dataset.lmSuppressShortcuts = "true";
  const current = () => model.get("steps")[place].values[input.name];
  const set = (value) => {
    // A new object each time: one that was edited in place would compare equal and reach nobody.
    const steps = model.get("steps").map((step, at) => (at === place ? { ...step, values: { ...step.values, [input.name]: value } } : step));
    model.set("steps", steps);
    model.save_changes();
  };
  const unreadable = (is) => {
    field.classList.toggle("dts-unreadable", is);
    field.setAttribute("aria-invalid", String(is));
    field.title = is ? "Write a number such as 3.9k, 2 million or 82 %" : "";
  };
  slider.addEventListener("input", () => set(fromPosition(input, Number(slider.value), current())));
  slider.addEventListener("keydown", (event) => {
    // One arrow is one visible step, also on a logarithmic slider.
    const by = { ArrowUp: 12, ArrowRight: 12, ArrowDown: -12, ArrowLeft: -12, PageUp: 100, PageDown: -100 }[event.key];
    if (!by) return;
    event.preventDefault();
    const unit = input.whole && !input.log ? Math.sign(by) : 0;
    const { low, high } = range(input, current());
    set(unit ? Math.min(high, Math.max(low, current() + unit)) : fromPosition(input, Math.min(POSITIONS, Math.max(0, toPosition(input, current()) + by)), current()));
  });
  field.addEventListener("change", () => {
    const value = typedNumber(field.value, input);
    const wrong = value === null || !(value > 0 || (!input.log && value === 0));
    unreadable(wrong);
    if (!wrong) set(value);
  });
  const paint = (value) => {
    const text = human(value, input.shown);
    slider.value = toPosition(input, value);
    slider.setAttribute("aria-valuetext", text);
    if (document.activeElement !== field || !field.classList.contains("dts-unreadable")) {
      field.value = text;
      unreadable(false);
    }
  };
  return { row: element("div", { className: "dts-row" }, element("span", { className: "dts-label", textContent: label }), slider, field), paint, name: input.name };
}

function stepView(model, place) {
  const { formula: name, feeds = {} } = model.get("steps")[place];
  const formula = FORMULAS[name];
  const rows = formula.inputs.filter((each) => !(each.name in feeds)).map((each) => inputRow(model, place, each));
  const equation = element("div", { className: "dts-equation" });
  equation.innerHTML = formula.mathml; // generated by us, from the formula alone
  const filled = element("p", { className: "dts-derivation" });
  const result = element("output", { className: "dts-result" });
  result.dataset.output = name;
  const view = element(
    "section",
    { className: "dts-step" },
    element("p", { className: "dts-meaning", textContent: formula.meaning }),
    ...rows.map((each) => each.row),
    element("div", { className: "dts-answer" }, equation, element("p", { className: "dts-came" }, element("span", { textContent: formula.title }), result)),
    filled,
  );
  const paint = ({ values, result: came }) => {
    for (const each of rows) each.paint(values[each.name]);
    filled.textContent = derivation(name, values, came);
    result.textContent = human(came, formula.output.shown);
  };
  return { view, paint };
}

function render({ model, el }) {
  const first = model.get("steps");
  const views = first.map((_, place) => stepView(model, place));
  const reset = element("button", { type: "button", className: "dts-reset", textContent: "Reset" });
  reset.dataset.lmSuppressShortcuts = "true";
  const status = element("p", { className: "dts-status" });
  status.setAttribute("role", "status");
  const panel = element(
    "div",
    { className: "dts-panel" },
    element("header", { className: "dts-head" }, element("p", { className: "dts-title", textContent: model.get("title") }), reset),
    ...views.map((each) => each.view),
    status,
  );
  let saying = 0;
  const paint = () => {
    const steps = model.get("steps");
    const came = worked(steps);
    views.forEach((each, place) => each.paint(came[place]));
    reset.hidden = JSON.stringify(steps) === JSON.stringify(first);
    clearTimeout(saying); // said once the slider rests, not at every step of it
    saying = setTimeout(() => {
      const last = FORMULAS[steps.at(-1).formula];
      status.textContent = reset.hidden ? "" : `${last.title}: ${human(came.at(-1).result, last.output.shown)}`;
    }, 400);
  };
  reset.addEventListener("click", () => {
    model.set("steps", structuredClone(first));
    model.save_changes();
  });
  el.append(panel);
  paint();
  model.on("change:steps", paint);
  return () => {
    clearTimeout(saying);
    model.off("change:steps", paint);
  };
}

export default { render };
