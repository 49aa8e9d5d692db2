// Values of a drawing's fields, read and written as people write them: "5 ms", "$70", "90%", "yes".
// The same values and the same words as capacity/amounts.py and capacity/exchange/words.py.
import { AMOUNTS } from "./drawing-words.mjs";
import { Unreadable, inUnit, read } from "./reading.mjs";

/** What is wrong with one value, in words for the person who wrote it. */
export class Wrong extends Error {}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The value of a field that is written so. Throws Wrong. `kind` is what a field is: "whole", "share", "time", … */
export function readValue(kind, text) {
  if (kind === "whole") {
    if (!/^\d{1,9}$/.test(text)) throw new Wrong(`'${text}' is not a whole number`);
    return Number(text);
  }
  if (kind === "number") return plainNumber(text, "number");
  if (kind === "share") return text.endsWith("%") ? plainNumber(text.slice(0, -1), "share", text) / 100 : plainNumber(text, "share");
  if (kind === "yes") {
    if (!/^(yes|no|true|false)$/i.test(text)) throw new Wrong(`'${text}' is neither yes nor no`);
    return /^(yes|true)$/i.test(text);
  }
  return readAmount(AMOUNTS[kind], text);
}

function plainNumber(text, what, whole = text) {
  if (!NUMBER.test(text.trim())) throw new Wrong(`'${whole}' is not a ${what}`);
  return Number(text);
}

function readAmount({ unit, bare }, text) {
  try {
    const found = read(text);
    return bare.includes(found.unit.name) ? found.value : inUnit(found, unit);
  } catch (error) {
    if (error instanceof Unreadable) throw new Wrong(error.message.replace(/\.+$/, ""));
    throw error;
  }
}

/** The shortest way to write a value so that it is read as exactly that value again. */
export function writeValue(kind, value) {
  if (kind === "whole") return String(value);
  if (kind === "number") return writtenNumber(value);
  if (kind === "yes") return value ? "yes" : "no";
  if (kind === "price") return `$${writtenNumber(value)}`;
  if (kind === "share") {
    const text = general(value * 100, 10);
    return Number(text) / 100 === value ? `${text}%` : exactly(value);
  }
  return writeAmount(AMOUNTS[kind], value);
}

const scales = new Map();

function writeAmount(amount, value) {
  for (const shown of amount.shown) {
    if (!scales.has(shown)) scales.set(shown, inUnit(read(`1 ${shown}`), amount.unit));
    const scaled = value / scales.get(shown);
    if (scaled >= 1) {
      const text = `${general(scaled, 12)}${shown}`;
      if (reads(amount, text, value)) return text;
    }
  }
  return exactly(value);
}

function reads(amount, text, value) {
  try {
    return readAmount(amount, text) === value;
  } catch {
    return false;
  }
}

const writtenNumber = (value) => (Number(general(value, 6)) === value ? general(value, 6) : exactly(value));

/** As Python's format(value, ".{digits}g"). */
export function general(value, digits) {
  if (value === 0) return "0";
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const places = Number(exponent);
  const short = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (places >= -4 && places < digits) return short(value.toFixed(digits - 1 - places));
  return `${short(mantissa)}e${exponential(places)}`;
}

/** As Python's repr(value) of a float. */
export function exactly(value) {
  const [mantissa, exponent] = value.toExponential().split("e");
  const places = Number(exponent);
  if (places < -4 || places >= 16) return `${mantissa}e${exponential(places)}`;
  const text = places >= -6 ? String(value) : value.toFixed(-places + mantissa.length);
  return text.includes(".") ? text : `${text}.0`;
}

const exponential = (places) => `${places < 0 ? "-" : "+"}${String(Math.abs(places)).padStart(2, "0")}`;
