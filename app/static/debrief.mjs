// Playing an interview back: the drawing grows with the slider, and what came later is faint.
import { clock } from "./conversation.mjs";

const SPEED = 60; // times; a minute in a second
const $ = (selector) => document.querySelector(selector);
const frames = JSON.parse($("#frames").textContent);
const moment = $("#moment");
const picture = $("#player-picture");
const nothing = picture.firstElementChild;
let shown = -2;

function show() {
  const at = Number(moment.value);
  $("#moment-said").textContent = clock(at);
  moment.setAttribute("aria-valuetext", clock(at));
  const frame = frames.findLastIndex((each) => each.at <= at);
  if (frame !== shown) {
    shown = frame;
    if (frame < 0) picture.replaceChildren(nothing);
    else picture.innerHTML = frames[frame].svg; // drawn by the server from names that it escapes
  }
  for (const line of document.querySelectorAll("#lines li")) line.classList.toggle("later", Number(line.dataset.at) > at);
}

let playing = 0;
function stop() {
  clearInterval(playing);
  playing = 0;
  $("#play").textContent = "Play";
}
$("#play").addEventListener("click", () => {
  if (playing) return stop();
  if (Number(moment.value) >= Number(moment.max)) moment.value = 0;
  $("#play").textContent = "Stop";
  playing = setInterval(() => {
    moment.value = Number(moment.value) + SPEED / 10;
    show();
    if (Number(moment.value) >= Number(moment.max)) stop();
  }, 100);
});
moment.addEventListener("input", () => {
  stop();
  show();
});
for (const each of document.querySelectorAll("[data-to]")) {
  each.addEventListener("click", () => {
    stop();
    moment.value = each.dataset.to;
    show();
    [...document.querySelectorAll("#lines li")].find((line) => Number(line.dataset.at) >= Number(each.dataset.to))?.scrollIntoView({ block: "center" });
  });
}
$("#print").addEventListener("click", () => print());
addEventListener("beforeprint", () => {
  moment.value = moment.max;
  show();
});
show();
