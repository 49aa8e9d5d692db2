// Marking with the keyboard, and evidence that lights up in the learner's own work.
// Without a script every form works, and every piece of evidence is a link to its place.

const checks = [...document.querySelectorAll(".check")];
const drawing = document.querySelector(".picture svg");
const own = document.querySelector(".own");
let current = -1;

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

function bringIntoView(target) {
  if (!target || !own || getComputedStyle(own).overflowY !== "auto") return;
  if (drawing?.contains(target)) {
    target.closest(".picture").scrollTo({ left: target.getBBox().x - 120 });
    own.scrollTo({ top: 0 });
    return;
  }
  const below = document.querySelector(".drawing")?.offsetHeight ?? 0;
  const top = target.getBoundingClientRect().top - own.getBoundingClientRect().top + own.scrollTop;
  own.scrollTo({ top: top - below - 40 });
}

function choose(check, { focus = false } = {}) {
  for (const lit of document.querySelectorAll(".lit, .near")) lit.classList.remove("lit", "near");
  for (const each of checks) each.classList.toggle("chosen", each === check);
  current = checks.indexOf(check);
  const found = [...check.querySelectorAll(".place")].flatMap(targets);
  for (const each of found) {
    each.classList.add("lit");
    for (const end of each.dataset.call?.split("->") ?? []) drawing.querySelector(`[data-component="${CSS.escape(end)}"]`)?.classList.add("near");
  }
  drawing?.classList.toggle("has-lit", found.some((each) => drawing.contains(each)));
  bringIntoView(found.find((each) => !drawing?.contains(each)) ?? found[0]);
  if (focus) {
    check.focus({ preventScroll: true });
    check.scrollIntoView({ block: "nearest" });
  }
}

for (const check of checks) {
  check.addEventListener("click", (event) => {
    if (!event.target.closest("a, button, summary, form")) choose(check);
  });
  check.addEventListener("focusin", () => {
    if (checks.indexOf(check) !== current) choose(check);
  });
}

const KEYS = {
  j: () => choose(checks[Math.min(checks.length - 1, current + 1)], { focus: true }),
  k: () => choose(checks[Math.max(0, current - 1)], { focus: true }),
  a: () => checks[current]?.querySelector("[data-accept]")?.click(),
  o: () => open("[name=points]"),
  c: () => open("[name=comment]"),
  d: () => document.querySelector("[data-done]")?.click(),
};

function open(field) {
  const other = checks[current]?.querySelector("details.other");
  if (!other) return;
  other.open = true;
  other.querySelector(field).focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return event.target.closest(".check")?.focus();
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = KEYS[event.key];
  if (!act || !checks.length) return;
  event.preventDefault();
  act();
});

for (const phrase of document.querySelectorAll("[data-phrase]")) {
  phrase.addEventListener("click", () => {
    const comment = phrase.closest("form").querySelector("[name=comment]");
    comment.value = [comment.value.trim(), phrase.dataset.phrase].filter(Boolean).join(" ");
    comment.focus();
  });
}

const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (named && checks.includes(named)) choose(named, { focus: true });
