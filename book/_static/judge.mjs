// Judging an answer of a question: pure functions, without a page.
import { inUnit, read } from "./reading.mjs";

const NAMED = [
  [8, "bits and bytes"], [12, "the months of a year"], [24, "the hours of a day"], [30, "the days of a month"], [60, "the seconds of a minute"],
  [365, "the days of a year"], [1000, "one prefix"], [3600, "the seconds of an hour"], [86400, "the seconds of a day"], [1e6, "two prefixes"],
]; // prettier-ignore
const near = (one, other, within) => Math.abs(one / other - 1) <= within;
const rounded = (factor) => (factor < 10 ? factor.toPrecision(2) : Math.round(factor).toLocaleString("en-US"));

/** { right, slip, said }: `slip` is the place of a known mistake. Throws Unreadable. */
export function judgeNumber({ unit, value, within, slips }, text) {
  const answer = read(text);
  const wanted = read(`1 ${unit === "1" ? "" : unit}`).unit;
  const isBare = (each) => each.powers.every((one) => one === 0);
  if (isBare(answer.unit) && !isBare(wanted)) return { right: false, slip: -1, said: `${text.trim()} of what? Write the unit as well.` };
  const scale = read(`1 ${unit === "1" ? "" : unit}`).value;
  const found = inUnit(answer, unit) * scale;
  if (near(found, value, within)) return { right: true, slip: -1, said: "" };
  const slip = slips.findIndex((each) => near(found, each, within));
  const factor = found > value ? found / value : value / found;
  const named = NAMED.find(([size]) => near(factor, size, within));
  const off = `That is ${rounded(factor)} times too ${found > value ? "large" : "small"}`;
  return { right: false, slip, said: slip >= 0 ? "" : `${off}${named ? `: near ${named[0].toLocaleString("en-US")}, ${named[1]}` : ""}.` };
}

/** For each item whether it is as it should be. */
export const judgeSeveral = (right, marked) => right.map((each, number) => each === marked.includes(number));
export const judgeOrder = (places) => places.map((each, number) => each === number);
export const judgeMatch = (halves, chosen) => halves.map((each, number) => each === chosen[number]);
