// A drawing as lines of text, read in the page; the same drawings, lines and columns as
// capacity/exchange/text.py, by the same words (drawing-words.mjs). drawing-lines.mjs writes them.
import { Wrong, readValue } from "./drawing-amounts.mjs";
import { endsThatMiss, isId, nesting, tooMany, unfit } from "./drawing-checks.mjs";
import { Misread, Tokens, names, plain, unquoted } from "./drawing-tokens.mjs";
import { ALIASES, CALL_KINDS, KINDS, MODES, MOST, OF_CALLS, OF_COMPONENTS, OF_ZONES, PLACES, WHEN } from "./drawing-words.mjs";
import { didYouMean } from "./suggest.mjs";

const ARROW = /^([^\s"]+?)\s*(?:-->|->|→)\s*([^\s":]+)(.*)$/d;

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
    if (!tokens.next || !isId(first)) {
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
    if (!isId(name)) throw new Misread(`'${name}' is no id. An id begins with a letter and has letters, digits, - and _.`, columns[end]);
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
  if (!isId(first.text)) throw new Misread(`an id comes next, not '${first.text}'. Write it like: ${example}`, first.column);
  return { id: first.text, name: tokens.next?.text.startsWith('"') ? plain(tokens.take()) : "" };
}

function checked(made, column) {
  const wrong = unfit(made);
  if (wrong) throw new Misread(wrong, column);
  return made;
}
