// What people write, read as a quantity; the same readings and sentences as capacity/reading.py,
// by the same table of units (units.mjs) and the same patterns (capacity/spelling.py).
import { didYouMean } from "./suggest.mjs";
import { ADJECTIVES, ADVERBS, AFTER_LARGE, AFTER_SMALL, ASKED, BASES, GLUED, JOINING, LARGE, LASTING, SMALL, SPELLED, UNITS, WORDS } from "./units.mjs";

const LONGEST = 200; // characters
const LARGEST_POWER = 60;
const LARGEST_EXPONENT = 400;

/** A text that is not a quantity; the message is for the person who wrote it. */
export class Unreadable extends Error {}

// --- exact fractions: [over, under] of whole numbers -----------------------------------------------

const whole = (number) => [BigInt(number), 1n];
const times = ([a, b], [c, d]) => [a * c, b * d];
const plus = ([a, b], [c, d]) => [a * d + c * b, b * d];
const over = ([a, b], [c, d]) => [a * d, b * c];
const less = ([a, b], [c, d]) => a * d < c * b;
const same = ([a, b], [c, d]) => a * d === c * b;
const power = (base, exponent) => (exponent < 0 ? over(whole(1), power(base, -exponent)) : [base[0] ** BigInt(exponent), base[1] ** BigInt(exponent)]);
const fraction = (text) => {
  const [above, below = "1"] = text.split("/");
  const [digits, decimals = ""] = above.split(".");
  return [BigInt(digits + decimals), 10n ** BigInt(decimals.length) * BigInt(below)];
};

const bits = (number) => number.toString(2).length;

/** The nearest double, as Python's float(Fraction): 66 bits and a sticky one, rounded once. */
function number([above, below]) {
  if (above === 0n) return 0;
  const shift = 66 - (bits(above) - bits(below));
  const [a, b] = shift > 0 ? [above << BigInt(shift), below] : [above, below << BigInt(-shift)];
  const sticky = (a / b) | (a % b ? 1n : 0n);
  const half = Math.trunc(shift / 2); // two steps, so that neither leaves the doubles
  return Number(sticky) * 2 ** -half * 2 ** -(shift - half);
}

// --- units -----------------------------------------------------------------------------------------

const listed = (text) => new Set(text.split(" "));
const scales = (groups) => new Map(groups.flatMap(([scale, names]) => names.split(" ").map((name) => [name, fraction(scale)])));
const filled = (powers) => BASES.map((_, place) => powers[place] ?? 0);
const ONE = { name: "1", scale: whole(1), powers: filled([]) };
const NINES = { ...ONE, name: "nines" };
const ATOMS = new Map(
  UNITS.flatMap(([name, scale, powers, names]) => names.split(" ").map((each) => [each, { name, scale: fraction(scale), powers: filled(powers) }])),
);
const PREFIXED = [[scales(LARGE), listed(AFTER_LARGE)], [scales(SMALL), listed(AFTER_SMALL)]];
const [WORD, GLUE] = [scales(WORDS), scales(GLUED)];
const [ADJECTIVE, LAST, JOIN] = [ADJECTIVES, LASTING, JOINING].map(listed);
const FIRST_COUNT = BASES.indexOf("usd") + 1;
const cut = (text, most) => Array.from(text).slice(0, most).join("");

/** One unit by name, with or without a prefix. Throws Unreadable, with a guess. */
function atom(name) {
  const found = foundUnit(name);
  if (found) return found;
  if (Object.hasOwn(ASKED, name)) throw new Unreadable(`'${name}' could be bytes or bits. ${ASKED[name]}`);
  throw new Unreadable(`I don't know the unit '${cut(name, 40)}'.${didYouMean(cut(name, 40), ATOMS.keys())}`);
}

const isUnit = (name) => foundUnit(name) !== undefined;

function foundUnit(name) {
  if (ATOMS.has(name)) return ATOMS.get(name);
  for (const [prefixes, bases] of PREFIXED) {
    for (const [prefix, scale] of prefixes) {
      const rest = name.slice(prefix.length);
      if (name.startsWith(prefix) && bases.has(rest)) {
        const base = ATOMS.get(rest);
        return { name, scale: times(base.scale, scale), powers: base.powers };
      }
    }
  }
  return Array.from(name).length > 2 && !Object.hasOwn(ASKED, name) ? ATOMS.get(name.toLowerCase()) : undefined;
}

/** "TB/day", "request/user/day" as a unit. Throws Unreadable, with a guess. */
export function unit(text) {
  let [scale, powers, last, sign] = [ONE.scale, ONE.powers, ONE, 1];
  const take = (each, by) => {
    scale = times(scale, power(each.scale, by));
    powers = powers.map((one, place) => one + by * each.powers[place]);
  };
  for (const token of text.match(/[^\s/*·⋅^]+|\/|\^-?\d+/g) ?? []) {
    if (token === "/") sign = -1;
    else if (token.startsWith("^")) take(last.unit, last.sign * (Number(token.slice(1)) - 1));
    else {
      last = { unit: atom(token), sign };
      take(last.unit, sign);
      sign = 1;
    }
  }
  return { name: text.trim() || "1", scale, powers };
}

const alike = (one, other) => one.every((each, place) => each === other[place]);
const isBare = (each) => each.powers.every((one) => one === 0);

/** What a unit measures, for a person. */
function inWords(each) {
  const [second, byte, usd] = each.powers;
  if (usd) return "an amount of money";
  const known = {
    "0,0": isBare(each) ? "a plain number" : "a count",
    "1,0": "a length of time",
    "-1,0": "a rate per time",
    "0,1": "an amount of data",
    "-1,1": "an amount of data per time",
  };
  return known[`${second},${byte}`] ?? `a number of ${each.name}`;
}

// --- spelling --------------------------------------------------------------------------------------

const SPACES = /[\s\x1c-\x1f\x85\u200b\u2060\ufeff]+/g;
const LEAD =
  /^(?:[~≈≃≅∼<>≤≥=≲≳+]|<=|>=|[×x](?= ?\d)|(?:about|around|approx(?:imately)?|roughly|circa|ca|c|nearly|almost|up to|at least|at most|less than|more than|under|over|below|above|max|min|some|only|just|from|peak|avg|average|p50|p90|p95|p99)\b[.:]?(?=[ ~≈<>≤≥\d$.]))\s*/i;
const BETWEEN = /^between (.+?) and (?=[\d$.])/i;
const SPELLED_FIRST =
  /^(half an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty|an?(?= (?:hundred|thousand|million|billion|trillion|dozen)))(?: |-)(?=[a-z0-9%])/i;
const DOLLARS = /^(?:US ?\$|\$|USD\b)\s*[~≈]?\s*/;
const MONEY = /^[€£¥₹]/;
const NEGATIVE = /^[-−]\s*[\d.]/;
const DIGITS = /\d{1,3}(?:[ ,_'’]\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d+,\d{1,2}(?![\d,])|\d+(?:\.\d+)?|\.\d+/;
const NUMBER = new RegExp(
  `(?<digits>${DIGITS.source})(?:[eE](?<e>[+-]?\\d{1,3})(?![A-Za-z])|\\s*[*×x·⋅]\\s*10\\s*(?:\\^|\\*\\*)\\s*(?<ten>[+-]?\\d{1,3})|\\s*(?:\\^|\\*\\*)\\s*(?<power>[+-]?\\d{1,3}))?`,
  "y",
);
const DECIMAL_COMMA = /^\d+,\d{1,2}$/;
const ODD_DIGITS = /^(?:[,:'’_]|\.(?!\.))\d[\d.,:'’_]*/;
const OUT_OF = /^(?:\s*\/\s*| (?:in|out of) )(?=\d)/;
const TO_ONE = /^\s*(?::|to)\s*1\s*(?=$|\()/;
const GIVE_OR_TAKE = /^\s*(?:±|\+\/-|\+-)\s*(?=[\d.])/;
const PERCENT = /^\s*%/;
const RANGE = /\s*(?:-|–|—|\bto\b|\.\.+|…)\s*(?=[\d.$])\$?/;
const PLUS = /^(\s*[A-Za-z]*)\+(?=\s|$|\/)/;
const PER = /\b(?:per|each|every)\b\s*/gi;
const ARTICLE = /\ban?\b\s*/gi;
const ACTIVE = /\b(?:daily|weekly|monthly)(?: active)?(?= (?:users?|visitors?)\b)/gi;
const TOKEN = /[/÷*·⋅]|[^\s/÷*·⋅]+/g;
const NOTES = /[([;]|, /;
const ENDING = /[.,:!?+]+$/;
const NOT_AN_AMOUNT = /^[-−+]?(?:nan|inf|infinity|infinite|unlimited|∞)(?![A-Za-z])/i;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻";
const HALVES = { "½": ".5", "¼": ".25", "¾": ".75" };
const QUOTES = /^["'`*“”‘’ ]+|["'`*“”‘’ ]+$/g;

/** Full-width digits, thin spaces and superscripts in their plain form, one space between. */
function plain(text) {
  const raised = text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g, (found) => `^${Array.from(found, (each) => "0123456789-"[RAISED.indexOf(each)]).join("")}`);
  const normal = raised.replace(/[½¼¾]/g, (each) => HALVES[each]).normalize("NFKC");
  return normal.replace(SPACES, " ").replace(QUOTES, "");
}

function afterLead(body) {
  for (let lead = LEAD.exec(body); lead; lead = LEAD.exec(body)) body = body.slice(lead[0].length);
  return body;
}

function inDigits(body) {
  const found = SPELLED_FIRST.exec(body);
  return found ? `${SPELLED[found[1].toLowerCase()]} ${body.slice(found[0].length)}` : body;
}

function numberAt(text, place) {
  NUMBER.lastIndex = place;
  return NUMBER.exec(text);
}

// --- reading ---------------------------------------------------------------------------------------

/** { value, low, high, unit, text } in base units, of what a person wrote. Throws Unreadable. */
export function read(text) {
  const letters = Array.from(text).length;
  if (letters > LONGEST) {
    throw new Unreadable(`\`${cut(text, 30)}…\` is ${letters.toLocaleString("en-US")} characters long. Write one number with its unit.`);
  }
  const written = plain(text);
  if (!written) throw new Unreadable("There is nothing here yet. Write a number with its unit, as in 3.9k/s.");
  let body = afterLead(written.slice(written.lastIndexOf("=") + 1).replace(/^ +| +$/g, "") || written).replace(BETWEEN, "$1 to ");
  const money = DOLLARS.exec(body);
  body = inDigits(money ? body.slice(money[0].length) : body);
  const first = numberAt(body, 0);
  if (!first) throw new Unreadable(noNumber(written, body));
  const [ends, measured] = amount(first, body.slice(first[0].length), written, Boolean(money));
  const sum = ends.reduce(plus);
  const value = ends.every((each) => less(each, whole(10n ** 308n))) ? number(over(sum, whole(ends.length))) : Infinity;
  if (value === Infinity || (value === 0 && sum[0] !== 0n)) throw new Unreadable(`\`${written}\` is too large or too small to be meant.`);
  const [low, high] = ends.length > 1 && less(ends[1], ends[0]) ? [ends[1], ends[0]] : [ends[0], ends.at(-1)];
  return { value, low: number(low), high: number(high), unit: measured, text: `${money ? "$" : ""}${body}` };
}

function amount(first, rest, text, dollars) {
  let size = exact(first, text);
  if (TO_ONE.test(rest) && less(whole(1), size)) rest = "";
  const odd = ODD_DIGITS.exec(rest);
  if (odd) throw new Unreadable(`\`${text}\`: I cannot read ${first[0]}${odd[0]} as one number. Write it as 1234.5 or 1,234.5.`);
  const outOf = OUT_OF.exec(rest);
  const under = outOf && numberAt(rest, outOf[0].length);
  if (under) {
    const below = exact(under, text);
    [size, rest] = [below[0] ? over(size, below) : size, rest.slice(under.index + under[0].length)];
  }
  let ends;
  [ends, rest] = endsOf(size, rest, text);
  rest = rest.replace(PLUS, "$1");
  const both = ends.length === 1 && bothOf(size, rest, text, first.groups.digits, dollars);
  if (both) return both;
  const [factor, measured] = unitAfter(rest, text, first.groups.digits, dollars);
  if (measured === NINES) {
    if (ends.some((each) => each[0] % each[1] || less(whole(LARGEST_POWER), each))) {
      throw new Unreadable(`\`${text}\`: nines are whole. Write the share, as in 99.95 %.`);
    }
    return [ends.map(([above, below]) => [10n ** (above / below) - 1n, 10n ** (above / below)]), ONE];
  }
  return [ends.map((each) => times(times(each, factor), measured.scale)), measured];
}

function endsOf(size, rest, text) {
  const around = GIVE_OR_TAKE.exec(rest);
  let second = around && numberAt(rest, around[0].length);
  if (second) {
    let off = exact(second, text);
    rest = rest.slice(second.index + second[0].length);
    const share = PERCENT.exec(rest);
    if (share) [off, rest] = [over(times(size, off), whole(100)), rest.slice(share[0].length)];
    if (less(size, off)) throw new Unreadable(`\`${text}\` reaches below zero. An amount is zero or more.`);
    return [[plus(size, [-off[0], off[1]]), plus(size, off)], rest];
  }
  const dash = RANGE.exec(rest);
  second = dash?.index === 0 ? numberAt(rest, dash[0].length) : null;
  return second ? [[size, exact(second, text)], rest.slice(second.index + second[0].length)] : [[size], rest];
}

/** "10k-20k QPS", "800 MB to 1 TB": the ends of a range whose first has a unit of its own. */
function bothOf(low, rest, text, digits, dollars) {
  const dash = RANGE.exec(rest);
  const second = dash && numberAt(rest, dash.index + dash[0].length);
  if (!second) return null;
  const before = rest.slice(0, dash.index);
  if (NOTES.test(before) || !(before.match(TOKEN) ?? []).every((token) => WORD.has(token) || isUnit(token) || token === "/")) return null;
  let [here, one] = unitAfter(before, text, digits, dollars);
  const [there, other] = unitAfter(rest.slice(second.index + second[0].length), text, second.groups.digits, dollars);
  if (isBare(one) && same(one.scale, whole(1))) one = other;
  if (!alike(one.powers, other.powers)) throw new Unreadable(moreThanOne(text));
  return [[times(times(low, here), one.scale), times(times(exact(second, text), there), other.scale)], other];
}

function exact({ groups }, text) {
  const digits = DECIMAL_COMMA.test(groups.digits) ? groups.digits.replace(",", ".") : groups.digits;
  const size = fraction(digits.replace(/[ ,_'’]/g, ""));
  const exponent = Number(groups.e || groups.ten || 0);
  const raised = Number(groups.power || 0);
  if (Math.abs(exponent) > LARGEST_POWER || Math.abs(raised) > LARGEST_EXPONENT || (raised < 0 && !size[0])) {
    throw new Unreadable(`\`${cut(text, 40)}\` is too large or too small to be meant.`);
  }
  return groups.power ? power(size, raised) : times(size, power(whole(10), exponent));
}

/** The factor (k, million …) and the unit that follow a number. */
function unitAfter(rest, text, digits, dollars) {
  const said = rest.split(NOTES)[0].replace(ACTIVE, "");
  let tokens = said.replace(PER, "/ ").replace(ARTICLE, "÷ ").match(TOKEN) ?? [];
  const [word = "", ...following] = tokens;
  const nounFollows = following.length > 0 && (isUnit(following[0]) || ADJECTIVE.has(following[0]));
  let factor = whole(1);
  if (word === "nines" || word === "nine" || word === "9s") return [factor, NINES];
  if (WORD.has(word)) [factor, tokens] = [WORD.get(word), following];
  else if ((word === "B" || word === "b") && nounFollows) [factor, tokens] = [whole(1e9), following];
  else if (word === "m") {
    if (!nounFollows) throw new Unreadable(`\`${text}\` can be million or minutes. Write ${digits}M for million or ${digits} min for minutes.`);
    [factor, tokens] = [whole(1e6), following];
  } else if (GLUE.has(word[0]) && !isUnit(word) && isUnit(word.slice(1)) && !Object.hasOwn(ASKED, word)) {
    [factor, tokens] = [GLUE.get(word[0]), [word.slice(1), ...following]];
  }
  return [factor, unitOf(tokens, text, dollars)];
}

/** The unit that tokens spell. Words after a whole unit are a note: "3 TB raw", "3 TB of data a day". */
function unitOf(tokens, text, dollars) {
  const made = dollars ? ["usd"] : [];
  const below = [];
  let [place, last] = ["", ""]; // what came before a token: "/", "*", "past" a unit; and that token
  for (const token of tokens) {
    const word = token.replace(ENDING, "");
    if (token === "÷") place = LAST.has(last.toLowerCase()) ? "skipped" : "/";
    else if (token === "/") place = "/";
    else if ("*·⋅".includes(token)) place = "*";
    else if (place === "skipped") [place, last] = ["past", word];
    else if (Object.hasOwn(ADVERBS, word)) below.push(ADVERBS[word]);
    else if (word === "and" && below.includes(last)) place = "/";
    else if (place === "/" || (word && isUnit(word) && (place === "*" || !made.length))) {
      (place === "/" ? below : made).push(known(word || token, text));
      [place, last] = ["past", word];
    } else if (/^\d/.test(token) && (JOIN.has(last) || made.includes(last) || below.includes(last))) {
      throw new Unreadable(moreThanOne(text));
    } else {
      if (word && !made.length && !below.length && !ADJECTIVE.has(word) && !JOIN.has(token)) known(word, text);
      last = token;
    }
  }
  return made.length || below.length ? unit([...made, ...below.map((each) => `/ ${each}`)].join(" ")) : ONE;
}

function known(word, text) {
  try {
    unit(word);
  } catch (error) {
    throw new Unreadable(`\`${text}\`: ${error.message}`);
  }
  return word;
}

const moreThanOne = (text) => `\`${text}\` holds more than one amount. Write what they come to, as in = 3.5 TB.`;

function noNumber(text, body) {
  if (MONEY.test(body)) return `\`${text}\` is in ${body[0]}. Prices are in dollars here: write $.`;
  if (NOT_AN_AMOUNT.test(body)) return `\`${text}\` is not an amount. Write a number with its unit, as in 3.9k/s.`;
  if (NEGATIVE.test(body)) return `\`${text}\` is negative. An amount is zero or more.`;
  return `\`${cut(text, 60)}\`: I see no number at the start. Write the number first, as in 3.9k/s or 3 TB.`;
}

// --- what it was meant to be -----------------------------------------------------------------------

/** The number of `name`s that a quantity was meant to be: nouns may be left out or differ. Throws Unreadable. */
export function inUnit(quantity, name) {
  const [written, wanted] = [quantity.unit, unit(name)];
  if (isBare(written) && same(written.scale, whole(1))) return quantity.value;
  const measures = (each) => each.powers.slice(0, FIRST_COUNT);
  if (alike(measures(written), measures(wanted)) && nounsAgree(written, wanted)) return scaled(quantity.value, wanted.scale);
  throw new Unreadable(`\`${quantity.text}\` is ${inWords(written)}; here ${inWords(wanted)} is wanted, in ${name}.`);
}

/** value ÷ scale, rounded once. */
function scaled(value, scale) {
  let shift = 0;
  while (!Number.isInteger(value)) [value, shift] = [value * 2, shift + 1];
  return number(over([BigInt(value), 1n << BigInt(shift)], scale));
}

function nounsAgree(written, wanted) {
  const [counts, others] = [written, wanted].map((each) => each.powers.slice(FIRST_COUNT));
  const sum = (each) => each.reduce((one, other) => one + other, 0);
  return counts.every((each) => each === 0) || alike(written.powers, wanted.powers) || sum(counts) === sum(others) || isBare(wanted);
}
