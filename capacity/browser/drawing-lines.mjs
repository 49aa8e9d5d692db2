// A drawing written as lines of text; the same lines as capacity/exchange/lines.py. drawing-text.mjs reads them.
import { writeValue } from "./drawing-amounts.mjs";
import { OF_CALLS, OF_COMPONENTS, OF_ZONES, WHEN } from "./drawing-words.mjs";

const PLAIN_WORD = /^[\p{L}\p{N}_.-]+$/u;
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/** The drawing as text: zones, then boxes, then arrows, in their order. */
export function write({ zones = [], components = [], calls = [] }) {
  const blocks = [zones.map(zoneLine), components.map(componentLine), calls.map(callLine)];
  const text = blocks.filter((lines) => lines.length).map((lines) => lines.join("\n")).join("\n\n");
  return text && `${text}\n`;
}

function zoneLine(each) {
  return joined(each.kind ?? "zone", each.id, named(each.name), ...attributes(each, OF_ZONES), each.within ? `in ${each.within}` : "");
}

function componentLine(each) {
  return joined(
    each.kind, each.id, named(each.name),
    (each.instances ?? 1) !== 1 ? `x${each.instances}` : "",
    ...attributes(each, OF_COMPONENTS),
    each.zones?.length ? `in ${each.zones.join(", ")}` : "",
    each.holds?.length ? `holds=${each.holds.map(word).join(", ")}` : "",
    each.note ? `note=${JSON.stringify(each.note)}` : "",
  );
}

function callLine(each) {
  return joined(
    `${each.from} -> ${each.to}`,
    (each.kind ?? "request") !== "request" ? each.kind : "",
    (each.mode ?? "in_turn") !== "in_turn" ? each.mode : "",
    Object.keys(WHEN).find((name) => WHEN[name] === each.when) ?? "",
    ...attributes(each, OF_CALLS),
    each.operations?.length ? `for ${each.operations.map(word).join(", ")}` : "",
    each.label ? `: ${label(each.label)}` : "",
  );
}

function attributes(each, known) {
  return known
    .filter(({ field, usual }) => each[field] != null && each[field] !== usual)
    .map(({ word: name, field, is }) => `${name}=${writeValue(is, each[field])}`);
}

const joined = (...parts) => parts.filter(Boolean).join(" ");
const named = (name) => (name ? JSON.stringify(name) : "");
const word = (text) => (PLAIN_WORD.test(text) ? text : JSON.stringify(text));
const label = (text) => (text === text.trim() && !UNPRINTABLE.test(text) && !text.startsWith('"') ? text : JSON.stringify(text));
