import assert from "node:assert/strict";
import { test } from "node:test";
import { Autosave } from "../../../app/static/autosave.mjs";

const answerOf = (status, body) => ({ ok: status < 300, status, json: async () => body });

function made(replies, { conflict = async () => {} } = {}) {
  const kept = new Map();
  const said = [];
  const sent = [];
  let token = "old";
  const autosave = new Autosave({
    url: "/draft", version: 7, base: { functional: "before" }, key: "d:1", read: () => ({ functional: "typed" }),
    token: (fresh) => (fresh ? (token = fresh) : token),
    storage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key), keys: () => [...kept.keys()] },
    request: async (_url, options) => {
      sent.push({ ...JSON.parse(options.body), token: options.headers["X-CSRFToken"] });
      const reply = replies.shift();
      if (reply instanceof Error) throw reply;
      return reply;
    },
    say: (state, what) => said.push([state, what]),
    conflict,
  });
  return { autosave, kept, said, sent };
}

test("a change is kept here first, and forgotten here once the server has it", async () => {
  const { autosave, kept, said, sent } = made([answerOf(200, { version: 8, saved_at: "2026-01-01T10:00:00Z" })]);
  autosave.changed();
  assert.equal(JSON.parse(kept.get("d:1")).version, 7);
  await autosave.settle();
  assert.equal(sent.length, 1);
  assert.equal(autosave.version, 8);
  assert.equal(kept.has("d:1"), false);
  assert.deepEqual(said.map(([state]) => state), ["saving", "saved"]);
});

test("without a connection it stays here and is said", async () => {
  const { autosave, kept, said } = made([new TypeError("away")]);
  autosave.changed();
  await autosave.settle();
  assert.equal(kept.has("d:1"), true);
  assert.equal(said.at(-1)[0], "offline");
});

test("another version is never written over: the person is asked, then both are joined", async () => {
  let asked = null;
  const { autosave, sent } = made(
    [answerOf(409, { version: 12, answer: { functional: "theirs" } }), answerOf(200, { version: 13, saved_at: "2026-01-01T10:00:00Z" })],
    { conflict: async (theirs, base) => (asked = { ...theirs, base }) },
  );
  autosave.changed();
  await autosave.settle();
  assert.equal(asked.answer.functional, "theirs");
  assert.deepEqual(asked.base, { functional: "before" });
  assert.deepEqual(autosave.base, { functional: "theirs" });
  await autosave.settle();
  assert.deepEqual(sent.map((each) => each.version), [7, 12]);
  assert.equal(autosave.version, 13);
});

test("a token that grew old is renewed and the save repeated", async () => {
  const { autosave, sent } = made([answerOf(400, { csrf_token: "new" }), answerOf(200, { version: 8, saved_at: "2026-01-01T10:00:00Z" })]);
  autosave.changed();
  await autosave.settle();
  assert.deepEqual(sent.map((each) => each.token), ["old", "new"]);
});

test("what the server refuses is said with its reason and kept", async () => {
  const { autosave, kept, said } = made([answerOf(422, { problems: [{ field: "api[0]", message: "is odd." }] })]);
  autosave.changed();
  await autosave.settle();
  assert.deepEqual(said.at(-1), ["refused", "api[0]: is odd."]);
  assert.equal(kept.has("d:1"), true);
});

test("what another page left is found, and what a living one keeps is left alone", async () => {
  const { autosave, kept } = made([answerOf(200, { version: 8, saved_at: "2026-01-01T10:00:00Z" })]);
  const copy = (at) => JSON.stringify({ version: 7, at, answer: { functional: at } });
  kept.set("d:2", copy("2026-01-02"));
  kept.set("d", copy("2026-01-01"));
  kept.set("d:3", copy("2026-01-03"));
  kept.set("d2:1", copy("2026-01-04"));
  const left = autosave.left(new Set(["d:3"]));
  assert.deepEqual(left.map(({ key, answer }) => [key, answer.functional]), [["d", "2026-01-01"], ["d:2", "2026-01-02"]]);
  autosave.adopted(left[1]);
  assert.deepEqual([...kept.keys()].sort(), ["d", "d2:1", "d:1", "d:3"]);
  autosave.changed();
  await autosave.settle();
  assert.deepEqual([...kept.keys()].sort(), ["d", "d2:1", "d:3"]);
});
