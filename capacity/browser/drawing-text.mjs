// A drawing as lines of text, read and written in the page; the same drawings, lines and columns as
// capacity/exchange/text.py and lines.py, by the same words (drawing-words.mjs).
import { Wrong, readValue, writeValue } from "./drawing-amounts.mjs";
import { ALIASES, CALL_KINDS, COUNT, KINDS, MODES, MOST, OF_CALLS, OF_COMPONENTS, OF_ZONES, PLACES, WHEN } from "./drawing-words.mjs";
import { didYouMean } from "./suggest.mjs";

const QUOTED = String.raw`"(?:[^"\\]|\\.)*"`;
const TOKEN = new RegExp(String.raw`${QUOTED}|[\p{L}\p{N}_]+=${QUOTED}|[^\s,"]+|,|"`, "gu");
const ARROW = /^([^\s"]+?)\s*(?:-->|->|→)\s*([^\s":]+)(.*)$/d;
const ID = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;
const PLAIN_WORD = /^[\p{L}\p{N}_.-]+$/u;
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/** Whether a text can be the id of a box or of a zone. */
export const isId = (text) => ID.test(text);

class Misread extends Error {
  constructor(message, column) {
    super(message);
    this.column = column;
  }
}

// --- writing ---------------------------------------------------------------------------------------

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

// --- reading ---------------------------------------------------------------------------------------

/** { drawing, problems }: `drawing` is null where `problems` ({line, column, message}) says why. */
export function parse(text) {
  if (text.length > MOST.characters) {
    return { drawing: null, problems: [{ line: 1, column: 1, message: `is ${text.length.toLocaleString("en-US")} characters long; at most ${MOST.characters.toLocaleString("en-US")} are read.` }] };
  }
  const drawing = { components: [], calls: [], zones: [] };
  const problems = [];
  const ends = [];
  text.split("\n").forEach((raw, at) => {
    const line = raw.trim();
    const column = raw.length - raw.trimStart().length + 1;
    if (!line || line.startsWith("#")) return;
    try {
      readLine(line, column, drawing, (columns) => ends.push({ line: at + 1, ...columns }));
    } catch (wrong) {
      if (!(wrong instanceof Misread)) throw wrong;
      problems.push({ line: at + 1, column: wrong.column, message: wrong.message });
    }
  });
  problems.push(...endsThatMiss(drawing, ends), ...tooMany(drawing));
  if (!problems.length) problems.push(...nesting(drawing));
  problems.sort((one, other) => one.line - other.line || one.column - other.column);
  return problems.length ? { drawing: null, problems } : { drawing, problems };
}

function readLine(line, column, drawing, arrow) {
  const found = ARROW.exec(line);
  if (found) {
    const columns = { source: column + found.indices[1][0], target: column + found.indices[2][0] };
    drawing.calls.push(readCall(found, column, columns));
    arrow(columns);
    return;
  }
  const [first] = line.split(" ", 1);
  const after = new Tokens(line.slice(first.length + 1), column + Math.min(first.length + 1, line.length));
  if (PLACES.includes(first)) add(drawing.zones, checked(readZone(first, after), column), first, column);
  else add(drawing.components, checked(readComponent(first, column, after), column), "component", column);
}

function add(to, made, what, column) {
  if (to.some((each) => each.id === made.id)) throw new Misread(`the ${what} '${made.id}' is there twice.`, column);
  to.push(made);
}

/** The words of a line with the columns they begin in. */
class Tokens {
  constructor(text, column) {
    this.waiting = [...text.matchAll(TOKEN)].map((found) => ({ text: found[0], column: column + found.index }));
    this.end = column + text.trimEnd().length;
    const open = this.waiting.find((each) => each.text === '"');
    if (open) throw new Misread('a quotation mark is not closed: "like this".', open.column);
  }
  get next() {
    return this.waiting[0];
  }
  take() {
    return this.waiting.shift();
  }
  /** Names separated by commas, until a word that no comma leads to. */
  listed() {
    const found = [];
    let expecting = true;
    while (this.next && (expecting || this.next.text === ",")) {
      const token = this.take();
      expecting = token.text === ",";
      if (!expecting) found.push(token);
    }
    return found;
  }
}

function readZone(kind, tokens) {
  const made = { ...idAndName(tokens, `${kind} a "a data centre"`), kind, within: null };
  while (tokens.next) {
    const token = tokens.take();
    if (token.text === "in") made.within = names(tokens, token, "after 'in' comes a region: zone a in eu.")[0];
    else if (!attribute(made, token, OF_ZONES)) {
      throw new Misread('a zone has an id, a name, and may lie in a region: zone a "a data centre" in eu up=99.95%.', token.column);
    }
  }
  return made;
}

function readComponent(first, column, tokens) {
  const lower = first.toLowerCase();
  const kind = Object.hasOwn(ALIASES, lower) ? ALIASES[lower] : lower.replaceAll("-", "_");
  if (!KINDS.includes(kind)) {
    if (!tokens.next || !ID.test(first)) {
      throw new Misread("expected a box, such as 'service app \"Application\" x2', or an arrow, such as 'app -> store read'.", column);
    }
    throw new Misread(`'${first}' is no kind of component.${didYouMean(lower, [...KINDS, ...Object.keys(ALIASES)])} Kinds: ${KINDS.join(", ")}.`, column);
  }
  const made = { ...idAndName(tokens, `${kind} ${kind.slice(0, 3)} "Name" x2`), kind, instances: 1, zones: [] };
  while (tokens.next) componentWord(made, tokens.take(), tokens);
  return made;
}

function componentWord(made, token, tokens) {
  const count = /^[x×](\d{1,9})$/.exec(token.text);
  if (count) made.instances = Number(count[1]);
  else if (token.text === "in") made.zones = names(tokens, token, "after 'in' come zones: in a, b.");
  else if (token.text.startsWith("holds=")) {
    const value = token.text.slice(6);
    made.holds = value ? [plain({ text: value, column: token.column })] : [];
    if (tokens.next?.text === "," || !value) made.holds.push(...tokens.listed().map(plain));
  } else if (token.text.startsWith("note=")) made.note = plain({ text: token.text.slice(5), column: token.column + 5 });
  else if (!attribute(made, token, OF_COMPONENTS) && token.text !== ",") {
    const known = [...OF_COMPONENTS.map((each) => `${each.word}=`), "holds=", "note=", "in", "x2"];
    throw new Misread(`'${token.text}' is not understood here.${didYouMean(token.text, known)} A box may have x2, in a, b, holds=links, note="…", ${OF_COMPONENTS.map((each) => each.example).join(", ")}.`, token.column);
  }
}

function readCall([, from, to, rest], column, columns) {
  for (const [end, name] of [["source", from], ["target", to]]) {
    if (!ID.test(name)) throw new Misread(`'${name}' is no id. An id begins with a letter and has letters, digits, - and _.`, columns[end]);
  }
  const made = { from, to, kind: "request", operations: [] };
  const start = columns.target + to.length;
  const [words, ...notes] = rest.split(":");
  if (notes.length) {
    const note = notes.join(":");
    made.label = plain({ text: note.trim(), column: start + words.length + 1 + note.length - note.trimStart().length });
  }
  const tokens = new Tokens(words, start);
  while (tokens.next) callWord(made, tokens.take(), tokens);
  return checked(made, column);
}

function callWord(made, token, tokens) {
  const { text, column } = token;
  if (CALL_KINDS.includes(text)) made.kind = text;
  else if (MODES.includes(text)) made.mode = text;
  else if (Object.hasOwn(WHEN, text)) made.when = WHEN[text];
  else if (text === "blocking") made.blocking = true;
  else if (text === "for" || text === "with") made.operations = names(tokens, token, `after '${text}' come operations: ${text} create, redirect.`);
  else if (!attribute(made, token, OF_CALLS) && text !== ",") {
    const known = [...CALL_KINDS, ...MODES, ...Object.keys(WHEN), "for", ...OF_CALLS.map((each) => `${each.word}=`)];
    throw new Misread(`'${text}' is no kind of call.${didYouMean(text, known)} After the two ends may come ${CALL_KINDS.join(", ")}, then 'for' with operations, then ': a note'.`, column);
  }
}

/** Whether `token` is one of the attributes; its value is then in `made`. */
function attribute(made, token, known) {
  const cut = token.text.indexOf("=");
  const found = cut >= 0 && known.find((each) => each.word === token.text.slice(0, cut));
  if (!found) return false;
  try {
    made[found.field] = readValue(found.is, unquoted(token.text.slice(cut + 1)));
  } catch (wrong) {
    if (!(wrong instanceof Wrong)) throw wrong;
    throw new Misread(`${token.text}: ${wrong.message}; write it as in ${found.example}.`, token.column);
  }
  return true;
}

function idAndName(tokens, example) {
  if (!tokens.next) throw new Misread(`an id comes next. Write it like: ${example}`, tokens.end);
  const first = tokens.take();
  if (!ID.test(first.text)) throw new Misread(`an id comes next, not '${first.text}'. Write it like: ${example}`, first.column);
  return { id: first.text, name: tokens.next?.text.startsWith('"') ? plain(tokens.take()) : "" };
}

function names(tokens, after, hint) {
  const found = tokens.listed().map(plain);
  if (!found.length) throw new Misread(hint, after.column);
  return found;
}

function plain({ text, column }) {
  try {
    return unquoted(text);
  } catch (wrong) {
    throw new Misread(`${wrong.message}.`, column);
  }
}

function unquoted(token) {
  if (!token.startsWith('"')) return token;
  try {
    return String(JSON.parse(token));
  } catch {
    throw new Wrong(`${token} cannot be read; write \\" for a quotation mark in a name`);
  }
}

// --- what the schema asks ---------------------------------------------------------------------------

/** What is wrong with a value of a field, in a sentence; nothing where it is fine. */
export function beyond({ least, above, most }, value) {
  if (value == null || typeof value === "boolean") return "";
  if (least !== undefined && value < least) return `is ${value}; it must be at least ${least}.`;
  if (above !== undefined && value <= above) return `is ${value}; it must be more than ${above}.`;
  if (most !== undefined && value > most) return `is ${value}; it can be at most ${most}.`;
  return value !== 0 && Math.abs(value) < 1e-12 ? `${value} is too small to be meant.` : "";
}

function checked(made, column) {
  const known = made.from ? OF_CALLS : made.instances ? OF_COMPONENTS : OF_ZONES;
  const wrong =
    (made.instances !== undefined && said("instances", beyond(COUNT, made.instances))) ||
    known.map((each) => said(each.field, beyond(each, made[each.field]))).find(Boolean) ||
    tooLong(made) || doNotFit(made) || badIds(made);
  if (wrong) throw new Misread(wrong, column);
  return made;
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

function endsThatMiss({ components, calls, zones }, ends) {
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

const tooMany = (drawing) =>
  ["components", "calls", "zones"].filter((name) => drawing[name].length > MOST[name]).map((name) => ({ line: 1, column: 1, message: `${name}: at most ${MOST[name]}, not ${drawing[name].length}.` }));

/** A zone lies in a region, and a region in nothing. */
function nesting({ zones }) {
  const kinds = new Map(zones.map((each) => [each.id, each.kind]));
  return zones.filter((each) => each.within).flatMap((each) => {
    if (!kinds.has(each.within)) return [{ line: 1, column: 1, message: `there is no region '${each.within}'.${didYouMean(each.within, kinds.keys())}` }];
    return kinds.get(each.within) === "region" && each.kind === "zone" ? [] : [{ line: 1, column: 1, message: "only a zone lies within a region." }];
  });
}
