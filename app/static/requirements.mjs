// Requirements: free text, and beside it how each line reads: its kind, its target, what is still open in it.
import { element } from "./fields.mjs";
import { KINDS, readLines, unsaid, withKind, withLine } from "./requirement-lines.mjs";

export class Requirements {
  constructor(field, list, { section, suggests = true, changed }) {
    Object.assign(this, { field, list, section, suggests, changed });
    field.addEventListener("input", () => this.#show());
    this.#show();
  }

  get value() {
    return this.field.value;
  }

  set value(text) {
    this.field.value = text;
    this.#show();
  }

  #show() {
    const lines = readLines(this.field.value, this.section);
    this.list.replaceChildren(...lines.map((line) => this.#line(line)), ...(this.suggests ? [this.#more(lines)] : []));
  }

  #line(line) {
    const guess = KINDS[this.section].find(([kind]) => kind === line.kind)?.[1];
    const kind = element(
      "select",
      { label: `Kind of “${line.text.slice(0, 60)}”` },
      element("option", { value: "", textContent: line.isSaid ? "as it reads" : (guess ?? "other"), selected: !line.isSaid }),
      ...KINDS[this.section].map(([value, title]) => element("option", { value, textContent: title, selected: line.isSaid && value === line.kind })),
    );
    kind.addEventListener("change", () => {
      this.#write(withKind(this.field.value, line, kind.value, this.section));
      this.list.querySelectorAll("select")[this.#at(line)]?.focus();
    });
    const text = element("button", { type: "button", className: "read-line", textContent: line.text, title: "Go to this line" });
    text.addEventListener("click", () => this.#choose(line.start, line.end));
    const open = this.suggests && line.open ? element("span", { className: "quiet small", textContent: line.open }) : "";
    return element("li", { data: { kind: line.kind } }, kind, text, element("span", { className: "read-target" }, line.target ? element("span", { className: "num", textContent: line.target }) : "", " ", open));
  }

  #at = (line) => readLines(this.field.value, this.section).findIndex((each) => each.start === line.start);

  /** Beginnings of sentences about what was not mentioned; one may take them or not. */
  #more(lines) {
    const more = unsaid(lines, this.section).map(([, title, sentence]) => {
      const add = element("button", { type: "button", className: "chip", textContent: `+ ${title}`, title: sentence });
      add.addEventListener("click", () => {
        const { text, start, end } = withLine(this.field.value, sentence);
        this.#write(text);
        this.#choose(start, end);
      });
      return add;
    });
    return element("li", { className: "read-more" }, ...(more.length ? [element("span", { className: "quiet small", textContent: lines.length ? "Not mentioned:" : "Begin with:" }), ...more] : []));
  }

  #write(text) {
    this.field.value = text;
    this.#show();
    this.changed();
  }

  #choose(start, end) {
    this.field.focus();
    this.field.setSelectionRange(start, end);
  }
}
