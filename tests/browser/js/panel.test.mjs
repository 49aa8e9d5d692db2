import test from "node:test";
import assert from "node:assert/strict";
import { bandOf, bandSentence, ownInputs, powersOf, solveIn, withValue, worked } from "../../../capacity/browser/chain.mjs";
import { NoSolution } from "../../../capacity/browser/described.mjs";
import { human } from "../../../capacity/browser/format.mjs";
import { FORMULAS } from "../../../capacity/browser/formulas.mjs";
import { byRatios, curve } from "../../../capacity/browser/plot.mjs";
import { ticks } from "../../../capacity/browser/ticks.mjs";
import { fromPosition, keyed, toPosition, typedNumber } from "../../../capacity/browser/row.mjs";
import { answered } from "../../../capacity/browser/solver.mjs";

const shop = [
  { formula: "average_rate", values: { users: 10e6, requests_each: 20 }, feeds: {} },
  { formula: "peak_rate", values: { peak_factor: 3, average: 1 }, feeds: { average: "average_rate" } },
];
const queue = [{ formula: "wait_one_server", values: { rate: 80, service_time: 0.01 }, feeds: {} }];
const input = (steps, key) => ownInputs(steps).find((each) => each.key === key).input;

test("a chain passes results on, and says where it breaks", () => {
  assert.equal(Math.round(worked(shop)[1].result), 6944);
  const broken = worked(withValue(shop, 0, "users", 0));
  assert.equal(broken[0].said, "“users” cannot be 0 users; it must be more than zero.");
  assert.equal(broken[1].result, null);
  assert.equal(broken[1].said, "This needs the average rate, and there is none at these values.");
});

test("past saturation there is a sentence and no number", () => {
  const [came] = worked(withValue(queue, 0, "rate", 100));
  assert.equal(came.result, null);
  assert.match(came.said, /^100 requests\/s/);
});

test("an input of an earlier formula is found from the last result", () => {
  const users = solveIn(shop, 0, "users", 10_000);
  assert.ok(Math.abs(users - 14.4e6) < 1);
  assert.throws(() => solveIn(shop, 1, "peak_factor", 100), NoSolution);
});

test("the answer follows while other numbers move, and keeps the values where there is none", () => {
  const solve = { place: 0, input: "users", result: 10_000 };
  const moved = answered(withValue(shop, 1, "peak_factor", 6), solve);
  assert.ok(Math.abs(worked(moved.steps)[1].result - 10_000) < 1e-6);
  assert.equal(moved.said, "“users” must be 7.2M users for peak rate to be 10k requests/s.");
  const none = answered(shop, { place: 1, input: "peak_factor", result: 100 });
  assert.equal(none.steps, shop);
  assert.match(none.said, /^No value of “peak over average” makes/);
});

test("what can only be whole is answered whole, and says so", () => {
  const steps = [{ formula: "stored_bytes", values: Object.fromEntries(FORMULAS.stored_bytes.inputs.map((each) => [each.name, each.example])), feeds: {} }];
  const whole = FORMULAS.stored_bytes.inputs.find((each) => each.whole);
  const { result } = worked(steps)[0];
  const { steps: made, said } = answered(steps, { place: 0, input: whole.name, result: result * 1.5 });
  assert.ok(Number.isInteger(made[0].values[whole.name]));
  assert.match(said, /rounded to a whole number/);
});

test("doubts meet over a chain, exactly for products", () => {
  assert.deepEqual(powersOf(shop, worked(shop)), { "0.users": 1, "0.requests_each": 1, "1.peak_factor": 1 });
  const band = bandOf(shop, worked(shop), { "0.users": 2, "0.requests_each": 2 });
  const middle = worked(shop)[1].result;
  assert.ok(Math.abs(band.high / middle - 2 ** Math.SQRT2) < 1e-9);
  assert.deepEqual(Object.values(band.shares).map((each) => each.toFixed(3)), ["0.500", "0.500"]);
});

test("a doubt that reaches past the domain has no end there", () => {
  const band = bandOf(queue, worked(queue), { "0.rate": 2 });
  assert.equal(band.high, null);
  assert.match(bandSentence(band, FORMULAS.wait_one_server.output), /^From .* on; at the other end there is no result: 160 requests/);
});

test("the curve ends where the queue saturates", () => {
  const drawn = curve(queue, 0, input(queue, "0.rate"), 80);
  assert.equal(drawn.ends.length, 1);
  assert.ok(Math.abs(drawn.ends[0] - 100) < 1e-6);
  assert.ok(drawn.points.every(([x, y]) => (y === null) === x >= 100));
  assert.ok(drawn.high < 1000, "nothing is gained far past the end");
});

test("ticks are round numbers within the ends", () => {
  assert.deepEqual(ticks(0, 1, false), [0, 0.5, 1]);
  assert.deepEqual(ticks(0.9, 1100, true), [1, 10, 100, 1000]);
  assert.deepEqual(ticks(3, 47, false), [20, 40]);
  assert.ok(byRatios(1, 100) && !byRatios(0, 100) && !byRatios(10, 100));
});

test("a slider's position and its value agree, and an arrow moves every input", () => {
  for (const { inputs } of Object.values(FORMULAS)) {
    for (const each of inputs) {
      const there = fromPosition(each, toPosition(each, each.example), each.example);
      assert.ok(Math.abs(toPosition(each, there) - toPosition(each, each.example)) <= 60, each.name);
      const [up, down] = [keyed(each, "ArrowUp", each.example), keyed(each, "ArrowDown", each.example)];
      assert.ok(up > each.example || down < each.example, `${each.name} ${each.example} ${up} ${down}`);
    }
  }
});

test("what people type is read in the input's unit, and what cannot be read gets its sentence", () => {
  const rate = input(queue, "0.rate");
  const time = input(queue, "0.service_time");
  assert.equal(typedNumber("3.9k", rate).value, 3900);
  assert.equal(typedNumber("20,000 requests/s", rate).value, 20_000);
  assert.equal(typedNumber("1.2M/day", rate).value, 1.2e6 / 86_400);
  assert.equal(typedNumber("10 ms", time).value, 0.01);
  assert.equal(typedNumber("82 %", { ...rate, unit: "1", shown: "%" }).value, 0.82);
  assert.equal(typedNumber("82", { ...rate, unit: "1", shown: "%" }).value, 0.82);
  assert.match(typedNumber("5m", rate).said, /can be million or minutes/);
  assert.match(typedNumber("3 TB", rate).said, /amount of data/);
  assert.match(typedNumber("2.5", { ...rate, unit: "server", whole: true, label: "servers" }).said, /whole number/);
});

test("what a field shows can be typed into it", () => {
  for (const { inputs } of Object.values(FORMULAS)) {
    for (const each of inputs) {
      const text = human(each.example, each.shown);
      const { value, said } = typedNumber(text, each);
      assert.ok(Math.abs(value / each.example - 1) < 0.01 || value === each.example, `${each.name}: ${text} → ${value} ${said}`);
    }
  }
});
