// The feedback page: a chosen check lights up what it is about, in the words, the numbers and the drawing.
// Without a script every piece of evidence is a link to its place.

const checks = [...document.querySelectorAll(".check")];
const drawing = document.querySelector(".picture svg");
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

const own = document.querySelector(".own");

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

function choose(check, { scroll = true } = {}) {
  for (const lit of document.querySelectorAll(".lit, .near")) lit.classList.remove("lit", "near");
  for (const each of checks) each.classList.toggle("chosen", each === check);
  if (!check) return;
  const found = places(check).flatMap(targets);
  for (const each of found) {
    each.classList.add("lit");
    for (const end of each.dataset.call?.split("->") ?? []) drawing.querySelector(`[data-component="${CSS.escape(end)}"]`)?.classList.add("near");
  }
  drawing?.classList.toggle("has-lit", found.some((each) => drawing.contains(each)));
  if (scroll) bringIntoView(found.find((each) => !drawing?.contains(each)) ?? found[0]);
}

for (const check of checks) {
  check.addEventListener("click", (event) => {
    if (event.target.closest("a:not(.what), summary, button")) return;
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

const filter = document.querySelector(".filter");
filter.hidden = false;
for (const button of filter.querySelectorAll("button")) {
  button.addEventListener("click", () => {
    for (const each of filter.querySelectorAll("button")) each.setAttribute("aria-pressed", String(each === button));
    const wanted = button.dataset.filter;
    for (const check of checks) check.hidden = wanted !== "all" && check.dataset.verdict !== wanted;
    for (const phase of document.querySelectorAll(".phase")) phase.hidden = !phase.querySelector(".check:not([hidden])");
  });
}

const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (named && named.classList.contains("check")) choose(named, { scroll: false });
