// Making elements, in one line each.

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A list to choose from: [{value, label}]. */
export function choice(label, options, chosen) {
  const made = element("select", { className: "dts-choose" }, ...options.map(({ value, label: text }) => element("option", { value, textContent: text })));
  made.setAttribute("aria-label", label);
  made.value = chosen;
  return made;
}
