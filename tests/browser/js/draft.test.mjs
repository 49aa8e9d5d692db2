import assert from "node:assert/strict";
import { test } from "node:test";
import { asText, differing, isFilled, joining, merged, same } from "../../../app/static/draft.mjs";

test("blank text, empty rows and asked rows without a value are not filled", () => {
  for (const value of ["", "  \n", null, undefined, [], [{ name: "storage", value: "", working: "" }], { ddl: "" }, { text: " " }]) assert.equal(isFilled(value), false);
  for (const value of ["x", [{ name: "storage", value: "3 TB" }], { ddl: "CREATE" }, { text: "client a" }]) assert.equal(isFilled(value), true);
});

test("the order of keys and empty parts make no difference", () => {
  assert.ok(same({ a: 1, b: "" }, { b: null, a: 1 }));
  assert.ok(same([{ name: "x", value: "1", working: "" }], [{ value: "1", name: "x" }]));
  assert.ok(!same("a", "b"));
});

test("two versions differ where they say different things, and nowhere else", () => {
  const mine = { functional: "a", deep_dives: "same", api: [] };
  const theirs = { functional: "b", deep_dives: "same", api: null, interface: "new" };
  assert.deepEqual(differing(mine, theirs), ["functional", "interface"]);
});

test("a choice takes whole sections and loses none that was not chosen away", () => {
  const mine = { functional: "mine", interface: "mine" };
  const theirs = { functional: "theirs", deep_dives: "theirs" };
  assert.deepEqual(merged(mine, theirs, ["functional", "deep_dives"]), { functional: "theirs", deep_dives: "theirs", interface: "mine" });
});

test("two drafts of one beginning come together, and only what both changed is asked about", () => {
  const base = { functional: "a", api: [], interface: "i", deep_dives: "d" };
  const mine = { functional: "mine", api: [], interface: "mine", deep_dives: "same" };
  const theirs = { functional: "a", api: [{ path: "/x" }], interface: "theirs", deep_dives: "same" };
  assert.deepEqual(joining(mine, theirs, base), { take: ["api"], ask: ["interface"] });
  assert.deepEqual(joining(mine, theirs, null), { take: [], ask: ["functional", "api", "interface"] });
});

test("a section is shown as text whatever its form", () => {
  assert.equal(asText(""), "(empty)");
  assert.equal(asText([{ name: "storage", value: "3 TB", working: "" }]), "storage · 3 TB");
  assert.equal(asText({ ddl: "CREATE" }), "CREATE");
});
