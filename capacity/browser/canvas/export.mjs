// The drawing as a file: SVG that stands alone, and PNG made from it. No style sheet goes along: what it
// says is written into each element, and nothing is fetched.
import { bounds } from "./geometry.mjs";

const MARGIN = 24;
const KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "font-family", "font-size", "font-weight", "opacity", "paint-order", "text-anchor"];
const LEFT_OUT = ".ac-handle, .ac-focus, .ac-room, .ac-grip, .ac-above, .ac-none";

/** The text of an SVG file. */
export function svgFile(drawing, doc, title) {
  const all = bounds(doc, drawing.places) ?? { x: 0, y: 0, w: 100, h: 60 };
  const [wide, high] = [all.w + 2 * MARGIN, all.h + 2 * MARGIN];
  const copy = drawing.svg.cloneNode(true);
  const [shown, copied] = [drawing.svg.querySelectorAll("*"), copy.querySelectorAll("*")];
  const paper = getComputedStyle(drawing.svg).backgroundColor;
  shown.forEach((each, at) => copied[at].setAttribute("data-style", styleOf(each)));
  copy.querySelectorAll(LEFT_OUT).forEach((each) => each.remove());
  for (const each of copy.querySelectorAll("*")) {
    for (const pair of each.getAttribute("data-style")?.split("¦").filter(Boolean) ?? []) {
      const cut = pair.indexOf(":");
      each.setAttribute(pair.slice(0, cut), pair.slice(cut + 1));
    }
    for (const { name } of [...each.attributes]) if (/^(class|role|tabindex|data-|aria-|style)/.test(name)) each.removeAttribute(name);
  }
  const root = copy.querySelector("g");
  root.removeAttribute("transform");
  for (const { name } of [...copy.attributes]) copy.removeAttribute(name);
  for (const [name, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", viewBox: `${all.x - MARGIN} ${all.y - MARGIN} ${wide} ${high}`, width: wide, height: high })) copy.setAttribute(name, value);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ x: all.x - MARGIN, y: all.y - MARGIN, width: wide, height: high, fill: paper })) ground.setAttribute(name, value);
  const name = document.createElementNS("http://www.w3.org/2000/svg", "title");
  name.textContent = title;
  copy.prepend(name, ground);
  return { text: new XMLSerializer().serializeToString(copy), wide, high };
}

function styleOf(element) {
  const style = getComputedStyle(element);
  return KEPT.map((name) => [name, style.getPropertyValue(name)]).filter(([, value]) => value && value !== "normal").map(([name, value]) => `${name}:${value}`).join("¦");
}

/** A PNG of an SVG file, twice as large, so that it is sharp in a document. */
export async function pngFile({ text, wide, high }) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    await image.decode();
    const scale = Math.min(2, 8000 / Math.max(wide, high));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(wide * scale), height: Math.round(high * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

export function download(name, content, type) {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
