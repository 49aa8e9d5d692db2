import test from "node:test";
import assert from "node:assert/strict";
import { badges } from "../../../capacity/browser/badges.mjs";
import { evaluate } from "../../../capacity/browser/evaluate.mjs";
import { withFaults } from "../../../capacity/browser/live-drawing-faults.mjs";

const drawing = {
  components: [
    { id: "u", kind: "client" },
    { id: "app", kind: "service", name: "App", instances: 2, zones: ["a", "b"], service_time: 0.01, concurrency: 1 },
    { id: "cache", kind: "cache", instances: 2, hit_ratio: 0.9 },
    { id: "db", kind: "sql_database", name: "Rows", service_time: 0.002, concurrency: 1 },
  ],
  calls: [{ from: "u", to: "app" }, { from: "app", to: "cache", kind: "read" }, { from: "app", to: "db", kind: "read", when: "miss" }],
};
const load = (rate) => ({ operations: [{ id: "page", rate }] });
const seen = (rate, faults = []) => {
  const changed = withFaults(drawing, faults);
  return badges(evaluate(changed.drawing, load(rate)), changed.lost);
};

test("a badge says how busy a box is, and its level follows", () => {
  const app = seen(100).get("app");
  assert.equal(app.text, "50 %");
  assert.equal(app.level, "good");
  assert.match(app.title, /^App is 50 % busy with 100 requests\/s\./);
  assert.equal(seen(160).get("app").level, "part");
  assert.deepEqual([seen(300).get("app").text, seen(300).get("app").level], ["overloaded ×1.5", "bad"]);
});

test("what alone stops an operation is called a single point, in words", () => {
  const rows = seen(100).get("db");
  assert.match(rows.text, /single point$/);
  assert.equal(rows.level, "part");
  assert.match(rows.title, /Its loss alone stops, in whole or in part: page\.$/);
  assert.doesNotMatch(seen(100).get("app").text, /single point/);
});

test("a lost zone leaves the work to the others, and a fault that is left out is undone", () => {
  assert.equal(seen(80, [{ kind: "zone", target: "b" }]).get("app").text, "80 % · single point");
  assert.equal(seen(80, [{ kind: "instance", target: "app" }]).get("app").text, "80 % · single point");
  assert.equal(seen(80).get("app").text, "40 %");
});

test("cold caches send every read to the store", () => {
  const busy = (faults) => parseFloat(seen(100, faults).get("db").text);
  assert.equal(busy([]), 2);
  assert.equal(busy([{ kind: "cold" }]), 20);
});

test("what is lost whole says so, and the operation that needs it never succeeds", () => {
  const changed = withFaults(drawing, [{ kind: "all", target: "db" }]);
  const found = evaluate(changed.drawing, load(100));
  assert.equal(badges(found, changed.lost).get("db").text, "lost");
  assert.equal(evaluate(changed.drawing, load(100)).operations[0].availability < 1e-9, true);
});

test("a client, which has nothing to be busy with, has no badge", () => {
  assert.equal(seen(100).has("u"), false);
});
