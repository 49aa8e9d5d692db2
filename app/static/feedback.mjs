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

function choose(check, { scroll = true } = {}) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const each of checks) each.classList.toggle("chosen", each === check);
  if (!check) return;
  const found = places(check).flatMap(targets);
  for (const each of found) each.classList.add("lit");
  drawing?.classList.toggle("has-lit", found.some((each) => drawing.contains(each)));
  const first = found.find((each) => !drawing?.contains(each)) ?? found[0];
  if (scroll && first && matchMedia("(min-width: 1001px)").matches) first.scrollIntoView({ block: "center", inline: "nearest" });
  else if (first && drawing?.contains(first)) first.scrollIntoView({ block: "nearest", inline: "center" });
}

for (const check of checks) {
  check.addEventListener("click", (event) => {
    if (event.target.closest("a:not(.what), summary, button")) return;
    const before = scrollY;
    event.preventDefault();
    history.replaceState(null, "", `#${check.id}`);
    const top = check.getBoundingClientRect().top;
    choose(check);
    if (Math.abs(scrollY - before) > innerHeight * 0.8) scrollBy(0, check.getBoundingClientRect().top - top);
  });
  check.addEventListener("focusin", () => choose(check, { scroll: false }));
  for (const place of places(check)) {
    place.addEventListener("click", (event) => {
      event.preventDefault();
      choose(check, { scroll: false });
      const [first] = targets(place);
      const there = first ?? document.getElementById(`at-${place.dataset.section}`);
      there?.scrollIntoView({ block: "center", inline: "center" });
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

const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (named?.classList.contains("check")) choose(named, { scroll: false });
