// The notebook of estimates: a line has a name, how it was found, and a value; what it comes to stands at its right.
//
// Lines that the exercise asks for are always there. Between them stand the learner's own: steps on the way,
// which later lines may name. Readings and remarks come from the server, by the place of the line.
import { element, moves, valueOf } from "./fields.mjs";

let made = 0;

export class Notebook {
  constructor(list, changed) {
    Object.assign(this, { list, changed });
    this.asked = [...list.children].map((line) => line.dataset.asked);
    for (const line of list.children) this.#fields(line, line.querySelector("[data-title]").textContent);
    list.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !event.target.matches("input")) return;
      event.preventDefault();
      this.add({}, event.target.closest("li")).querySelector("input").focus();
      this.changed();
    });
    this.#number();
  }

  get lines() {
    return [...this.list.children];
  }

  set value(rows) {
    const given = Array.isArray(rows) ? rows : [];
    for (const line of this.lines) {
      if (!line.dataset.asked) line.remove();
      else this.#fill(line, given.find((each) => each.name === line.dataset.asked) ?? {});
    }
    let after = null; // own lines stand where they stood: after the line before them
    for (const each of given) {
      const asked = this.lines.find((line) => line.dataset.asked === each.name);
      after = asked ?? this.add(each, after ?? "first");
    }
    this.#number();
  }

  get value() {
    return this.lines.map((line) => ({ line, ...this.#read(line) })).filter((each) => this.#isSaid(each)).map(({ line, ...each }) => each);
  }

  /** What the server found at each line of `value`. */
  seen(problems, readings = {}, remarks = {}) {
    let place = -1;
    for (const line of this.lines) {
      const each = this.#read(line);
      if (this.#isSaid({ line, ...each })) place += 1;
      const at = this.#isSaid({ line, ...each }) ? `estimates[${place}]` : "none";
      const wrong = problems.filter(({ field }) => field === at || field.startsWith(`${at}.`)).map(({ message }) => message).join(" ");
      const [read, ...beside] = (readings[at] ?? "").split(". ");
      const result = line.querySelector("[data-result]");
      result.textContent = !wrong && read ? `= ${read}` : "";
      const said = line.querySelector(".reading");
      said.textContent = [wrong, remarks[at], beside.join(". ")].filter(Boolean).join(" ");
      said.classList.toggle("problem", Boolean(wrong || remarks[at]));
      line.querySelector('[data-key="value"]').setAttribute("aria-invalid", String(Boolean(wrong)));
      line.querySelector('[data-key="working"]').setAttribute("aria-invalid", String(Boolean(remarks[at])));
      const take = line.querySelector("[data-take]");
      take.dataset.take = readings[`${at}.take`] ?? "";
      take.hidden = !take.dataset.take;
    }
  }

  /** A new line of the learner's own, at the end or after another one. */
  add(each = {}, after = null) {
    const name = element("input", { type: "text", value: each.name ?? "", data: { key: "name" }, label: "Name of this line", placeholder: "a name, as in users a day", autocomplete: "off", spellcheck: false });
    const line = element("li", { className: "line-of-notebook own-line" }, element("span", { className: "note-name" }, name));
    this.#fields(line, "your own line");
    this.#fill(line, each);
    line.querySelector(".moves").append(...moves(line, () => {
      this.#number();
      this.changed();
    }));
    if (after === "first") this.list.prepend(line);
    else if (after) after.after(line);
    else this.list.append(line);
    this.#number();
    return line;
  }

  #fields(line, title) {
    const number = (made += 1);
    const said = element("span", { className: "reading", id: `said-of-line-${number}` });
    const result = element("output", { className: "note-result num", id: `result-of-line-${number}`, data: { result: "" } });
    const described = { describedby: `${result.id} ${said.id}` };
    const working = element("input", { type: "text", data: { key: "working" }, label: `${title}: how you found it`, placeholder: line.dataset.asked ? "" : "a sum or a number", autocomplete: "off", spellcheck: false, aria: described });
    const value = element("input", { type: "text", data: { key: "value" }, label: `${title}: value with unit`, placeholder: line.dataset.asked ? "value with unit" : "", autocomplete: "off", spellcheck: false, aria: described });
    const take = element("button", { type: "button", className: "link small", textContent: "Take it", label: `${title}: take what the sum comes to as the value`, hidden: true, data: { take: "" } });
    take.addEventListener("click", () => {
      value.value = take.dataset.take;
      this.changed();
      value.focus();
    });
    line.append(
      element("span", { className: "note-working", data: { label: "How you found it" } }, working),
      element("span", { className: "note-value", data: { label: "Value with unit" } }, value),
      element("span", { className: "note-right" }, result, take),
      element("span", { className: "moves" }),
      said,
    );
  }

  #read = (line) => ({ name: line.dataset.asked ?? valueOf(line, "name"), value: valueOf(line, "value"), working: valueOf(line, "working") });

  #isSaid = ({ line, name, value, working }) => Boolean(value.trim() || working.trim() || (name.trim() && !line.dataset.asked));

  #fill(line, each) {
    line.querySelector('[data-key="value"]').value = each.value ?? "";
    line.querySelector('[data-key="working"]').value = each.working ?? "";
  }

  #number() {
    this.lines.forEach((line, at) => (line.dataset.number = at + 1));
  }
}
