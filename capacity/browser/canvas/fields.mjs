// One field of an inspector: shows a value as people write it, reads what is typed, says beside it what is wrong.
import { Wrong, readValue, writeValue } from "../drawing-amounts.mjs";
import { beyond } from "../drawing-checks.mjs";
import { html } from "./elements.mjs";

let count = 0;

function labelled(label, control, { wide = false } = {}) {
  const id = `ac-field-${(count += 1)}`;
  control.id = id;
  const problem = html("span", { className: "problem", id: `${id}-problem` });
  control.setAttribute("aria-describedby", problem.id);
  const root = html("div", { className: wide ? "ac-field ac-wide" : "ac-field" }, html("label", { htmlFor: id, textContent: label }), control, problem);
  const refuse = (message) => {
    problem.textContent = message;
    control.setAttribute("aria-invalid", String(Boolean(message)));
  };
  return { root, refuse };
}

/** `read(text)` gives the value or throws Wrong; `change(value)` may give a sentence that refuses it. */
function typed({ label, value, placeholder = "", read, change, wide, long }) {
  const control = html(long ? "textarea" : "input", { ...(long ? { rows: 2 } : { type: "text" }), value, placeholder, autocomplete: "off", spellcheck: false });
  const { root, refuse } = labelled(label, control, { wide });
  control.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !long) control.dispatchEvent(new Event("change"));
  });
  control.addEventListener("change", () => {
    try {
      refuse(change(read(control.value.trim())) || "");
    } catch (wrong) {
      if (!(wrong instanceof Wrong)) throw wrong;
      refuse(wrong.message.endsWith(".") || wrong.message.endsWith("?") ? wrong.message : `${wrong.message}.`);
    }
  });
  return root;
}

export const textField = (options) => typed({ read: (text) => text, ...options });

/** A value of the schema: `of` is its attribute (drawing-words.mjs). Empty means that nothing is said. */
export function valueField({ of, value, label, change }) {
  const example = of.example.slice(of.example.indexOf("=") + 1);
  return typed({
    label,
    value: value == null || value === of.usual ? "" : writeValue(of.is, value),
    placeholder: of.usual == null || of.usual === false ? `as in ${example}` : writeValue(of.is, of.usual),
    change,
    read(text) {
      if (!text) return of.usual;
      const found = readValue(of.is, of.is === "whole" ? text.replaceAll(",", "") : text);
      const wrong = beyond(of, found);
      if (wrong) throw new Wrong(`${label} ${wrong}`);
      return found;
    },
  });
}

export function countField({ label, value, limits, change }) {
  return typed({
    label, value: String(value), change,
    read(text) {
      const found = readValue("whole", text.replace(/^[x×]/, "") || "1");
      const wrong = beyond(limits, found);
      if (wrong) throw new Wrong(`${label} ${wrong}`);
      return found;
    },
  });
}

export function choiceField({ label, value, options, change, wide }) {
  const control = html("select", {}, ...options.map(([each, text]) => html("option", { value: each, textContent: text, selected: each === value })));
  const { root, refuse } = labelled(label, control, { wide });
  control.addEventListener("change", () => refuse(change(control.value) || ""));
  return root;
}

/** Boxes to tick; `chosen` is a list of values. */
export function ticks({ label, options, chosen, change, hint = "" }) {
  const inputs = options.map(([value, text]) => [html("input", { type: "checkbox", value, checked: chosen.includes(value) }), text]);
  const set = html("fieldset", { className: "ac-field ac-wide ac-ticks" }, html("legend", { textContent: label }), ...inputs.map(([input, text]) => html("label", {}, input, text)));
  if (hint) set.append(html("span", { className: "small quiet", textContent: hint }));
  set.addEventListener("change", () => change(inputs.filter(([input]) => input.checked).map(([input]) => input.value)));
  return set;
}

/** One of a few, all in sight. */
export function segments({ label, value, options, change }) {
  const name = `ac-segments-${(count += 1)}`;
  const set = html("fieldset", { className: "ac-field ac-wide ac-segments" }, html("legend", { textContent: label }), ...options.map(([each, text, title]) => html("label", { title: title ?? "" }, html("input", { type: "radio", name, value: each, checked: each === value }), html("span", { textContent: text }))));
  set.addEventListener("change", (event) => change(event.target.value));
  return set;
}
