import assert from "node:assert/strict";
import { test } from "node:test";
import { readLines, unsaid, withKind, withLine } from "../../../app/static/requirement-lines.mjs";

const PROMISES = `- Redirect p99 ≤ 100 ms measured at the load balancer.
- Redirects are available 99.99 % of the time.
- Counts are eventually consistent.
- Counts are eventually consistent, at most 5 minutes behind.
- Survive the loss of one zone with no manual step.
- Links are kept for 5 years.
- The read:write ratio is 100:1.
- It answers fast.`;

test("each line has its kind, its target and what is open in it", () => {
  const read = readLines(PROMISES, "non_functional").map(({ kind, target, open }) => [kind, target, open]);
  assert.deepEqual(read, [
    ["latency", "p99 ≤ 100 ms", ""],
    ["availability", "99.99 %", ""],
    ["consistency", "", "How late at most?"],
    ["consistency", "at most 5 minutes", ""],
    ["recovery", "", "How soon is it back (RTO), and how much may be lost (RPO)?"],
    ["retention", "5 years", ""],
    ["scale", "100:1", ""],
    ["latency", "", "How many milliseconds, at which percentile?"],
  ]);
});

test("a line that names its kind is of that kind, whatever else it says", () => {
  const [line] = readLines("Cost: 99 % of it goes to traffic", "non_functional");
  assert.deepEqual([line.kind, line.isSaid], ["cost", true]);
});

test("headings are no requirements, and what stands under out of scope is left out", () => {
  const read = readLines("In scope\n- A user shortens a link.\n- A code is never reused.\n\nOut of scope:\n- Teams and billing\n", "functional");
  assert.deepEqual(read.map(({ text, kind }) => [text, kind]), [["A user shortens a link.", "scope"], ["A code is never reused.", "rule"], ["Teams and billing", "left-out"]]);
});

test("choosing a kind writes it before the line, and nothing else changes", () => {
  const [, second] = readLines(PROMISES, "non_functional");
  const changed = withKind(PROMISES, second, "durability", "non_functional");
  assert.equal(changed.split("\n")[1], "- Durability: Redirects are available 99.99 % of the time.");
  assert.equal(withKind(changed, readLines(changed, "non_functional")[1], "", "non_functional"), PROMISES);
});

test("what is not mentioned is offered, and a line begins where its gap is", () => {
  assert.deepEqual(unsaid(readLines(PROMISES, "non_functional"), "non_functional").map(([kind]) => kind), ["durability", "security", "cost"]);
  const { text, start, end } = withLine("- one", "Cost: at most $… a month");
  assert.equal(text, "- one\n- Cost: at most $… a month");
  assert.equal(text.slice(start, end), "…");
  assert.equal(withLine("", "A … can …").text, "- A … can …");
});
