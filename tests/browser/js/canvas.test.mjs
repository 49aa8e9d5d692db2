// The canvas without a page: its model, its history, its rules, its layout and its arrows.
import assert from "node:assert/strict";
import { test } from "node:test";

import { reduce } from "../../../capacity/browser/canvas/actions.mjs";
import { fromDraft, toDraft } from "../../../capacity/browser/canvas/draft.mjs";
import { aligned, areaRects, boxAt, meets, snap, spread } from "../../../capacity/browser/canvas/geometry.mjs";
import { arranged, completed } from "../../../capacity/browser/canvas/layout.mjs";
import { EMPTY, areaKey, areasOf, callKey, component, kindsFor, withLayout } from "../../../capacity/browser/canvas/model.mjs";
import { likelyCalls, refused } from "../../../capacity/browser/canvas/rules.mjs";
import { route, rounded } from "../../../capacity/browser/canvas/router.mjs";
import { Store } from "../../../capacity/browser/canvas/store.mjs";
import { describeBox } from "../../../capacity/browser/canvas/described.mjs";
import { write } from "../../../capacity/browser/drawing-lines.mjs";
import { parse } from "../../../capacity/browser/drawing-text.mjs";

const SHOP = `zone a
zone b

client me
load_balancer lb x2
service app "Application" x4 in a, b
cache hot in a
sql_database db x2 in b
queue jobs
worker mail

me -> lb
lb -> app
app -> hot read
app -> db read
app -> db write
app -> jobs async
jobs -> mail async
`;
const drawn = (text = SHOP, layout = {}) => withLayout(parse(text).drawing, layout);
const does = (doc, ...actions) => actions.reduce(reduce, doc);

test("first letters find a kind", () => {
  assert.equal(kindsFor("db")[0], "sql_database");
  assert.equal(kindsFor("app")[0], "service");
  assert.equal(kindsFor("ca")[0], "cache");
  assert.equal(kindsFor("redis")[0], "cache");
  assert.equal(kindsFor("kafka")[0], "stream");
  assert.equal(kindsFor("balancer")[0], "load_balancer");
  assert.deepEqual(kindsFor("qqq"), []);
  assert.equal(kindsFor("").length, 25);
});

test("a box is added with an id and a name that nothing has yet", () => {
  const doc = does(EMPTY, { type: "add", kind: "service" }, { type: "add", kind: "service", at: [13, 22] });
  assert.deepEqual(doc.components.map((each) => [each.id, each.name]), [["app", "Service"], ["app2", "Service 2"]]);
  assert.deepEqual(doc.places, { app2: [12, 24] });
});

test("a new id goes wherever the old one was", () => {
  const doc = does(drawn(SHOP, { places: { app: [8, 8] } }), { type: "edit", id: "app", patch: { id: "shop" } });
  assert.ok(doc.calls.every((each) => each.from !== "app" && each.to !== "app"));
  assert.deepEqual(doc.places.shop, [8, 8]);
});

test("a box goes with its calls, a zone without its boxes", () => {
  const without = does(drawn(), { type: "remove", keys: ["app"] });
  assert.equal(without.calls.length, 2);
  const zoneless = does(drawn(), { type: "remove", keys: [areaKey(["a"])] });
  assert.deepEqual(zoneless.zones.map((each) => each.id), ["b"]);
  assert.deepEqual(component(zoneless, "app").zones, ["b"]);
  assert.equal(zoneless.components.length, 7);
});

test("of two calls between the same boxes the right one is changed and led elsewhere", () => {
  const doc = does(drawn(), { type: "editCall", key: "call app->db#1", patch: { per_request: 2 } }, { type: "reconnect", key: "call app->db#0", to: "mail" });
  assert.deepEqual(doc.calls.filter((each) => each.from === "app").map((each) => [each.to, each.kind, each.per_request ?? 1]), [["hot", "read", 1], ["mail", "read", 1], ["db", "write", 2], ["jobs", "async", 1]]);
  assert.equal(callKey(doc.calls[0], 0), "call me->lb#0");
});

test("pasting gives every box an id of its own and keeps the calls among them", () => {
  const doc = drawn();
  const twice = does(doc, { type: "insert", components: doc.components, calls: doc.calls, places: completed(doc) });
  assert.equal(twice.components.length, 14);
  assert.equal(new Set(twice.components.map((each) => each.id)).size, 14);
  assert.equal(twice.calls.length, 14);
  assert.equal(component(twice, "app2").name, "Application 2");
});

test("a zone that only boxes name is declared with the first that is declared", () => {
  const doc = does(drawn("service app in a, b"), { type: "addZone" });
  assert.deepEqual(doc.zones.map((each) => each.id), ["a", "b", "c"]);
  assert.ok(parse(write(doc)).drawing);
});

test("a renamed zone keeps its boxes and its area", () => {
  const doc = does(drawn(SHOP, { areas: { "area a,b": [0, 0, 300, 200] } }), { type: "editZone", id: "a", patch: { id: "north" } });
  assert.deepEqual(component(doc, "app").zones, ["north", "b"]);
  assert.deepEqual(Object.keys(doc.areas), [areaKey(["north", "b"])]);
});

test("a drag is one step, and cancelled it never was", () => {
  const store = new Store();
  store.reset(drawn());
  store.begin();
  for (const x of [4, 8, 12]) store.dispatch({ type: "move", places: { app: [x, 0] } });
  store.dispatch({ type: "toZones", ids: ["app"], zones: [] });
  store.end();
  assert.deepEqual(store.doc.places.app, [12, 0]);
  store.undo();
  assert.equal(store.doc.places.app, undefined);
  assert.deepEqual(component(store.doc, "app").zones, ["a", "b"]);
  assert.equal(store.canUndo, false);
  store.redo();
  assert.deepEqual(store.doc.places.app, [12, 0]);
  store.begin();
  store.dispatch({ type: "move", places: { app: [400, 0] } });
  store.cancel();
  assert.deepEqual(store.doc.places.app, [12, 0]);
});

test("typing in the text is one step, and what cannot be read is kept as typed", () => {
  const store = new Store();
  for (const typed of ["service app", "service app x2", "service app x2 # no", "service app x3"]) {
    const { drawing } = parse(typed);
    if (drawing) store.dispatch({ type: "text", drawing }, { from: "text", typed });
    else store.unread(typed);
  }
  assert.equal(toDraft(store).text, "service app x3");
  store.undo();
  assert.equal(toDraft(store).text, "");
  store.unread("servce app");
  assert.deepEqual(toDraft(store), { text: "servce app" });
});

test("a draft comes back as it was, with comments and places, and old forms are read", () => {
  const draft = { text: "# mine\nservice app x2\n", layout: { places: { app: [40, 80] } } };
  assert.deepEqual(toDraft(fromDraft(draft)), draft);
  const table = fromDraft({ components: [{ id: "app", kind: "service", instances: 2, service_time: "5 ms", zones: [] }], calls: [], zones: [] });
  assert.equal(toDraft(table).text, "service app x2 time=5ms\n");
  assert.deepEqual(fromDraft({ text: "nonsense here" }).typed, "nonsense here");
  assert.deepEqual(fromDraft(null), { doc: { ...EMPTY }, typed: null });
});

test("places of what is gone are not kept, nor places that are none", () => {
  const doc = does(drawn(SHOP, { places: { app: [0, 0], ghost: [1, 1], db: ["x", 2], hot: [1] } }));
  assert.deepEqual(toDraft({ doc, typed: null }).layout, { places: { app: [0, 0] } });
});

test("a read or a write is offered on the way to a store, handing over on the way to a queue", () => {
  const of = (from, to) => likelyCalls({ kind: from }, { kind: to });
  assert.deepEqual(of("service", "sql_database"), [["read"], ["write"], ["read", "write"]]);
  assert.deepEqual(of("service", "queue")[0], ["async"]);
  assert.deepEqual(of("queue", "worker")[0], ["async"]);
  assert.deepEqual(of("sql_database", "sql_database")[0], ["replicate"]);
  assert.deepEqual(of("client", "service"), [["request"]]);
  assert.match(refused(drawn(), "app", "app"), /cannot call itself/);
  assert.match(refused(drawn(), "db", "me"), /client/);
  assert.equal(refused(drawn(), "app", "db"), "");
});

for (const direction of ["right", "down"]) {
  test(`laid out ${direction}, no box is on another, and an area holds nobody else`, () => {
    for (const doc of [drawn(), grid(50), grid(200)]) {
      const places = arranged(doc, direction);
      const boxes = doc.components.map(({ id }) => [id, boxAt(places[id])]);
      boxes.forEach(([one, box], at) => boxes.slice(at + 1).forEach(([other, its]) => assert.ok(!meets(box, its), `${one} on ${other}`)));
    }
    const doc = drawn();
    const places = arranged(doc, direction);
    const rects = areaRects(doc, places);
    for (const { key, members } of areasOf(doc)) {
      for (const { id } of doc.components) assert.equal(meets(rects.get(key), boxAt(places[id])), members.includes(id), `${id} and ${key}`);
    }
    const axis = direction === "right" ? 0 : 1;
    assert.ok(places.me[axis] < places.lb[axis] && places.lb[axis] < places.app[axis] && places.app[axis] < places.db[axis]);
  });
}

test("a box without a place comes beside what calls it, and on nobody", () => {
  const doc = drawn(SHOP, { places: Object.fromEntries(Object.entries(arranged(drawn())).filter(([id]) => id !== "mail")) });
  const places = completed(doc);
  assert.ok(places.mail[0] > places.jobs[0]);
  assert.ok(doc.components.every(({ id }) => id === "mail" || !meets(boxAt(places[id]), boxAt(places.mail))));
});

test("an arrow goes around a box that is in its way", () => {
  const [from, to, between] = [boxAt([0, 0]), boxAt([600, 0]), boxAt([300, 0])];
  const points = route(from, to, [from, to, between]);
  for (let at = 1; at < points.length; at += 1) {
    const [p, q] = [points[at - 1], points[at]];
    assert.ok(p.x === q.x || p.y === q.y, "only right angles");
    assert.ok(!meets({ x: Math.min(p.x, q.x), y: Math.min(p.y, q.y), w: Math.abs(p.x - q.x), h: Math.abs(p.y - q.y) }, between));
  }
  assert.match(rounded(points), /^M152 28L.*Q/);
});

test("boxes snap to, line up with and spread between one another", () => {
  assert.equal(snap(boxAt([3, 200]), [boxAt([0, 0])]).x.by, -3);
  assert.equal(snap(boxAt([40, 200]), [boxAt([0, 0])]).x, null);
  const places = { one: [0, 0], two: [90, 50], three: [400, 20] };
  assert.deepEqual(aligned(places, ["one", "two"], "left").two, [0, 50]);
  assert.deepEqual(aligned(places, ["one", "two"], "bottom").one, [0, 50]);
  assert.deepEqual(spread(places, ["one", "two", "three"]).two, [200, 50]);
});

test("a screen reader hears what a box is, where it stands, and whom it calls", () => {
  const doc = drawn();
  assert.equal(describeBox(doc, component(doc, "app")), "Application, Service, 4 instances, in zones a, b. Calls hot, db and jobs. Called by lb.");
  assert.match(describeBox(doc, component(doc, "db"), { text: "92 %", title: "92 % busy" }), /92 % busy\.$/);
});

/** Boxes in layers, each calling two of the next. */
function grid(count) {
  const wide = Math.ceil(Math.sqrt(count));
  const id = (at) => `n${at}`;
  const components = Array.from({ length: count }, (_, at) => ({ id: id(at), kind: "service", name: "", instances: 1, zones: [] }));
  const calls = components.flatMap((_, at) => [at + wide, at + wide + 1].filter((to) => to < count).map((to) => ({ from: id(at), to: id(to), kind: "request", operations: [] })));
  return { ...EMPTY, components, calls };
}
