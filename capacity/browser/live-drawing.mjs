// A drawing that is alive: the picture, its numbers under a load that can be moved, and faults to try.
// One front end for a kernel (anywidget) and for a page without one (host.mjs).
//
// The model holds `title`, `drawing` and `workload` (the JSON of capacity), `load` (times what the workload
// says), `faults` ([{kind, target}]), `schedule` (faults of a run, each with its time), `svg` (the picture; a page has it in its fallback already) and `board`
// (the address at which the drawing can be changed, or "").
import { html } from "./canvas/elements.mjs";
import { showBadges } from "./drawing-badges.mjs";
import { LivePanel } from "./live-panel.mjs";
import { partsTable } from "./live-parts.mjs";
import { LIVE_STYLE } from "./live-style.mjs";

const [WIDE, WIDEST] = [860, 1150]; // pixels of a picture

function render({ model, el, root = null }) {
  const picture = pictureOf(model, root);
  const parts = partsTable();
  const first = { load: model.get("load"), faults: model.get("faults") };
  const panel = new LivePanel({
    workload: model.get("workload"),
    factor: first.load,
    faults: first.faults,
    schedule: model.get("schedule"),
    onBadges: (badges) => showBadges(picture, badges),
    onChange({ factor, faults, hit, evaluation }) {
      parts.show(evaluation, hit.lost);
      tell(model, { load: factor, faults });
    },
  });
  const board = model.get("board");
  const view = html("div", { className: "dts-live dts-live-drawing", data: { lmSuppressShortcuts: "true" } });
  const shadow = view.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(LIVE_STYLE);
  shadow.adoptedStyleSheets = [sheet];
  panel.root.append(parts.root);
  const frame = html("div", { className: `picture${widthOf(picture)}`, tabIndex: 0, aria: { role: "group", label: "The drawing; scrolls" } }, picture);
  const more = html("p", { className: "scrolls small quiet", textContent: "The drawing goes on to the side: scroll it.", hidden: true });
  shadow.append(
    html("div", { className: "frame" },
      html("header", { className: "head" }, html("p", { className: "title", textContent: model.get("title") }), board ? html("a", { href: board, textContent: "Change it on the drawing board" }) : null),
      frame, more, panel.root));
  el.append(view);
  const watch = new ResizeObserver(() => (more.hidden = frame.scrollWidth <= frame.clientWidth + 1));
  watch.observe(frame);
  panel.drawing = model.get("drawing");
  const follow = () => {
    panel.factor = model.get("load");
    panel.faults = model.get("faults");
  };
  for (const each of ["change:load", "change:faults"]) model.on(each, follow);
  return () => {
    watch.disconnect();
    for (const each of ["change:load", "change:faults"]) model.off(each, follow);
  };
}

/** What moved in the page goes to the model: new values each time, so that they reach the other end. */
function tell(model, now) {
  let moved = false;
  for (const [name, value] of Object.entries(now)) {
    if (JSON.stringify(model.get(name)) === JSON.stringify(value)) continue;
    model.set(name, structuredClone(value));
    moved = true;
  }
  if (moved) model.save_changes();
}

/** Pictures that would be too small to read are left wider than their frame; live_markup.py says the same. */
function widthOf(picture) {
  const width = Number(picture.getAttribute("width"));
  return width > WIDEST ? " widest" : width > WIDE ? " wide" : "";
}

/** The picture of the page, or the one that the model brings. */
function pictureOf(model, root) {
  const there = root?.querySelector("svg.architecture");
  if (there) return there;
  const read = new DOMParser().parseFromString(model.get("svg"), "image/svg+xml");
  return document.importNode(read.documentElement, true);
}

export default { render };
