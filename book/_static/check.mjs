// Check-yourself questions work without this: each answer opens its feedback. What a script adds is
// memory, in this browser alone: which answers were tried, and whether the right one is among them.
import { changed, remember, remembered } from "./memory.mjs";

for (const check of document.querySelectorAll("[data-dts-check]")) {
  const choices = [...check.querySelectorAll(".dts-choice")];
  const kind = check.querySelector(".dts-kind");
  const asked = kind.textContent;
  const paint = () => {
    const tried = remembered(check.id) ?? [];
    choices.forEach((choice, number) => choice.classList.toggle("dts-tried", tried.includes(number)));
    const right = choices.findIndex((choice) => choice.dataset.right === "yes");
    const done = tried.includes(right);
    check.classList.toggle("dts-done", done);
    const tries = tried.indexOf(right) + 1;
    kind.textContent = done ? `${asked} · right ${tries === 1 ? "at once" : `at try ${tries}`}` : asked;
    changed();
  };
  choices.forEach((choice, number) =>
    choice.addEventListener("toggle", () => {
      if (!choice.open) return;
      for (const other of choices) if (other !== choice) other.open = false; // where <details name> is not known
      const tried = remembered(check.id) ?? [];
      if (!tried.includes(number)) remember(check.id, [...tried, number]);
      paint();
    }),
  );
  check.addEventListener("dts-forgotten", () => {
    for (const choice of choices) choice.open = false;
    paint();
  });
  paint();
}
