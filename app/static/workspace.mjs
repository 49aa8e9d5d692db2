// The workspace: gathers the answer from its sections, keeps it, and shows what the server reads in it.
import { ApiEditor } from "./api-editor.mjs";
import { Autosave } from "./autosave.mjs";
import { NAMES, SECTIONS, asText, differing, isFilled, merged, same } from "./draft.mjs";
import { Notebook } from "./notebook.mjs";
import { Rail } from "./rail.mjs";
import { sectionOf, stateOf } from "./steps.mjs";
import { moment } from "./page.mjs";
import "./arch-editor.mjs";

const PROSE = ["functional", "non_functional", "deep_dives", "interface"];
const LOOK_AFTER = 250; // ms

const page = document.querySelector("#workspace");
const form = document.querySelector("#answer");
const $ = (selector, within = document) => within.querySelector(selector);
const data = (id) => JSON.parse($(`#${id}`).textContent);
const meta = $('meta[name="csrf-token"]');
const prose = Object.fromEntries(PROSE.map((name) => [name, $(`[data-prose="${name}"]`)]));
const ddl = $("[data-ddl]");
const drawing = $("arch-editor");
const post = (url, body) => fetch(url, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": meta.content }, body: JSON.stringify(body) });
drawing.convert = (body) => post(page.dataset.convert, body);
drawing.operations = data("operations");
const estimates = new Notebook($("#estimates-lines"), () => changed());
const api = new ApiEditor($('[data-editor="api"]'), { convert: otherForm, changed: () => changed() });
const rail = new Rail($("#rail"));
let problemsSeen = [];
let rest = {}; // parts of a draft that no field shows, such as entities: kept as they are

// --- the answer -----------------------------------------------------------------------------------

function read() {
  const answer = { ...rest.answer };
  for (const name of PROSE) answer[name] = prose[name].value;
  return {
    ...answer,
    estimates: estimates.value,
    api: api.value,
    data_model: { ...rest.data_model, ddl: ddl.value },
    architecture: drawing.value,
  };
}

function show(answer) {
  const lines = (value) => (Array.isArray(value) ? value.map((line) => `- ${line}`).join("\n") : (value ?? ""));
  for (const name of PROSE) prose[name].value = lines(answer[name]);
  estimates.value = Array.isArray(answer.estimates) ? answer.estimates : Object.entries(answer.estimates ?? {}).map(([name, each]) => (typeof each === "object" ? { name, ...each } : { name, value: String(each) }));
  api.value = answer.api;
  const model = typeof answer.data_model === "string" ? { ddl: answer.data_model } : (answer.data_model ?? {});
  ddl.value = model.ddl ?? "";
  drawing.value = answer.architecture;
  rest = { data_model: model };
  tell();
}

// --- keeping it -----------------------------------------------------------------------------------

const saved = $("#saved");
const tabs = "BroadcastChannel" in window ? new BroadcastChannel(`draft:${page.dataset.slug}`) : null;

const autosave = new Autosave({
  url: page.dataset.save,
  version: Number(page.dataset.version),
  key: `draft:${page.dataset.who}:${page.dataset.slug}`,
  read,
  token: (fresh) => (fresh ? (meta.content = fresh) : meta.content),
  storage: localStorage,
  request: (...args) => fetch(...args),
  say(state, what) {
    saved.dataset.state = state;
    if (state === "saved") {
      saved.textContent = `Saved ${moment(what)}`;
      tabs?.postMessage({ version: autosave.version });
    } else if (state === "saving") saved.textContent = "Saving…";
    else if (state === "offline") saved.textContent = "Not connected: kept in this browser, saved when it is back";
    else saved.textContent = `Not saved: ${what} It is kept in this browser.`;
  },
  conflict: ask,
});

function changed() {
  autosave.changed();
  tell();
  later();
}

form.addEventListener("input", changed);
form.addEventListener("change", (event) => event.target.matches("arch-editor, select") && changed());
$('[data-add="estimates"]').addEventListener("click", () => {
  estimates.add().querySelector("input").focus();
  tell();
});
form.addEventListener("keydown", (event) => {
  // Enter in a field ends what is typed there; only the button hands in.
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
});
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && autosave.leave());
addEventListener("pagehide", () => autosave.leave());
addEventListener("online", () => {
  autosave.save();
  look();
});
tabs?.addEventListener("message", ({ data: told }) => {
  if (told.version !== autosave.version) saved.textContent = "Changed in another tab: reload to see it, or type on and choose";
});

// --- another version ------------------------------------------------------------------------------

/** Show both versions of each section that differs; resolves when the person has chosen. */
async function ask(theirs) {
  const mine = read();
  const names = differing(mine, theirs.answer);
  if (!names.length) return;
  const dialog = $("#conflict");
  $("#conflict-sections").replaceChildren(...names.map((name) => versions(name, mine[name], theirs.answer[name])));
  const all = (which) => () => dialog.querySelectorAll(`input[value="${which}"]`).forEach((each) => (each.checked = true));
  $("#all-mine").onclick = all("mine");
  $("#all-theirs").onclick = all("theirs");
  dialog.oncancel = (event) => event.preventDefault(); // a choice is needed; nothing is lost meanwhile
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  show(merged(mine, theirs.answer, names.filter((name) => dialog.querySelector(`input[name="${name}"]:checked`).value === "theirs")));
  look();
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

// --- what the server reads in it ------------------------------------------------------------------

let timer = 0;
let asked = 0;

function later() {
  clearTimeout(timer);
  timer = setTimeout(look, LOOK_AFTER);
}

/** The API as the other form: { api }, or { problems } that keep it from being one. */
async function otherForm(value) {
  try {
    const response = await post($('[data-editor="api"]').dataset.convert, { answer: { api: value } });
    const found = await response.json();
    if (response.ok || found.problems) return found;
    return { problems: [{ field: "api", message: [found.say, found.do].filter(Boolean).join(" ") }] };
  } catch {
    return { problems: [{ field: "api", message: "The other form is made by the server, and there is no connection." }] };
  }
}

async function look() {
  const turn = ++asked;
  try {
    const response = await post(page.dataset.look, { answer: read() });
    const found = await response.json();
    if (turn !== asked) return; // typed on: a later look is under way
    if (response.status === 400 && found.csrf_token) {
      meta.content = found.csrf_token;
      return look();
    }
    if (response.ok) seen(found);
  } catch {
    if (turn === asked) drawing.unreached();
  }
}

function seen({ problems, readings, remarks, ...drawn }) {
  drawing.show({ ...drawn, problems });
  const of = (field) => problems.filter((each) => each.field === field || each.field.startsWith(`${field}.`) || each.field.startsWith(`${field} `)).map((each) => each.message).join(" ");
  estimates.seen(problems, readings, remarks);
  api.seen(problems);
  for (const name of [...PROSE, "data_model"]) {
    const wrong = of(name);
    $(`[data-problem="${name}"]`).textContent = wrong;
    (prose[name] ?? ddl).setAttribute("aria-invalid", String(!!wrong));
  }
  problemsSeen = problems;
  tell();
  const refused = $("#refused");
  if (!refused.hidden) {
    $("#refused-list").replaceChildren(...problems.map(problemLine));
    refused.hidden = !problems.length;
  }
  $("#hand-in-as-it-is").hidden = !problems.length;
}

function problemLine({ field, message }) {
  const link = Object.assign(document.createElement("a"), { href: `#${sectionOf(field)}` });
  link.append(Object.assign(document.createElement("code"), { textContent: field }));
  const line = document.createElement("li");
  line.append(link, `: ${message}`);
  return line;
}

/** Which sections are filled, how long the prose is, what handing in would mean. */
function tell() {
  const answer = read();
  rail.show(answer, problemsSeen);
  for (const name of PROSE) {
    const words = prose[name].value.trim().split(/\s+/).filter(Boolean).length;
    $(`[data-words="${name}"]`).textContent = words ? `${words} word${words === 1 ? "" : "s"}` : "";
  }
  $("#check-list").replaceChildren(...SECTIONS.map((name) => checkLine(name, stateOf(name, answer, problemsSeen))));
  const empty = SECTIONS.filter((name) => !isFilled(answer[name])).map((name) => NAMES[name]);
  $("#before-hand-in").textContent = empty.length === SECTIONS.length ? "Nothing is filled yet." : empty.length ? `Still empty: ${empty.join(", ")}.` : "Every section is filled.";
}

function checkLine(name, { filled, wrong, held }) {
  const link = Object.assign(document.createElement("a"), { href: `#${name}`, textContent: NAMES[name] });
  const line = document.createElement("li");
  line.dataset.state = wrong ? "wrong" : filled ? "filled" : "empty";
  line.append(link, Object.assign(document.createElement("span"), { className: "quiet small", textContent: held }));
  return line;
}

// --- handing in -----------------------------------------------------------------------------------

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const asItIs = event.submitter?.id === "hand-in-as-it-is";
  if (!navigator.onLine) {
    saved.dataset.state = "offline";
    saved.textContent = "Not connected: hand in when it is back; your answer is kept in this browser";
    return;
  }
  $("#hand-in").disabled = true;
  await autosave.settle();
  if ($("#conflict").open) {
    $("#hand-in").disabled = false;
    return;
  }
  form.elements.answer.value = JSON.stringify(read());
  form.elements.version.value = autosave.version;
  form.elements.csrf_token.value = meta.content;
  form.elements.as_it_is.value = asItIs ? "yes" : "";
  if (new URLSearchParams(new FormData(form)).toString().length > Number(page.dataset.largest)) {
    refuse([tooLarge()]);
    return;
  }
  form.submit();
});

/** The page stays as it is, with what is wrong on top of the form. */
function refuse(problems) {
  $("#refused-list").replaceChildren(...problems.map(problemLine));
  $("#refused").hidden = false;
  $("#refused").scrollIntoView({ block: "center" });
  $("#hand-in").disabled = false;
}

/** An answer that the server would not take: the section that holds most of it. */
function tooLarge() {
  const sizes = Object.entries(read()).map(([name, value]) => [JSON.stringify(value).length, name]);
  const [size, field] = sizes.sort(([one], [other]) => other - one)[0];
  return { field, message: `holds ${(size / 1e6).toFixed(1)} million characters, and the server takes about one million of an answer. Shorten it; nothing is lost.` };
}
addEventListener("pageshow", () => ($("#hand-in").disabled = false));

// --- the start ------------------------------------------------------------------------------------

const draft = data("draft");
show(draft);
seen(data("seen"));
const kept = autosave.kept();
if (kept && !same(kept.answer, draft) && differing(kept.answer, draft).length) {
  if (kept.version === autosave.version) {
    show(kept.answer); // typed here last and not saved any more
    changed();
  } else {
    const both = { version: autosave.version, answer: draft };
    show(kept.answer);
    ask(both).then(changed);
  }
}
if (location.hash) document.querySelector(CSS.escape ? `#${CSS.escape(location.hash.slice(1))}` : location.hash)?.scrollIntoView();
page.dataset.ready = "yes";

// --- the drawing under its load: loaded once the page can be typed in ------------------------------

async function liveNumbers(again = 0) {
  let LivePanel;
  try {
    ({ LivePanel } = await import(`../formulas/parts/live-panel.mjs${again ? `?again=${again}` : ""}`)); // a browser remembers by address what failed
  } catch {
    addEventListener("online", () => liveNumbers(again + 1), { once: true }); // the network was cut: the page works without, and asks again
    return;
  }
  const live = new LivePanel({ workload: data("workload"), show: $("#workload").dataset.live, onBadges: (badges) => drawing.setBadges(badges) });
  const follow = () => (live.drawing = drawing.store.doc);
  drawing.canvas.after(live.root);
  drawing.store.addEventListener("change", follow);
  follow();
}
if ($("#workload")) liveNumbers();
