import assert from "node:assert/strict";
import test from "node:test";
import { ReachedLater, clock } from "../../../app/static/conversation.mjs";

class Storage {
  kept = new Map();
  getItem = (name) => this.kept.get(name) ?? null;
  setItem = (name, value) => this.kept.set(name, value);
  removeItem = (name) => this.kept.delete(name);
}

test("seconds are said as minutes and seconds, never below nothing", () => {
  assert.equal(clock(725), "12:05");
  assert.equal(clock(-3), "0:00");
});

test("what was said offline is kept in order, also over a reload, until it is through", () => {
  const storage = new Storage();
  const before = new ReachedLater("interview:1", storage);
  before.keep({ text: "one", key: "a" });
  before.keep({ text: "two", key: "b" });

  const after = new ReachedLater("interview:1", storage);
  assert.equal(after.first().text, "one");
  after.done("a");

  assert.deepEqual(after.all(), [{ text: "two", key: "b" }]);
  after.clear();
  assert.equal(storage.kept.size, 0);
});

test("two interviews keep their words apart", () => {
  const storage = new Storage();
  new ReachedLater("interview:1", storage).keep({ text: "one", key: "a" });

  assert.deepEqual(new ReachedLater("interview:2", storage).all(), []);
});

test("a storage that holds something else is an empty one", () => {
  const storage = new Storage();
  storage.setItem("interview:1:said", "{");

  assert.deepEqual(new ReachedLater("interview:1", storage).all(), []);
});
