// What a drawing's evaluation says about each box, short enough to stand on it: Map of id → { text, level, title }.
// Levels: "good", "part" (past what one plans with), "bad" (cannot keep up, or fails).
import { human } from "./format.mjs";
import { share, time } from "./evaluate-say.mjs";

const PLANNED = 0.7; // what one plans with at the peak; evaluate-say.mjs says the same

/** A badge for each component that does something. `lost` are ids of which nothing is left. */
export function badges(evaluation, lost = new Set()) {
  const alone = singlePoints(evaluation);
  return new Map(evaluation.components.map((each) => [each.id, badge(each, alone.get(each.id), lost.has(each.id))]).filter(([, made]) => made));
}

/** Which operations the loss of a box alone stops, in whole or in part (zones are not boxes): Map of id → [operation title]. */
export function singlePoints({ operations }) {
  const found = new Map();
  for (const operation of operations) {
    for (const { id } of operation.single_points.filter((each) => !each.is_zone)) found.set(id, [...(found.get(id) ?? []), operation.title]);
  }
  return found;
}

function badge(each, stops, lost) {
  if (lost) return { text: "lost", level: "bad", title: `${each.title} is lost.` };
  const busy = each.utilisation;
  if (busy === null && !stops) return null;
  const said = [];
  if (busy !== null) said.push(busy >= 1 ? `overloaded ×${busy.toFixed(1)}` : `${Math.round(busy * 100)} %`);
  if (stops) said.push("single point");
  return { text: said.join(" · "), level: levelOf(busy, stops), title: titleOf(each, stops) };
}

function levelOf(busy, stops) {
  if (busy >= 1) return "bad";
  return busy > PLANNED || stops ? "part" : "good";
}

function titleOf(each, stops) {
  const rate = human(each.reads + each.writes, "request/s");
  const said = [each.utilisation === null ? `${each.title}: ${rate}.` : `${each.title} is ${share(each.utilisation)} busy with ${rate}.`];
  if (each.wait) said.push(`A request waits ${time(each.wait)} on average.`);
  if (stops) said.push(`Its loss alone stops, in whole or in part: ${stops.join(", ")}.`);
  return said.join(" ");
}
