// What comes in by an address may have been written by anybody.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromAddress, toAddress, usual } from "../../../app/static/board-address.mjs";

const BOARD = { title: "Grüße", drawing: { text: 'service app "Ä → B"' }, workload: usual() };

test("a board goes into an address and comes back the same", () => {
  const found = fromAddress(toAddress(BOARD));
  assert.deepEqual({ ...found }, { ...BOARD, problem: "" });
});

test("only what is known is taken from an address", () => {
  const operations = [
    { id: "read", title: 7, rate: "x", writes: "yes", peak_factor: -1, extra: {}, promises: { p99: 1e99, availability: 0.5 } },
    { id: "READ" }, { id: "<img>" }, null, 3,
  ];
  const { workload } = fromAddress(toAddress({ ...BOARD, workload: { operations, budget: "free" } }));
  const [first, ...others] = workload.operations;
  assert.equal(others.length, 0);
  assert.deepEqual(first, { ...usual().operations[0], id: "read", promises: { p99: null, availability: 0.5, freshness: null } });
  assert.equal(workload.budget, null);
});

test("what cannot be read is an empty board and a sentence", () => {
  for (const hash of ["#drawing=", "#drawing=%%%", "#drawing=eyJ4", toAddress({ title: "x" }), toAddress(null), `#drawing=${"A".repeat(200_000)}`]) {
    const found = fromAddress(hash);
    assert.match(found.problem, /no drawing that can be read/);
    assert.deepEqual(found.workload, usual());
  }
  assert.equal(fromAddress("").problem, "");
  assert.equal(fromAddress("#main").problem, "");
});
