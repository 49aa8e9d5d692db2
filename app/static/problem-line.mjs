// A problem as a line of a list, with a link to its section.
import { sectionOf } from "./steps.mjs";

export function problemLine({ field, message }) {
  const link = Object.assign(document.createElement("a"), { href: `#${sectionOf(field)}` });
  link.append(Object.assign(document.createElement("code"), { textContent: field }));
  const line = document.createElement("li");
  line.append(link, `: ${message}`);
  return line;
}
