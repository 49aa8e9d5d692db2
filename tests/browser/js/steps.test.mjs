import assert from "node:assert/strict";
import { test } from "node:test";
import { sectionOf, stateOf, stepState } from "../../../app/static/steps.mjs";

const ANSWER = {
  functional: "- shorten\n\n- follow",
  non_functional: "",
  estimates: [{ name: "storage", value: "3 TB", working: "" }, { name: "rate", value: " ", working: "" }],
  api: [{ method: "GET", path: "/{code}" }],
  data_model: { ddl: "CREATE TABLE links (code text)", entities: [{ name: "clicks" }] },
  architecture: { text: "# mine\nregion eu: a, b\nclient me\nservice app x3\nme -> app" },
  deep_dives: "two words",
};

test("a section says in a few words what it holds", () => {
  const held = (name) => stateOf(name, ANSWER).held;
  assert.deepEqual(
    ["functional", "estimates", "api", "data_model", "architecture", "deep_dives", "interface"].map(held),
    ["2 lines", "1 number", "1 endpoint", "1 entity, SQL", "2 boxes, 1 call", "2 words", "empty"],
  );
});

test("what cannot be read comes before what is filled", () => {
  const problems = [{ field: "api[0].statuses" }, { field: "architecture.text line 2, column 1" }];
  assert.deepEqual(problems.map(({ field }) => sectionOf(field)), ["api", "architecture"]);
  assert.deepEqual(stateOf("api", ANSWER, problems), { filled: true, wrong: 1, held: "1 place to mend" });
});

test("a step of two sections is begun with one and filled with both", () => {
  const step = ["functional", "non_functional"];
  assert.deepEqual([stepState(step, ANSWER).state, stepState(step, ANSWER).held], ["begun", "1 of 2"]);
  const both = stepState(step, { ...ANSWER, non_functional: "p99 below 100 ms" });
  assert.deepEqual([both.state, both.held], ["filled", "2 lines + 1 line"]);
  assert.equal(stepState(step, {}).state, "empty");
});
