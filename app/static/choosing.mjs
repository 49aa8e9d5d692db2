// Two versions of a draft side by side, section by section: the person says which goes on.
import { NAMES, asText } from "./draft.mjs";

/** The names of the sections to take from the other version. `dialog` is the one of the workspace's page. */
export async function chooseBetween(dialog, mine, theirs, names) {
  dialog.querySelector("[data-sections]").replaceChildren(...names.map((name) => versions(name, mine[name], theirs[name])));
  const all = (which) => () => dialog.querySelectorAll(`input[value="${which}"]`).forEach((each) => (each.checked = true));
  dialog.querySelector('[data-all="mine"]').onclick = all("mine");
  dialog.querySelector('[data-all="theirs"]').onclick = all("theirs");
  dialog.oncancel = (event) => event.preventDefault(); // a choice is needed; nothing is lost meanwhile
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  return names.filter((name) => dialog.querySelector(`input[name="${name}"]:checked`).value === "theirs");
}

function versions(name, mine, theirs) {
  const made = document.createElement("fieldset");
  const option = (value, title, text, checked) => {
    const label = document.createElement("label");
    const radio = Object.assign(document.createElement("input"), { type: "radio", name, value, checked });
    const pre = Object.assign(document.createElement("pre"), { textContent: text });
    label.append(radio, ` ${title}`, pre);
    return label;
  };
  const legend = Object.assign(document.createElement("legend"), { textContent: NAMES[name] });
  const pair = document.createElement("div");
  pair.className = "versions";
  pair.append(option("mine", "From this page", asText(mine), true), option("theirs", "From the other", asText(theirs), false));
  made.append(legend, pair);
  return made;
}
