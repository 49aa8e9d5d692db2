// The steps of an answer as a value: what each holds so far, in a few words, and whether it can be read.
import { isFilled } from "./draft.mjs";

const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
const lines = (text) => String(text ?? "").split("\n").filter((line) => line.trim()).length;
const words = (text) => String(text ?? "").split(/\s+/).filter(Boolean).length;

/** A drawing in its text form: a line with an arrow is a call, any other a box, a zone or a remark. */
function drawn(all) {
  const calls = all.filter((line) => line.includes("->") && !line.startsWith("#")).length;
  const boxes = all.filter((line) => line && !line.includes("->") && !/^(?:#|zone\b|region\b)/.test(line)).length;
  return `${count(boxes, "box", "boxes")}, ${count(calls, "call")}`;
}

const HELD = {
  functional: (value) => count(lines(value), "line"),
  non_functional: (value) => count(lines(value), "line"),
  estimates: (value) => count(value.filter((each) => each.value.trim()).length, "number"),
  api: (value) => (Array.isArray(value) ? count(value.length, "endpoint") : "OpenAPI"),
  data_model: ({ ddl = "", entities = [] }) => [entities.length && count(entities.length, "entity", "entities"), ddl.trim() && "SQL"].filter(Boolean).join(", "),
  architecture: ({ text = "" }) => drawn(text.split("\n").map((line) => line.trim())),
  deep_dives: (value) => count(words(value), "word"),
  interface: (value) => count(words(value), "word"),
};

/** The section that the field of a problem names: "api[0].path" is about "api". */
export const sectionOf = (field) => field.split(/[.[ ]/)[0];

/** What a section holds, for a list of all of them. */
export function stateOf(name, answer, problems = []) {
  const filled = isFilled(answer[name]);
  const wrong = problems.filter(({ field }) => sectionOf(field) === name).length;
  return { filled, wrong, held: wrong ? `${count(wrong, "place")} to mend` : filled ? HELD[name](answer[name]) : "empty" };
}

/** A step is as far as its sections: filled when all are, begun when some are, wrong when one is. */
export function stepState(sections, answer, problems = []) {
  const each = sections.map((name) => ({ name, ...stateOf(name, answer, problems) }));
  const filled = each.filter((one) => one.filled).length;
  return {
    state: each.some((one) => one.wrong) ? "wrong" : filled === each.length ? "filled" : filled ? "begun" : "empty",
    held: filled === 1 && each.length > 1 ? `1 of ${each.length}` : each.find((one) => one.wrong)?.held ?? (each.length > 1 && filled ? each.map((one) => one.held).join(" + ") : each[0].held),
    each,
  };
}
