import assert from "node:assert/strict";
import { test } from "node:test";
import { flowOf } from "../../../app/static/data-flow.mjs";
import { parse } from "../../../capacity/browser/drawing-text.mjs";

const { drawing } = parse(`client me "Browser"
load_balancer lb "Balancer"
service app "Application"
cache hot "Cache"
sql_database db "Store"
stream log "Log"
worker count "Counter"

me -> lb
lb -> app
app -> hot read for redirect
app -> db read for redirect
app -> db write for create
app -> log async for redirect
log -> count async for redirect
count -> db write for redirect
`);

test("a flow follows the calls that serve an operation, and says how a call is made", () => {
  assert.equal(flowOf(drawing, "create"), "Browser → Balancer → Application → Store (write)");
  assert.equal(
    flowOf(drawing, "redirect"),
    "Browser → Balancer → Application; Application → Cache (read), Store (read), Log (async); Log → Counter (async); Counter → Store (write)",
  );
});

test("a circle ends, and without a client there is no flow", () => {
  const circle = parse("client me\nservice a\nservice b\nme -> a\na -> b\nb -> a").drawing;
  assert.equal(flowOf(circle, "x"), "me → a → b; b → a");
  assert.equal(flowOf(parse("service a\nservice b\na -> b").drawing, "x"), "");
});
