// Requirements as they are written, read line by line: what kind each is, and the target it names.
//
// Nothing is changed and nothing is asked for: a kind is a guess unless the line begins with it ("Latency: …"),
// and what is still open in a line is a suggestion.

export const KINDS = {
  functional: [
    ["scope", "Does", "A … can …"],
    ["left-out", "Left out", "Out of scope: …"],
    ["rule", "Always or never", "A … is never …"],
  ],
  non_functional: [
    ["latency", "Latency", "Latency: p99 of … at most … ms"],
    ["availability", "Availability", "Availability: … succeeds … % of the time"],
    ["consistency", "Consistency", "Consistency: after … a reader sees …"],
    ["durability", "Durability", "Durability: nothing that was acknowledged is lost when …"],
    ["recovery", "Recovery", "Recovery: after the loss of … it is back within …"],
    ["scale", "Scale", "Scale: … a second at the peak"],
    ["retention", "Retention", "Retention: … is kept for …"],
    ["security", "Security", "Security: only … may …"],
    ["cost", "Cost", "Cost: at most $… a month"],
  ],
};

const GUESSES = {
  functional: [
    ["left-out", /\b(?:out of scope|not in scope|left out|leave out|no need|later|not (?:now|yet|needed|included))\b|^(?:no|without)\b/i],
    ["rule", /\b(?:never|always|must not|at most|only|unique)\b/i],
    ["scope", /./],
  ],
  non_functional: [
    ["recovery", /\b(?:RTO|RPO|recover\w*|fail-?over|surviv\w*|loss of|is lost)\b/i],
    ["durability", /\b(?:durab\w*|lose|loses|lost|backups?)\b/i],
    ["consistency", /\b(?:consisten\w*|stale\w*|eventual\w*|read-your-writes?|behind|still|up to date|fresh\w*|late)\b/i],
    ["availability", /\b(?:availab\w*|uptime|nines|downtime|succeeds?)\b|\b99(?:\.\d+)? ?%/i],
    ["latency", /\b(?:latenc\w*|p\d{2,3}|percentile|fast|quick\w*|instant\w*|respon\w*|ms|milliseconds?)\b|\d ?ms\b/i],
    ["cost", /\$|€|\b(?:budget|costs?|cheap\w*)\b/i],
    ["security", /\b(?:auth\w*|encrypt\w*|secur\w*|privacy|private|GDPR|abus\w*|rate limit\w*|guess\w*)\b/i],
    ["retention", /\b(?:retention|kept|keep|years?|months?|expir\w*|archiv\w*)\b/i],
    ["scale", /\b(?:per second|a second|QPS|RPS|users|ratio|traffic|peak|grows?|scal\w*|million|billion)\b|\d ?\/ ?s\b|\d+ ?: ?\d+/i],
  ],
};

const TARGET = /\b\d+ ?: ?\d+\b|(?:\bp\d{2,3}\b[^.;,]{0,24}?)?(?:[≤≥<>~≈]\s*|\b(?:at most|at least|below|under|within|over|above|up to)\s+)?\$?\d[\d.,]*\s?(?:%|ms\b|µs\b|s\b|k\/s|\/s|(?:milli)?seconds?\b|min(?:utes?)?\b|h(?:ours?)?\b|days?\b|months?\b|years?\b|[kMGTP]?B\b|nines\b|(?:million|billion|k|M|B)\b(?: \w+)?|requests?\b|users\b)?|\b(?:two|three|four|five|six) nines\b/g;
const PERCENTILE = /\bp\d{2,3}\b|\d(?:th|st|nd|rd)? ?percentile|\bmedian\b/i;
const HEADING = /^(?:#+\s*\S.*|(?:in|out of) scope:?|(?:non-)?functional(?: requirements)?:?|[^.:]{1,40}:)$/i;
const LEFT_OUT_HEADING = /\b(?:out of scope|not in scope|later)\b/i;

const OPEN = {
  latency: (text, target) => (!target ? "How many milliseconds, at which percentile?" : PERCENTILE.test(text) ? "" : "At which percentile?"),
  availability: (_text, target) => (target ? "" : "How many nines, and of what?"),
  consistency: (text, target) => (!target && /eventual|late|stale|behind/i.test(text) ? "How late at most?" : ""),
  recovery: (_text, target) => (target ? "" : "How soon is it back (RTO), and how much may be lost (RPO)?"),
  scale: (_text, target) => (target ? "" : "How many, in which time?"),
  retention: (_text, target) => (target ? "" : "For how long?"),
};

/** The lines that say something, each with its place in the text. */
export function readLines(text, section) {
  const found = [];
  let at = 0;
  let leftOut = false;
  for (const line of String(text ?? "").split("\n")) {
    const bare = line.replace(/^\s*(?:[-*•]|\d+[.)])?\s*/, "");
    const start = at + line.length - bare.length;
    at += line.length + 1;
    if (!bare.trim()) continue;
    if (HEADING.test(bare.trim()) && !explicitKind(bare, section)?.rest) {
      leftOut = LEFT_OUT_HEADING.test(bare);
      continue;
    }
    found.push({ start, end: start + bare.length, ...read(bare.trim(), section, leftOut) });
  }
  return found;
}

function read(text, section, leftOut) {
  const said = explicitKind(text, section);
  const guessed = leftOut && section === "functional" ? "left-out" : (GUESSES[section].find(([, pattern]) => pattern.test(text))?.[0] ?? "");
  const kind = said?.kind ?? guessed;
  const target = section === "functional" ? "" : ([...text.matchAll(TARGET)].map(([found]) => found.trim()).find((found) => /[^\d.,]/.test(found)) ?? "");
  return { text, kind, isSaid: Boolean(said), target, open: OPEN[kind]?.(text, target) ?? "" };
}

/** The kind that a line names itself, as in "Latency: p99 …". */
function explicitKind(text, section) {
  const [, word, rest] = text.match(/^([A-Z][A-Za-z ]{2,20}):\s*(.*)$/s) ?? [];
  const kind = KINDS[section].find(([, title]) => title.toLowerCase() === word?.toLowerCase() || (title === "Left out" && /^out of scope$/i.test(word ?? "")))?.[0];
  return kind ? { kind, rest } : null;
}

/** The text with a line's kind written in front of it, in place of one that stood there. */
export function withKind(text, line, kind, section) {
  const title = KINDS[section].find(([name]) => name === kind)?.[1];
  const old = text.slice(line.start, line.end);
  const rest = explicitKind(old.trim(), section)?.rest ?? old;
  return text.slice(0, line.start) + (title ? `${title}: ${rest}` : rest) + text.slice(line.end);
}

/** The kinds of which nothing is said yet, with a sentence to begin with. */
export function unsaid(lines, section) {
  return KINDS[section].filter(([kind]) => !lines.some((line) => line.kind === kind));
}

/** The text with one more line, and where its first gap is. */
export function withLine(text, sentence) {
  const before = !text || text.endsWith("\n") ? text : `${text}\n`;
  const bullet = /^\s*[-*•]\s/m.test(text) || !text.trim() ? "- " : "";
  const whole = `${before}${bullet}${sentence}`;
  const gap = whole.indexOf("…", before.length);
  return { text: whole, start: gap < 0 ? whole.length : gap, end: gap < 0 ? whole.length : gap + 1 };
}
