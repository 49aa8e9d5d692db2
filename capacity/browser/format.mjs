// Numbers as people say them; the same text as capacity/format.py.

const COUNTED = [[1e15, " quadrillion"], [1e12, " trillion"], [1e9, " billion"], [1e6, "M"], [1e3, "k"]];
const DATA = [[1e18, "E"], [1e15, "P"], [1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"]];
const TIME = [[1, ""], [1e-3, "m"], [1e-6, "µ"], [1e-9, "n"]];
const MANY = { request: "requests", user: "users", item: "items", server: "servers", year: "years", character: "characters" };
const ROUNDS_UP = 0.9995;
const TINY = 1e-6; // below, nobody counts the zeros

/** A value in `unit` as a person would say it: human(3858, "request/s") → "3.86k requests/s". */
export function human(value, unit = "1") {
  if (!Number.isFinite(value)) return value > 0 ? "no limit" : "not a number";
  if (unit === "%") return `${share(value)} %`;
  if (unit === "usd") return `$${value < 1000 ? digits(value) : whole(value)}`;
  const [first] = unit.split("/");
  if (first === "B") {
    const [scaled, prefix] = scale(value, DATA);
    return `${scaled} ${prefix}${unit}`;
  }
  if (first === "s") {
    const [scaled, prefix] = scale(value, TIME);
    return `${scaled} ${prefix}s`;
  }
  const [scaled, prefix] = scale(value, COUNTED);
  const noun = plural(unit, value === 1);
  return `${scaled}${prefix}${noun.startsWith("/") ? noun : noun ? ` ${noun}` : ""}`;
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
    return percent.toFixed(places).replace(/\.?0+$/, "");
  }
  return digits(percent);
}

function scale(value, steps) {
  for (const [size, prefix] of steps) {
    if (Math.abs(value) >= size * ROUNDS_UP) return [digits(value / size), prefix];
  }
  const [size, prefix] = steps.at(-1);
  return size < 1 ? [digits(value / size), prefix] : [digits(value), ""];
}

const whole = (value) => BigInt(Math.round(value)).toLocaleString("en-US"); // past 2^53 every digit counts

function plural(unit, one) {
  if (unit === "1") return "";
  const [first, ...rest] = unit.split("/");
  const below = rest.length ? `/${rest.join("/")}` : "";
  return first === "1" ? below : `${one ? first : (MANY[first] ?? first)}${below}`;
}
