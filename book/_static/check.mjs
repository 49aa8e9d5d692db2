// Check-yourself questions work without this: each answer opens its feedback. What a script adds is
// memory, in this browser alone: which answers were tried, and how many questions of the page are done.
const KEY = "dts-checks";
const read = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // storage is off: nothing is remembered
  }
};
const write = (all) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    // storage is off: nothing is remembered
  }
};

const checks = [...document.querySelectorAll("[data-dts-check]")];
for (const check of checks) {
  const choices = [...check.querySelectorAll(".dts-choice")];
  const paint = () => {
    const tried = read()[check.id] ?? [];
    choices.forEach((choice, number) => choice.classList.toggle("dts-tried", tried.includes(number)));
    const right = choices.findIndex((choice) => choice.dataset.right === "yes");
    const done = tried.includes(right);
    check.classList.toggle("dts-done", done);
    const kind = check.querySelector(".dts-kind");
    const tries = tried.indexOf(right) + 1;
    kind.textContent = done ? `Check yourself · right ${tries === 1 ? "at once" : `at try ${tries}`}` : "Check yourself";
  };
  choices.forEach((choice, number) =>
    choice.addEventListener("toggle", () => {
      if (!choice.open) return;
      for (const other of choices) if (other !== choice) other.open = false; // where <details name> is not known
      const all = read();
      const tried = all[check.id] ?? [];
      if (!tried.includes(number)) write({ ...all, [check.id]: [...tried, number] });
      paint();
    }),
  );
  paint();
}
