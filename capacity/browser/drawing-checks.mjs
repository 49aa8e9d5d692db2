// What a drawing may hold, as capacity/architecture.py has it: limits, what fits together, ends that are there.
import { COUNT, MOST, OF_CALLS, OF_COMPONENTS, OF_ZONES } from "./drawing-words.mjs";
import { didYouMean } from "./suggest.mjs";

const ID = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;

/** Whether a text can be the id of a box or of a zone. */
export const isId = (text) => ID.test(text);

/** What is wrong with a value of a field, in a sentence; nothing where it is fine. */
export function beyond({ least, above, most }, value) {
  if (value == null || typeof value === "boolean") return "";
  if (least !== undefined && value < least) return `is ${value}; it must be at least ${least}.`;
  if (above !== undefined && value <= above) return `is ${value}; it must be more than ${above}.`;
  if (most !== undefined && value > most) return `is ${value}; it can be at most ${most}.`;
  return value !== 0 && Math.abs(value) < 1e-12 ? `${value} is too small to be meant.` : "";
}

/** What is wrong with a box, a call or a zone that was read; nothing where it is fine. */
export function unfit(made) {
  const known = made.from ? OF_CALLS : made.instances ? OF_COMPONENTS : OF_ZONES;
  const wrong =
    (made.instances !== undefined && said("instances", beyond(COUNT, made.instances))) ||
    known.map((each) => said(each.field, beyond(each, made[each.field]))).find(Boolean) ||
    tooLong(made) || doNotFit(made) || badIds(made);
  return wrong || "";
}

const said = (field, message) => message && `${field}: ${message}`;

function tooLong(made) {
  for (const [field, values] of Object.entries({ name: [made.name], label: [made.label], holds: made.holds, operations: made.operations })) {
    const long = values?.find((each) => each && Array.from(each).length > MOST.label);
    if (long) return `${field}: may be ${MOST.label} characters long, not ${Array.from(long).length}.`;
  }
  return made.note && Array.from(made.note).length > MOST.note ? `note: may be ${MOST.note} characters long.` : "";
}

/** Fields that contradict each other. */
export function doNotFit(made) {
  const short = ["need", "read_quorum", "write_quorum"].find((field) => made[field] > made.instances);
  if (short) return `${short} is ${made[short]}, but '${made.id}' has ${made.instances} instances.`;
  if (made.share != null && made.mode !== "one_of") return "share: belongs to calls of mode one_of; elsewhere use per_request.";
  if (made.mode === "parallel" && ["async", "replicate"].includes(made.kind)) return `mode: nobody waits for a call of kind ${made.kind}; leave it out.`;
  return "";
}

function badIds(made) {
  const bad = [...(made.zones ?? []), ...(made.within ? [made.within] : [])].find((each) => !ID.test(each));
  return bad === undefined ? "" : `'${bad}' is no id. An id begins with a letter and has letters, digits, - and _.`;
}

/** Calls whose ends are no boxes, by the line and column of each end. */
export function endsThatMiss({ components, calls, zones }, ends) {
  const ids = components.map((each) => each.id);
  const problems = [];
  calls.forEach((call, number) => {
    for (const [name, end] of [[call.from, "source"], [call.to, "target"]]) {
      if (!ids.includes(name)) problems.push({ line: ends[number].line, column: ends[number][end], message: `there is no component '${name}'.${didYouMean(name, ids)}` });
    }
    if (call.from === call.to) problems.push({ line: ends[number].line, column: ends[number].target, message: `'${call.from}' calls itself.` });
  });
  // A zone that is only named in a box is a zone all the same.
  const known = new Set(zones.map((each) => each.id));
  const unknown = [...new Set(components.flatMap((each) => each.zones))].filter((each) => !known.has(each)).sort();
  if (known.size) zones.push(...unknown.map((id) => ({ id, name: "", kind: "zone", within: null })));
  return problems;
}

export const tooMany = (drawing) =>
  ["components", "calls", "zones"].filter((name) => drawing[name].length > MOST[name]).map((name) => ({ line: 1, column: 1, message: `${name}: at most ${MOST[name]}, not ${drawing[name].length}.` }));

/** A zone lies in a region, and a region in nothing. */
export function nesting({ zones }) {
  const kinds = new Map(zones.map((each) => [each.id, each.kind]));
  return zones.filter((each) => each.within).flatMap((each) => {
    if (!kinds.has(each.within)) return [{ line: 1, column: 1, message: `there is no region '${each.within}'.${didYouMean(each.within, kinds.keys())}` }];
    return kinds.get(each.within) === "region" && each.kind === "zone" ? [] : [{ line: 1, column: 1, message: "only a zone lies within a region." }];
  });
}
