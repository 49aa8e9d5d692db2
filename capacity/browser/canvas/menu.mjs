// Small things that open over the stage: a choice at an arrow, a menu, a field to rename in place.
import { button, html } from "./elements.mjs";

/** A few buttons at a point of the stage. `take` is told which; a letter of its own chooses as well. */
export function choices({ stage, at, title, options, take, leave, focus }) {
  const root = html("div", { className: "ac-menu ac-choices", aria: { role: "group", label: title } }, html("span", { className: "small quiet", textContent: title }));
  const close = () => root.remove();
  const done = (value) => {
    close();
    take(value);
  };
  root.append(...options.map(([value, text]) => button(text, () => done(value))));
  root.addEventListener("keydown", (event) => {
    const letter = event.key.toLowerCase();
    const option = options.find(([, text]) => text[0].toLowerCase() === letter);
    const buttons = [...root.querySelectorAll("button")];
    const here = buttons.indexOf(document.activeElement);
    if (event.key === "Escape") {
      close();
      leave?.();
    } else if (event.key === "ArrowRight" || event.key === "ArrowDown") buttons[(here + 1) % buttons.length].focus();
    else if (event.key === "ArrowLeft" || event.key === "ArrowUp") buttons[(here + buttons.length - 1) % buttons.length].focus();
    else if (option && !event.ctrlKey && !event.metaKey) done(option[0]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  place(root, stage, at);
  if (focus) root.querySelector("button").focus();
  return { root, close };
}

/** Put something over the stage, wholly inside it. */
export function place(root, stage, { x, y }) {
  stage.append(root);
  const left = Math.max(8, Math.min(x, stage.clientWidth - root.offsetWidth - 8));
  const top = Math.max(8, Math.min(y, stage.clientHeight - root.offsetHeight - 8));
  root.style.left = `${left}px`;
  root.style.top = `${top}px`;
}

/** A field over a name. `done(text)` is told once, null when it was left. */
export function renameField({ stage, rect, value, label, done }) {
  const field = html("input", { type: "text", value, className: "ac-rename", maxLength: 200, aria: { label } });
  let over = false;
  const end = (text) => {
    if (over) return;
    over = true;
    field.remove();
    done(text);
  };
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") end(field.value.trim());
    if (event.key === "Escape") end(null);
  });
  field.addEventListener("blur", () => end(field.value.trim()));
  stage.append(field);
  Object.assign(field.style, { left: `${rect.x}px`, top: `${rect.y}px`, width: `${Math.max(120, rect.w)}px` });
  field.select();
  field.focus();
}

/** A button that opens a list of things to do. */
export function menuButton(text, items) {
  const list = html("div", { className: "ac-menu", hidden: true });
  const opener = button(text, () => toggle(list.hidden), { ariaExpanded: "false" });
  opener.setAttribute("aria-haspopup", "true");
  const toggle = (open) => {
    list.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) list.querySelector("button").focus();
  };
  list.append(...items.map(([label, act]) => button(label, () => {
    toggle(false);
    opener.focus();
    act();
  })));
  const root = html("span", { className: "ac-menu-holder" }, opener, list);
  root.addEventListener("keydown", (event) => {
    const buttons = [...list.querySelectorAll("button")];
    const here = buttons.indexOf(document.activeElement);
    if (event.key === "Escape" && !list.hidden) {
      toggle(false);
      opener.focus();
    } else if (event.key === "ArrowDown" && !list.hidden) buttons[(here + 1) % buttons.length].focus();
    else if (event.key === "ArrowUp" && !list.hidden) buttons[(here + buttons.length - 1) % buttons.length].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  root.addEventListener("focusout", (event) => !root.contains(event.relatedTarget) && toggle(false));
  return root;
}
