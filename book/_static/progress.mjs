// How many questions of a page are done: above its first section, and beside its name in the contents.
import { forget, read, remember } from "./memory.mjs";

const KEY = "dts-progress";
const page = location.pathname.split("/").at(-1) || "index.html";
const checks = [...document.querySelectorAll(".dts-check")];
let line = null;

function beside() {
  const all = read(KEY);
  for (const link of document.querySelectorAll(".bd-sidebar-primary a.reference.internal")) {
    const [done, of] = all[new URL(link.href).pathname.split("/").at(-1)] ?? [0, 0];
    let mark = link.querySelector(".dts-progress-mark");
    if (!done && !mark) continue;
    if (!mark) {
      mark = document.createElement("span");
      mark.className = "dts-progress-mark";
      link.append(" ", mark);
    }
    mark.textContent = done ? `${done}/${of}` : "";
    mark.title = done ? `${done} of ${of} questions right` : "";
  }
}

function count() {
  if (checks.length) {
    const done = checks.filter((each) => each.classList.contains("dts-done")).length;
    remember(page, [done, checks.length], KEY);
    line.querySelector("span").textContent = done ? `${done} of ${checks.length} questions right. ` : `${checks.length} questions to check yourself. `;
    line.querySelector("button").hidden = !done;
  }
  beside();
}

if (checks.length) {
  line = document.createElement("p");
  line.className = "dts-progress";
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = "Forget my answers on this page";
  again.addEventListener("click", () => {
    forget(checks.map((each) => each.id));
    for (const each of checks) each.dispatchEvent(new CustomEvent("dts-forgotten"));
    count();
  });
  line.append(document.createElement("span"), again);
  document.querySelector(".bd-article h1")?.after(line);
}
document.addEventListener("dts-answered", count);
count();
