// Each part of a drawing in numbers, as a table: what the badges say, for those who do not see them.
import { html } from "./canvas/elements.mjs";
import { share, time } from "./evaluate-say.mjs";
import { human } from "./format.mjs";

const HEADS = ["Part", "Busy", "Requests", "Waits on average"];

/** A folded table, and what fills it: { root, show(evaluation, lost) }. */
export function partsTable() {
  const body = html("tbody");
  const head = html("tr", {}, ...HEADS.map((textContent) => html("th", { scope: "col", textContent })));
  const table = html("table", { className: "live-operations" }, html("thead", {}, head), body);
  const root = html("details", { className: "live-parts" }, html("summary", { textContent: "Each part in numbers" }), table);
  const show = (evaluation, lost) => {
    root.hidden = !evaluation;
    if (evaluation) body.replaceChildren(...evaluation.components.map((each) => row(each, lost.has(each.id))));
  };
  return { root, show };
}

function row({ title, utilisation, reads, writes, wait }, lost) {
  const busy = utilisation === null ? "no limit" : share(utilisation);
  const waits = wait === null ? (utilisation === null ? "–" : "ever longer") : time(wait);
  const cells = lost ? ["lost", "–", "–"] : [busy, human(reads + writes, "request/s"), waits];
  return html("tr", {}, html("th", { scope: "row", textContent: title }), ...cells.map((textContent) => html("td", { className: "num", textContent })));
}
