// The API of an answer: rows of a table or an OpenAPI document, whichever was written last; the other is made from it.
//
// `value` is what a draft holds: a list of rows, or { openapi }, exactly as it was typed.
import { Endpoints } from "./endpoints.mjs";
import { Tabs, element } from "./fields.mjs";

export class ApiEditor {
  constructor(root, { convert, changed }) {
    Object.assign(this, { root, convert, changed });
    this.form = "rows";
    this.stuck = ""; // why the other form could not be made; until something is changed
    this.endpoints = new Endpoints(root.querySelector("table"), root.querySelector("[data-empty]"), () => this.#took("rows"));
    this.text = root.querySelector("[data-openapi]");
    this.problem = root.querySelector("[data-problem]");
    const panes = root.querySelectorAll("[data-pane]");
    this.tabs = new Tabs("API as", { Rows: panes[0], OpenAPI: panes[1] }, { leave: (from) => this.#turn(from) });
    this.note = element("span", { className: "small quiet" });
    root.querySelector("[data-tabs]").append(this.tabs.root, this.note);
    panes.forEach((pane, at) => pane.addEventListener("input", () => Object.assign(this, { form: at ? "openapi" : "rows", stuck: "" })));
    root.querySelector("[data-add]").addEventListener("click", () => {
      this.endpoints.add().querySelector("select").focus();
      this.#took("rows");
    });
  }

  get value() {
    return this.form === "openapi" ? { openapi: this.text.value } : this.endpoints.value;
  }

  set value(value) {
    const isText = typeof value?.openapi === "string";
    this.form = isText ? "openapi" : "rows";
    this.text.value = isText ? value.openapi : "";
    this.endpoints.value = isText ? [] : value;
    this.note.textContent = this.stuck = "";
    this.tabs.show(isText ? 1 : 0);
  }

  seen(problems) {
    const wrong = problems.filter(({ field }) => field.startsWith("api"));
    this.problem.textContent = wrong.map(sentence).join(" ") || this.stuck;
    this.text.setAttribute("aria-invalid", String(this.form === "openapi" && wrong.length > 0));
  }

  /** Before the other form is shown, it is made from the one that counts; a problem keeps one here. */
  async #turn(from) {
    const leaving = from === 0 ? "rows" : "openapi";
    if (this.form !== leaving) return true; // only looked at: what counts is on the other side as it was
    const isEmpty = leaving === "rows" ? this.endpoints.value.length === 0 : !this.text.value.trim();
    let made = leaving === "rows" ? { openapi: "" } : [];
    if (!isEmpty) {
      const { api, problems } = await this.convert(this.value);
      if (problems) {
        this.stuck = this.problem.textContent = problems.map(sentence).join(" ");
        return false;
      }
      made = api;
    }
    if (leaving === "rows") this.text.value = made.openapi;
    else this.endpoints.value = made;
    this.note.textContent = isEmpty ? "" : `Made from your ${leaving === "rows" ? "table" : "document"}. What you change here takes its place.`;
    return true;
  }

  #took(form) {
    Object.assign(this, { form, stuck: "" });
    this.changed();
  }
}

const sentence = ({ field, message }) => `${field.replace(/^api\[(\d+)\]\.?/, (_, at) => `Endpoint ${Number(at) + 1} `)}: ${message}`;
