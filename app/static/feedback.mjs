// The feedback page: a chosen check lights up what it is about, in the words, the numbers and the drawing;
// a chosen part of the drawing or of the words says which checks it took part in.
// Without a script every piece of evidence is a link to its place.
import { watchSearch } from "./feedback-earn.mjs";
import { filterChecks } from "./feedback-filter.mjs";
import { listParts } from "./feedback-parts.mjs";

const checks = [...document.querySelectorAll(".check")];
const drawing = document.querySelector(".picture svg");
const own = document.querySelector(".own");
const places = (check) => [...check.querySelectorAll(".place")];

function targets(place) {
  const { section, at, evidence } = place.dataset;
  const marked = document.getElementById(evidence);
  if (marked) return [marked];
  if (section === "architecture" && drawing && at) {
    const name = CSS.escape(at);
    return [...drawing.querySelectorAll(`[data-component="${name}"], [data-call="${name}"]`)];
  }
  const row = at && document.getElementById(`at-${section}-${at}`);
  return row ? [row] : [];
}

/** Scroll the column of the learner's own answer, and only it, where it scrolls by itself. */
function bringIntoView(target) {
  if (!target) return;
  if (getComputedStyle(own).overflowY !== "auto") return;
  if (drawing?.contains(target)) {
    target.closest(".picture").scrollTo({ left: target.getBBox().x - 120 });
    own.scrollTo({ top: 0 });
    return;
  }
  const below = document.querySelector(".drawing").offsetHeight;
  const top = target.getBoundingClientRect().top - own.getBoundingClientRect().top + own.scrollTop;
  own.scrollTo({ top: top - below - 40 });
}

/** Light these elements, and the ends of arrows with them; everything else goes dark. */
function light(found) {
  for (const lit of document.querySelectorAll(".lit, .near")) lit.classList.remove("lit", "near");
  for (const each of found) {
    each.classList.add("lit");
    for (const end of each.dataset.call?.split("->") ?? []) drawing.querySelector(`[data-component="${CSS.escape(end)}"]`)?.classList.add("near");
  }
  drawing?.classList.toggle("has-lit", found.some((each) => drawing.contains(each)));
}

function choose(check, { scroll = true } = {}) {
  for (const each of checks) each.classList.toggle("chosen", each === check);
  const found = check ? places(check).flatMap(targets) : [];
  light(found);
  if (check && scroll) bringIntoView(found.find((each) => !drawing?.contains(each)) ?? found[0]);
}

/** Choose a check from elsewhere: it may be filtered out, or far away. */
function goTo(name) {
  const check = document.getElementById(`check-${name}`);
  if (!check) return;
  if (check.hidden) filter.showAll();
  history.replaceState(null, "", `#${check.id}`);
  choose(check, { scroll: false });
  check.scrollIntoView({ block: "center" });
  check.querySelector(".what").focus({ preventScroll: true });
}

for (const check of checks) {
  check.addEventListener("click", (event) => {
    if (event.target.closest("a:not(.what), summary, button, textarea, label, form")) return;
    event.preventDefault();
    history.replaceState(null, "", `#${check.id}`);
    choose(check);
  });
  check.addEventListener("focusin", () => choose(check, { scroll: false }));
  for (const place of places(check)) {
    place.addEventListener("click", (event) => {
      event.preventDefault();
      choose(check, { scroll: false });
      const [first] = targets(place);
      const there = first ?? document.getElementById(`at-${place.dataset.section}`);
      if (getComputedStyle(own).overflowY === "auto") bringIntoView(there);
      else there?.scrollIntoView({ block: "center", inline: "center" });
    });
  }
}

for (const link of document.querySelectorAll("[data-chooses]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    goTo(link.dataset.chooses);
  });
}
for (const mark of document.querySelectorAll("mark[data-check]")) {
  mark.addEventListener("click", (event) => {
    event.stopPropagation(); // of marks within marks the innermost is meant
    goTo(mark.dataset.check);
  });
}

const filter = filterChecks(checks);
listParts(drawing, light);
watchSearch();

const print = document.querySelector("[data-print]");
print.hidden = false;
print.addEventListener("click", () => window.print());

const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (named && named.classList.contains("check")) choose(named, { scroll: false });
