// The side rail: the steps of the process, what each holds, and where in the page one is.
//
// Alt + Page Down and Alt + Page Up go on and back from anywhere, also out of a field. `show` is called
// with the answer and the problems that the server sees in it whenever either changes.
import { stepState } from "./steps.mjs";

const SAID = { filled: "filled", begun: "begun", empty: "empty", wrong: "something cannot be read" };
const BELOW = 160; // pixels from the top within which a step counts as the one that is read

export class Rail {
  constructor(nav, { main = document } = {}) {
    this.nav = nav;
    this.links = [...nav.querySelectorAll("[data-step]")];
    this.places = this.links.map((link) => main.querySelector(link.getAttribute("href")));
    this.links.forEach((link, at) => link.addEventListener("click", (event) => {
      event.preventDefault();
      this.go(at);
    }));
    main.addEventListener("keydown", (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || (event.key !== "PageDown" && event.key !== "PageUp")) return;
      event.preventDefault();
      this.go(this.at + (event.key === "PageDown" ? 1 : -1));
    });
    main.addEventListener("focusin", ({ target }) => {
      const at = this.places.findLastIndex((place) => place.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING || place.contains(target));
      if (at >= 0 && target.closest?.(".answer")) this.#here(at);
    });
    let due = 0;
    addEventListener("scroll", () => (due ||= requestAnimationFrame(() => { due = 0; this.#scrolled(); })), { passive: true });
    this.at = 0;
    this.#scrolled();
  }

  show(answer, problems) {
    for (const link of this.links) {
      const sections = link.dataset.sections.split(" ").filter(Boolean);
      if (!sections.length) continue;
      const { state, held } = stepState(sections, answer, problems);
      link.dataset.state = state;
      link.querySelector("[data-held]").textContent = held;
      link.querySelector("[data-said]").textContent = ` (${SAID[state]})`;
    }
  }

  /** To a step, with the keyboard too: its heading takes the focus and is read out. */
  go(at) {
    const to = Math.max(0, Math.min(this.places.length - 1, at));
    const heading = this.places[to].querySelector("h2");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    this.places[to].scrollIntoView({ block: "start" });
    history.replaceState(history.state, "", this.links[to].hash);
    this.#here(to);
  }

  #scrolled() {
    const passed = this.places.findLastIndex((place) => place.getBoundingClientRect().top <= BELOW);
    const end = innerHeight + scrollY >= document.documentElement.scrollHeight - 4;
    this.#here(end && scrollY > 0 ? this.places.length - 1 : Math.max(0, passed));
  }

  #here(at) {
    this.at = at;
    this.links.forEach((link, number) => {
      if (number === at) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    });
    const now = this.nav.querySelector("[data-now]");
    if (now) now.textContent = `Step ${at + 1} of ${this.links.length}: ${this.links[at].querySelector("[data-title]").textContent}`;
  }
}
