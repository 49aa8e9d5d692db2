// Which checks are shown: those of a verdict, and of a phase. The address keeps both, so that a reload and a way back do.

export function filterChecks(checks) {
  const bar = document.querySelector(".filter");
  const buttons = [...bar.querySelectorAll("[data-filter]")];
  const phase = bar.querySelector("[data-filter-phase]");
  const empty = document.querySelector("[data-filter-empty]");
  const asked = new URLSearchParams(location.search);
  let verdict = asked.get("show") ?? "all";

  function show() {
    for (const each of buttons) each.setAttribute("aria-pressed", String(each.dataset.filter === verdict));
    for (const check of checks) {
      const of = check.closest(".phase").dataset.phase;
      check.hidden = (verdict !== "all" && check.dataset.verdict !== verdict) || (phase.value !== "all" && of !== phase.value);
    }
    for (const each of document.querySelectorAll(".phase")) each.hidden = !each.querySelector(".check:not([hidden])");
    empty.hidden = checks.some((check) => !check.hidden);
    const address = new URL(location.href);
    for (const [key, value] of [["show", verdict], ["phase", phase.value]]) {
      if (value === "all") address.searchParams.delete(key);
      else address.searchParams.set(key, value);
    }
    if (address.href !== location.href) history.replaceState(null, "", address);
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      verdict = button.dataset.filter;
      show();
    });
  }
  phase.addEventListener("change", show);
  bar.hidden = false;
  if (asked.has("phase")) phase.value = asked.get("phase");
  if (phase.selectedIndex < 0) phase.value = "all";
  if (!buttons.some((each) => each.dataset.filter === verdict)) verdict = "all";
  show();

  return {
    showAll() {
      verdict = "all";
      phase.value = "all";
      show();
    },
  };
}
