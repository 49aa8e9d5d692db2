// Numbers as people say them; the same text as capacity/format.py.

const COUNTED = [[1e15, " quadrillion"], [1e12, " trillion"], [1e9, " billion"], [1e6, "M"], [1e3, "k"]];
const DATA = [[1e18, "E"], [1e15, "P"], [1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"]];
const TIME = [[1, ""], [1e-3, "m"], [1e-6, "µ"], [1e-9, "n"]];
const LONG_TIMES = [[31536000, "year"], [86400, "day"], [3600, "h"]];
const MANY = { request: "requests", user: "users", item: "items", server: "servers", year: "years", character: "characters", day: "days" };
const TIMES = ["s", "min", "h"]; // a slash before these is read as 'a second'; before longer ones, 'a day'
const A = ["day", "week", "month", "year"];
const ROUNDS_UP = 0.9995;
const VAST = 1e21; // past this, no name helps
const TINY = 1e-6; // below, nobody counts the zeros

/** A value in `unit` as a person would say it: human(3858, "request/s") → "3.86k requests/s". */
export function human(value, unit = "1") {
  if (!Number.isFinite(value)) return value > 0 ? "no limit" : "not a number";
  if (unit === "%") return `${share(value)} %`;
  const [first, ...below] = unit.split("/");
  if (first === "usd") return `$${value < 1000 ? digits(value) : whole(value)}${each(below)}`;
  if (first === "B") {
    const [scaled, prefix] = scale(value, DATA);
    return `${scaled} ${prefix}B${each(below)}`;
  }
  if (first === "s") return time(value);
  const [scaled, prefix] = scale(value, COUNTED);
  const noun = first === "1" || first === "" ? "" : ` ${value === 1 ? first : (MANY[first] ?? first)}`;
  return `${scaled}${prefix}${noun}${each(below)}`;
}

/** ["s"] as "/s", ["month", "server"] as " a month for each server". */
function each(below) {
  const short = below.filter((part) => TIMES.includes(part)).map((part) => `/${part}`);
  const long = below.filter((part) => A.includes(part)).map((part) => ` a ${part}`);
  const nouns = below.filter((part) => ![...TIMES, ...A].includes(part)).map((part) => ` for each ${part}`);
  return [...short, ...long, ...nouns].join("");
}

/** Seconds, and from an hour on hours, days and years. */
function time(value) {
  for (const [size, name] of LONG_TIMES) {
    if (Math.abs(value) < size * ROUNDS_UP) continue;
    const said = digits(value / size);
    return `${said} ${said === "1" ? name : (MANY[name] ?? name)}`;
  }
  const [scaled, prefix] = scale(value, TIME);
  return `${scaled} ${prefix}s`;
}

/** Three significant digits without trailing zeros; from 1000 on, whole with commas. */
export function digits(value) {
  if (value === 0) return "0";
  if (Math.abs(value) >= 999.5) return whole(value);
  if (Math.abs(value) < TINY) {
    const [mantissa, power] = value.toExponential(2).split("e-");
    return `${mantissa.replace(/\.?0+$/, "")} × 10^−${power}`;
  }
  const rounded = Number(value.toPrecision(3));
  const exponent = Math.floor(Math.log10(Math.abs(value)) + 1e-15);
  const text = rounded.toFixed(Math.max(0, Math.min(100, 2 - exponent)));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A share in percent: three digits, but near 100 as many as tell it from 100. */
export function share(value) {
  const percent = value * 100;
  const missing = 100 - percent;
  if (missing > 0 && missing < 1) {
    const places = Math.min(9, 1 - Math.floor(Math.log10(missing * 1.000001)));
    return fixed(percent, places).replace(/\.?0+$/, "");
  }
  return digits(percent);
}

/** So many places after the point; of two that are as near, the even one, as Python rounds. */
export function fixed(value, places) {
  const text = value.toFixed(places);
  const halves = Math.abs(value) * 2 ** (places + 1);
  if (!Number.isInteger(halves) || halves % 2 === 0 || Number(text.at(-1)) % 2 === 0) return text;
  const step = 10 ** -places;
  return (Number(text) - Math.sign(value) * step).toFixed(places);
}

/** "1234567" with commas. */
export const grouped = (text) => text.replace(/\B(?=(\d{3})+$)/g, ",");

function scale(value, steps) {
  if (value >= VAST) {
    const [mantissa, power] = value.toExponential(2).split("e+");
    return [`${mantissa.replace(/\.?0+$/, "")} × 10^${power}`, ""];
  }
  for (const [size, prefix] of steps) {
    if (Math.abs(value) >= size * ROUNDS_UP) return [digits(value / size), prefix];
  }
  const [size, prefix] = steps.at(-1);
  return size < 1 ? [digits(value / size), prefix] : [digits(value), ""];
}

const whole = (value) => BigInt(Math.round(value)).toLocaleString("en-US"); // past 2^53 every digit counts
