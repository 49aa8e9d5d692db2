// The bar over the canvas: what is done with the whole drawing.
import { button, html } from "./elements.mjs";
import { KEYS } from "./keyboard.mjs";
import { menuButton } from "./menu.mjs";
import { exporting, importing } from "./files.mjs";

export function toolbar(canvas) {
  const undo = button("Undo", () => canvas.undo());
  const redo = button("Redo", () => canvas.redo());
  const several = button("Select several", () => {
    canvas.pointer.marquee = !canvas.pointer.marquee;
    several.setAttribute("aria-pressed", String(canvas.pointer.marquee));
  }, { ariaPressed: "false", title: "Drag a band around boxes (also Shift and drag)" });
  const whole = button("Full size", () => canvas.toggleWhole());
  const add = button("Add", () => canvas.openPicker(null), { className: "ac-add" });
  const help = html("details", { className: "ac-help" }, html("summary", { textContent: "Keys", title: "What the keys do" }), html("dl", { className: "ac-menu", tabIndex: 0 }, ...KEYS.flatMap(([keys, what]) => [html("dt", {}, html("kbd", { textContent: keys })), html("dd", { textContent: what })])));
  help.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      help.open = false;
      help.querySelector("summary").focus();
    }
  });
  const zoom = html("span", { className: "ac-together ac-zoom", aria: { role: "group", label: "Zoom" } },
    button("−", () => canvas.viewport.zoom(0.8), { ariaLabel: "Smaller" }), button("Fit", () => canvas.fit(), { title: "See all of it" }), button("+", () => canvas.viewport.zoom(1.25), { ariaLabel: "Larger" }));
  const root = html("div", { className: "ac-bar", aria: { role: "group", label: "Drawing" } },
    add, html("span", { className: "ac-together" }, undo, redo),
    menuButton("Lay out", [["From left to right", () => canvas.arrange("right")], ["From top to bottom", () => canvas.arrange("down")]]),
    several, zoom, html("span", { className: "grow" }),
    menuButton("Import", importing(canvas)), menuButton("Export", exporting(canvas)), help, whole);
  canvas.addEventListener("ac-band-done", () => several.setAttribute("aria-pressed", "false"));
  return {
    root,
    help,
    update() {
      undo.disabled = !canvas.store.canUndo;
      redo.disabled = !canvas.store.canRedo;
      whole.textContent = canvas.whole ? "Back to the page" : "Full size";
    },
  };
}
