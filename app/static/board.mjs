// The drawing board: a drawing, what it has to carry, and what it does under that. All of it stands in the address.
import { button, html } from "../formulas/parts/canvas/elements.mjs";
import { LivePanel } from "../formulas/parts/live-panel.mjs";
import { fromAddress, toAddress, usual } from "./board-address.mjs";
import "./arch-editor.mjs";

const KEPT_AFTER = 300; // ms of rest

const $ = (selector) => document.querySelector(selector);
const editor = $("#drawing");
const said = $("#board-said");
const body = $("#board-rows tbody");
const token = $('meta[name="csrf-token"]').content;
let title = "";
let workload = usual();
let timer = 0;

editor.convert = (asked) => fetch($(".board").dataset.convert, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token }, body: JSON.stringify(asked) });
const live = new LivePanel({ workload, onBadges: (badges) => editor.setBadges(badges) });
editor.canvas.after(live.root);
editor.store.addEventListener("change", () => {
  live.drawing = editor.store.doc;
  keep();
});

function keep() {
  clearTimeout(timer);
  timer = setTimeout(write, KEPT_AFTER);
}

const write = () => history.replaceState(null, "", toAddress({ title, drawing: editor.value, workload }));

/** The load is another one: every field that follows from it is told. */
function carry(operations) {
  workload = { ...workload, operations };
  live.workload = workload;
  editor.operations = operations.map((each) => each.id);
  live.drawing = editor.store.doc;
  keep();
}

function rows() {
  body.replaceChildren(...workload.operations.map(row));
}

function row(operation) {
  const now = () => workload.operations.find((each) => each.id === operation.id);
  const change = (part) => carry(workload.operations.map((each) => (each.id === operation.id ? { ...each, ...part } : each)));
  const name = operation.title || operation.id;
  const number = (label, value, read, { max = "" } = {}) =>
    html("input", { type: "number", min: 0, max, step: "any", value: value ?? "", ariaLabel: `${label}: ${name}`, on: { input: ({ target }) => (target.checkValidity() ? read(target.value === "" ? null : Number(target.value)) : undefined) } });
  const promise = (part) => change({ promises: { ...now().promises, ...part } });
  const { p99, availability } = operation.promises;
  const cells = [
    ["Requests a second, at the peak", number("Requests a second", peakOf(operation), (value) => value > 0 && change({ rate: value, peak_factor: 1 }))],
    ["Changes something", html("input", { type: "checkbox", checked: operation.writes, ariaLabel: `Changes something: ${name}`, on: { change: ({ target }) => change({ writes: target.checked }) } })],
    ["99 of 100 within, ms", number("99 of 100 within, ms", p99 === null ? null : rounded(p99 * 1000), (value) => promise({ p99: value ? value / 1000 : null }))],
    ["Succeeds, %", number("Succeeds, %", availability === null ? null : rounded(availability * 100), (value) => promise({ availability: value ? value / 100 : null }), { max: 100 })],
    ["", button("Remove", () => {
      carry(workload.operations.filter((each) => each.id !== operation.id));
      rows();
      $("#board-add").focus();
    }, { ariaLabel: `Remove: ${name}`, disabled: workload.operations.length === 1 })],
  ];
  return html("tr", {}, html("th", { scope: "row", textContent: name }), ...cells.map(([label, field]) => html("td", { data: { label } }, field)));
}

const peakOf = ({ rate, peak_factor: factor }) => rounded(rate * factor);
const rounded = (value) => Number(value.toPrecision(7));

$("#board-add").addEventListener("click", () => {
  const taken = new Set(workload.operations.map((each) => each.id));
  let number = taken.size + 1;
  while (taken.has(`operation ${number}`)) number += 1;
  carry([...workload.operations, { ...usual().operations[0], id: `operation ${number}`, title: "" }]);
  rows();
  body.lastElementChild.querySelector("input").focus();
});

$("#board-copy").addEventListener("click", async ({ target }) => {
  write();
  try {
    await navigator.clipboard.writeText(location.href);
    target.textContent = "Copied";
    setTimeout(() => (target.textContent = "Copy the address"), 2000);
  } catch {
    said.textContent = "The browser does not let this page copy; the address is in its bar.";
  }
});

/** What the address holds, or an empty board. */
function open() {
  const found = fromAddress(location.hash);
  said.textContent = found.problem;
  title = found.title;
  $("#board-title").textContent = title || "Drawing board";
  workload = found.workload;
  live.workload = workload;
  editor.operations = workload.operations.map((each) => each.id);
  editor.value = found.drawing;
  rows();
}

addEventListener("hashchange", open);
open();
document.body.dataset.ready = "yes";
