import assert from "node:assert/strict";
import { test } from "node:test";
import { joined, parted } from "../../../app/static/trade-off-text.mjs";

const ROW = { one: "a random code", other: "leased ranges", axis: "write latency", consequence: "a range never tries again: it needs an allocator" };

test("rows and prose become one text that reads as sentences, and come back", () => {
  const text = joined({ rows: [ROW, { one: "302", other: "", axis: "", consequence: "" }], prose: "Cache\n- aside" });
  assert.equal(text, "Trade-offs\n- a random code versus leased ranges, by write latency: a range never tries again: it needs an allocator\n- 302 versus …, by …: …\n\nCache\n- aside");
  assert.deepEqual(parted(text), { rows: [ROW, { one: "302", other: "", axis: "", consequence: "" }], prose: "Cache\n- aside" });
});

test("whatever was typed stays as it was typed", () => {
  const texts = ["", "\n", "Trade-offs", "Trade-offs\n", "Trade-offs\n\nprose", "Trade-offs\n- a or b", "Cache\n- a versus b, by c: d", "Trade-offs\n- a versus b, by c: d", "Trade-offs\n- a versus b, by c: d\n", "Trade-offs\n- a versus b, by c: d\nno gap", "Trade-offs\n- a versus b, by c: d\n\n", "Trade-offs\n- a versus b, by c: d\n\n\n prose \n", "Trade-offs\n- a versus b versus c, by d, by e: f: g\n\nx", "Trade-offs\r\n- a versus b, by c: d"];
  for (const text of texts) assert.equal(joined(parted(text)), text, JSON.stringify(text));
});

test("an empty row is not written, and rows alone leave no gap behind them", () => {
  assert.equal(joined({ rows: [{ one: " ", other: "" }], prose: "x" }), "x");
  assert.deepEqual(parted(joined({ rows: [ROW], prose: "" })), { rows: [ROW], prose: "" });
});
