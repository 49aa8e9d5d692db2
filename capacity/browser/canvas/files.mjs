// Drawings in and out: as text, Mermaid and `diagrams` code (which the server writes and reads), as pictures.
import { write } from "../drawing-lines.mjs";
import { parse } from "../drawing-text.mjs";
import { drawingOf } from "./model.mjs";
import { download, pngFile, svgFile } from "./export.mjs";
import { button, html } from "./elements.mjs";

const TITLE = "Architecture";

/** What the menu "Export" offers. */
export function exporting(canvas) {
  const text = () => write(drawingOf(canvas.store.doc));
  const picture = () => svgFile(canvas.drawing, canvas.store.doc, TITLE);
  const converted = (to, name) => async () => {
    const answer = await convert(canvas, { text: text(), from: "text", to });
    if (answer.text !== undefined) download(name, answer.text, "text/plain");
    canvas.store.say(answer.text !== undefined ? `Saved as ${name}.` : answer.message);
  };
  const said = (name, save) => async () => {
    await save();
    canvas.store.say(`Saved as ${name}.`);
  };
  return [
    ["Picture (SVG)", said("architecture.svg", () => download("architecture.svg", picture().text, "image/svg+xml"))],
    ["Picture (PNG)", said("architecture.png", async () => download("architecture.png", await pngFile(picture()), "image/png"))],
    ["Text", said("architecture.txt", () => download("architecture.txt", text(), "text/plain"))],
    ["Mermaid", converted("mermaid", "architecture.mmd")],
    ["Python (diagrams)", converted("diagrams", "architecture.py")],
  ];
}

/** What the menu "Import" offers. */
export function importing(canvas) {
  return [
    ["Paste text or Mermaid…", () => ask(canvas)],
    ["Open a file…", () => {
      const file = html("input", { type: "file", accept: ".txt,.mmd,.mermaid,.md,text/plain" });
      file.addEventListener("change", async () => ask(canvas, await file.files[0]?.text()));
      file.click();
    }],
  ];
}

function ask(canvas, given = "") {
  const field = html("textarea", { className: "code", rows: 12, value: given, spellcheck: false, aria: { label: "Text or Mermaid" } });
  const problem = html("p", { className: "problem", aria: { role: "status" } });
  const dialog = html("dialog", { className: "ac-import", aria: { label: "Import a drawing" } },
    html("h2", { textContent: "Import a drawing" }), html("p", { className: "small quiet", textContent: "The text of a drawing, or a Mermaid flowchart. It takes the place of what is drawn; Undo brings that back." }), field, problem);
  const take = async () => {
    const read = await readAny(canvas, field.value);
    if (!read.drawing) {
      problem.textContent = read.message;
      return;
    }
    dialog.close();
    canvas.store.dispatch({ type: "load", doc: { ...read.drawing, places: {}, areas: {} } });
    canvas.fit();
    canvas.store.say(`Imported ${read.drawing.components.length} components.`);
  };
  dialog.append(html("p", { className: "actions" }, button("Import", take, { className: "first" }), button("Cancel", () => dialog.close())));
  dialog.addEventListener("close", () => dialog.remove());
  canvas.append(dialog);
  dialog.showModal();
  field.focus();
}

async function readAny(canvas, text) {
  if (!/^\s*(%%.*\n\s*|---[\s\S]*?---\s*)*(flowchart|graph)\b/.test(text)) {
    const { drawing, problems } = parse(text);
    return drawing ? { drawing } : { message: problems.slice(0, 3).map(({ line, message }) => `Line ${line}: ${message}`).join(" ") };
  }
  const answer = await convert(canvas, { text, from: "mermaid", to: "text" });
  return answer.text === undefined ? answer : parse(answer.text);
}

async function convert(canvas, body) {
  try {
    const response = await canvas.convert(body);
    const answer = await response.json();
    if (response.ok) return answer;
    return { message: answer.problems?.map((each) => `${each.field}: ${each.message}`).join(" ") ?? answer.say ?? "The server cannot read this." };
  } catch {
    return { message: "The server cannot be reached; it reads and writes this form." };
  }
}
