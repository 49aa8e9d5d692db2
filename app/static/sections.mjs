// The sections of an answer and their editors, as one value: to be mounted wherever an answer is written.
//
// `root` holds the markup of templates/practice/sections.html. `value` is the answer, section by section, as it
// was typed; `changed` is called on every change; `seen` shows what the server reads in it.
import { ApiEditor } from "./api-editor.mjs";
import "./arch-editor.mjs";
import { flowButtons } from "./data-flow.mjs";
import { DataModel } from "./data-model.mjs";
import { Notebook } from "./notebook.mjs";
import { Requirements } from "./requirements.mjs";
import { TradeOffs } from "./trade-offs.mjs";

const PROSE = ["functional", "non_functional", "deep_dives", "interface"];
const asText = (value) => (Array.isArray(value) ? value.map((line) => `- ${line}`).join("\n") : (value ?? ""));
const asRows = (value) => (Array.isArray(value) ? value : Object.entries(value ?? {}).map(([name, each]) => (typeof each === "object" ? { name, ...each } : { name, value: String(each) })));

export class Sections {
  constructor(root, { post, operations, suggests = true, changed }) {
    const $ = (selector) => root.querySelector(selector);
    Object.assign(this, { root, changed, words: Object.fromEntries(PROSE.map((name) => [name, $(`[data-prose="${name}"]`)])) });
    const requirements = (section) => new Requirements(this.words[section], $(`#${section}-lines`), { section, suggests, changed });
    this.drawing = $("arch-editor");
    this.drawing.convert = (body) => post(this.drawing.dataset.convert, body);
    this.drawing.operations = operations;
    const api = $('[data-editor="api"]');
    this.editors = {
      functional: requirements("functional"),
      non_functional: requirements("non_functional"),
      estimates: new Notebook($("#estimates-lines"), changed),
      api: new ApiEditor(api, { convert: (value) => otherForm(() => post(api.dataset.convert, { answer: { api: value } })), changed }),
      data_model: new DataModel($('[data-editor="data_model"]'), { changed }),
      architecture: this.drawing,
      deep_dives: new TradeOffs($('[data-editor="deep_dives"]'), { changed }),
      interface: this.words.interface,
    };
    const flows = $("[data-flows]");
    if (flows) flowButtons(flows, { operations, field: this.words.interface, drawing: () => this.drawing.store.doc, changed });
    root.addEventListener("input", changed);
    root.addEventListener("change", (event) => event.target.matches("arch-editor, select") && changed());
    $('[data-add="estimates"]').addEventListener("click", () => this.editors.estimates.add().querySelector("input").focus());
  }

  get value() {
    return Object.fromEntries(Object.entries(this.editors).map(([name, editor]) => [name, editor.value]));
  }

  set value(answer) {
    this.take(answer, Object.keys(this.editors));
  }

  /** Only these sections of an answer: the others keep their place and their undo. */
  take(answer, names) {
    for (const name of names) this.editors[name].value = PROSE.includes(name) ? asText(answer[name]) : name === "estimates" ? asRows(answer[name]) : answer[name];
  }

  seen({ problems, readings, remarks, tables, ...drawn }) {
    const { estimates, api, data_model: model } = this.editors;
    this.drawing.show({ ...drawn, problems });
    estimates.seen(problems, readings, remarks);
    api.seen(problems);
    model.seen(problems, tables);
    for (const name of PROSE) {
      const wrong = problems.filter(({ field }) => field === name || field.startsWith(`${name}.`) || field.startsWith(`${name} `)).map(({ message }) => message).join(" ");
      this.root.querySelector(`[data-problem="${name}"]`).textContent = wrong;
      this.words[name].setAttribute("aria-invalid", String(Boolean(wrong)));
    }
  }

  /** How long the prose is. */
  count() {
    for (const name of PROSE) {
      const words = this.words[name].value.trim().split(/\s+/).filter(Boolean).length;
      this.root.querySelector(`[data-words="${name}"]`).textContent = words ? `${words} word${words === 1 ? "" : "s"}` : "";
    }
  }
}

/** The API as the other form: { api }, or { problems } that keep it from being one. */
async function otherForm(ask) {
  try {
    const response = await ask();
    const found = await response.json();
    if (response.ok || found.problems) return found;
    return { problems: [{ field: "api", message: [found.say, found.do].filter(Boolean).join(" ") }] };
  } catch {
    return { problems: [{ field: "api", message: "The other form is made by the server, and there is no connection." }] };
  }
}
