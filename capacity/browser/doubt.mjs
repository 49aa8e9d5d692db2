// How sure the reader is of each input, and what that makes of the result: a band, and whose doubt it is.
import { FORMULAS } from "./formulas.mjs";
import { capital, doubtSentence, shown } from "./described.mjs";
import { bandOf, bandSentence, ownInputs } from "./chain.mjs";
import { choice, element } from "./elements.mjs";

export const DOUBTS = [
  { value: "1", label: "exact" },
  { value: "1.1", label: "± 10 %" },
  { value: "1.3", label: "± 30 %" },
  { value: "2", label: "a factor of 2" },
  { value: "3", label: "a factor of 3" },
  { value: "10", label: "a factor of 10" },
];

export function doubtView(model) {
  const inputs = ownInputs(model.get("steps"));
  const labels = Object.fromEntries(inputs.map(({ key, input }) => [key, input.label]));
  const rows = inputs.map(({ key, input }) => {
    const label = capital(input.label);
    const chooser = choice(`How sure: ${label}`, DOUBTS, "1");
    chooser.dataset.doubt = key;
    const bar = element("i");
    const share = element("span", { className: "dts-share" });
    chooser.addEventListener("change", () => {
      model.set("doubts", { ...model.get("doubts"), [key]: Number(chooser.value) });
      model.save_changes();
    });
    const row = element("div", { className: "dts-doubt" }, element("span", { textContent: label }), chooser, element("span", { className: "dts-bar" }, bar), share);
    return { key, row, chooser, bar, share };
  });
  const band = element("p", { className: "dts-between" });
  const whose = element("p", { className: "dts-whose" });
  const view = element("section", { className: "dts-more" }, element("p", { className: "dts-hint", textContent: "How sure are you of each number?" }), ...rows.map((each) => each.row), band, whose);
  const paint = (steps, came) => {
    const doubts = model.get("doubts") ?? {};
    const found = bandOf(steps, came, doubts);
    for (const { key, chooser, bar, share } of rows) {
      const factor = String(doubts[key] ?? 1);
      if (!DOUBTS.some((each) => each.value === factor) && ![...chooser.options].some((each) => each.value === factor)) chooser.add(new Option(`a factor of ${factor}`, factor));
      chooser.value = factor;
      const part = found?.shares[key] ?? 0;
      bar.style.width = `${part * 100}%`;
      share.textContent = part ? `${Math.round(part * 100)} %` : "";
    }
    band.textContent = found ? bandSentence(found, FORMULAS[steps.at(-1).formula].output) : "";
    whose.textContent = !found ? came.find((each) => each.said).said : found.factor === 1 ? "Nothing is in doubt: the result is as exact as the formula." : doubtSentence(found.shares, labels);
    return found && found.low !== null && found.high !== null ? band.textContent : "";
  };
  return { view, paint };
}
