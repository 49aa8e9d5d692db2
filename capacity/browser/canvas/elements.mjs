// Elements made in one line, of the page and of its pictures.
const SVG = "http://www.w3.org/2000/svg";

export function html(tag, { data = {}, aria = {}, on = {}, ...properties } = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  Object.assign(made.dataset, data);
  for (const [name, value] of Object.entries(aria)) made.setAttribute(name === "role" ? name : `aria-${name}`, value);
  for (const [type, listener] of Object.entries(on)) made.addEventListener(type, listener);
  made.append(...children.filter((each) => each != null));
  return made;
}

export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/** A glyph of 16 by 16, in strokes. */
export const glyph = (path, size = 16) => svg("svg", { viewBox: "0 0 16 16", width: size, height: size, class: "ac-glyph", "aria-hidden": "true" }, svg("path", { d: path }));

export const button = (text, onClick, properties = {}) => html("button", { type: "button", textContent: text, ...properties, on: { click: onClick } });
