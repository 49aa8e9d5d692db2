// Turns a question with a folded answer into one that can be answered. Feedback is taken from the fold.
import { judgeMatch, judgeNumber, judgeOrder, judgeSeveral } from "./judge.mjs";
import { changed, remember, remembered } from "./memory.mjs";
import { Unreadable } from "./reading.mjs";

const made = (tag, attributes = {}, ...inside) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
};

/** The controls of each kind: `ask` puts them into the question, `judge` returns { marks, said, slip }. */
const KINDS = {
  several: {
    ask(quiz) {
      for (const item of items(quiz)) {
        const label = made("label", {}, made("input", { type: "checkbox" }), item.querySelector(".dts-item"));
        item.prepend(label);
      }
    },
    judge(quiz) {
      const all = items(quiz);
      const marked = all.flatMap((item, number) => (item.querySelector("input").checked ? [number] : []));
      return { marks: judgeSeveral(all.map((item) => item.dataset.right === "yes"), marked) };
    },
  },
  order: {
    ask(quiz) {
      for (const item of items(quiz)) {
        const name = item.textContent.trim();
        const up = made("button", { type: "button", "aria-label": `Up: ${name}` }, "↑");
        const down = made("button", { type: "button", "aria-label": `Down: ${name}` }, "↓");
        const move = (button, to) => {
          if (to) to();
          button.focus();
          say(quiz, `${name}: place ${items(quiz).indexOf(item) + 1} of ${items(quiz).length}`);
        };
        up.addEventListener("click", () => move(up, item.previousElementSibling && (() => item.previousElementSibling.before(item))));
        down.addEventListener("click", () => move(down, item.nextElementSibling && (() => item.nextElementSibling.after(item))));
        item.prepend(made("span", { class: "dts-moves" }, up, down));
      }
    },
    judge: (quiz) => ({ marks: judgeOrder(items(quiz).map((item) => Number(item.dataset.item))) }),
  },
  match: {
    ask(quiz) {
      const halves = [...quiz.querySelectorAll(".dts-halves li")].map((each) => each.textContent);
      quiz.querySelector(".dts-halves").remove();
      for (const item of items(quiz)) {
        const select = made("select", {}, made("option", { value: "" }, "choose …"), ...halves.map((each) => made("option", { value: each }, each)));
        item.prepend(made("label", {}, item.querySelector(".dts-item"), select));
      }
    },
    judge(quiz) {
      const all = items(quiz);
      return { marks: judgeMatch(all.map((item) => item.dataset.half), all.map((item) => item.querySelector("select").value)) };
    },
  },
  number: {
    ask(quiz) {
      const { unit } = JSON.parse(quiz.querySelector("script").textContent);
      const wanted = unit === "1" ? "number" : "number, with its unit";
      const field = made("input", { type: "text", class: "dts-reckoned", "aria-label": `Your ${wanted}`, placeholder: `a ${wanted}`, autocomplete: "off", "data-lm-suppress-shortcuts": "true" });
      field.addEventListener("keydown", (event) => event.key === "Enter" && quiz.querySelector(".dts-ask").click());
      quiz.querySelector(".dts-folded").before(field);
    },
    judge(quiz) {
      const field = quiz.querySelector(".dts-reckoned");
      try {
        const found = judgeNumber(JSON.parse(quiz.querySelector("script").textContent), field.value);
        return { marks: [found.right], said: found.said, slip: found.right ? 0 : found.slip + 1 };
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        return { unread: true, marks: [false], said: error.message };
      }
    },
  },
};

const items = (quiz) => [...quiz.querySelectorAll(".dts-items > li")];
const say = (quiz, text) => (quiz.querySelector(".dts-verdict").textContent = text);
const feedback = (quiz, number) => quiz.querySelector(`.dts-folded [data-of="${number}"] .dts-feedback`)?.cloneNode(true);

function clear(quiz) {
  for (const each of quiz.querySelectorAll(":scope > .dts-feedback, .dts-items .dts-feedback")) each.remove();
  for (const each of items(quiz)) delete each.dataset.mark;
}

/** Marks and feedback beside what was answered, and the verdict in a sentence. */
function show(quiz, found) {
  clear(quiz);
  const right = found.marks.filter(Boolean).length;
  const done = right === found.marks.length;
  if (quiz.dataset.dtsQuiz === "number") {
    const why = done || found.slip > 0 ? feedback(quiz, found.slip) : null;
    if (why) {
      why.dataset.right = done ? "yes" : "no";
      quiz.querySelector(".dts-folded").before(why);
    }
    say(quiz, found.said || (done ? "Right." : "Not quite."));
    return done;
  }
  items(quiz).forEach((item, number) => {
    item.dataset.mark = found.marks[number] ? "yes" : "no";
    const why = feedback(quiz, item.dataset.item);
    if (quiz.dataset.dtsQuiz !== "several" && !found.marks[number] && !done) return; // the right place stays to be found
    if (why) item.append(why);
  });
  say(quiz, done ? "Right." : `${right} of ${found.marks.length} ${quiz.dataset.dtsQuiz === "order" ? "stand where they belong" : "are right"}.`);
  return done;
}

for (const quiz of document.querySelectorAll("[data-dts-quiz]")) {
  const kind = KINDS[quiz.dataset.dtsQuiz];
  const head = quiz.querySelector(".dts-kind");
  const asked = head.textContent;
  const paint = () => {
    const { tries = 0, right = false } = remembered(quiz.id) ?? {};
    quiz.classList.toggle("dts-done", right);
    head.textContent = right ? `${asked} · right ${tries === 1 ? "at once" : `at try ${tries}`}` : asked;
    changed();
  };
  const ask = made("button", { type: "button", class: "dts-ask" }, "Check");
  const verdict = made("p", { class: "dts-verdict", role: "status" });
  quiz.querySelector(".dts-folded").before(made("div", { class: "dts-asking" }, ask, verdict));
  kind.ask(quiz);
  const asking = quiz.querySelector(".dts-asking");
  quiz.querySelector(".dts-folded").before(asking);
  ask.addEventListener("click", () => {
    const found = kind.judge(quiz);
    const done = show(quiz, found);
    const before = remembered(quiz.id) ?? { tries: 0, right: false };
    if (!before.right && !found.unread) remember(quiz.id, { tries: before.tries + 1, right: done });
    paint();
  });
  quiz.addEventListener("dts-forgotten", () => {
    clear(quiz);
    say(quiz, "");
    quiz.querySelector(".dts-folded").open = false;
    paint();
  });
  paint();
}
