// The workspace: an answer in its sections, kept while it is typed, read by the server, and handed in.
import { Autosave } from "./autosave.mjs";
import { chooseBetween } from "./choosing.mjs";
import { NAMES, SECTIONS, differing, isFilled, joining, same } from "./draft.mjs";
import { handingIn } from "./handing-in.mjs";
import { moment } from "./page.mjs";
import { problemLine } from "./problem-line.mjs";
import { Rail } from "./rail.mjs";
import { Sections } from "./sections.mjs";
import { stateOf } from "./steps.mjs";

const LOOK_AFTER = 250; // ms

const page = document.querySelector("#workspace");
const form = document.querySelector("#answer");
const $ = (selector, within = document) => within.querySelector(selector);
const data = (id) => JSON.parse($(`#${id}`).textContent);
const meta = $('meta[name="csrf-token"]');
const post = (url, body) => fetch(url, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": meta.content }, body: JSON.stringify(body) });
const sections = new Sections(form, { post, operations: data("operations"), suggests: Boolean($("#workload")), changed: () => changed() });
const rail = new Rail($("#rail"));
const saved = $("#saved");
let problemsSeen = [];

// --- keeping it -----------------------------------------------------------------------------------

const drafts = `draft:${page.dataset.who}:${page.dataset.slug}`;
const own = `${drafts}:${crypto.randomUUID?.() ?? Math.random()}`;
navigator.locks?.request(own, () => new Promise(() => {})); // held while the page lives: its copy is not taken up by others

const tabs = "BroadcastChannel" in window ? new BroadcastChannel(`draft:${page.dataset.slug}`) : null;

const autosave = new Autosave({
  url: page.dataset.save,
  version: Number(page.dataset.version),
  base: data("kept"),
  key: own,
  read: () => sections.value,
  token: (fresh) => (fresh ? (meta.content = fresh) : meta.content),
  storage: { getItem: (key) => localStorage.getItem(key), setItem: (key, text) => localStorage.setItem(key, text), removeItem: (key) => localStorage.removeItem(key), keys: () => Object.keys(localStorage) },
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
  conflict: (theirs, base) => bringTogether(theirs.answer, base),
});

function changed() {
  autosave.changed();
  tell();
  later();
}

form.addEventListener("keydown", (event) => {
  // Enter in a field ends what is typed there; only the button hands in.
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
});
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && autosave.leave());
addEventListener("pagehide", () => autosave.leave());
addEventListener("online", () => {
  autosave.settle();
  look();
});
tabs?.addEventListener("message", ({ data: told }) => {
  if (told.version !== autosave.version) saved.textContent = "Changed in another tab: type on, and both are brought together";
});

// --- another version ------------------------------------------------------------------------------

/** What only one of two versions changed since `base` is taken from it; where both did, the person chooses. */
async function bringTogether(theirs, base) {
  const mine = sections.value;
  const { take, ask } = joining(mine, theirs, base);
  const chosen = ask.length ? await chooseBetween($("#conflict"), mine, theirs, ask) : [];
  const from = [...take, ...chosen];
  if (from.length) sections.take(theirs, from);
  if (take.length) {
    $("#joined").textContent = `Brought over from another tab or browser: ${take.map((name) => NAMES[name]).join(", ")}. What you wrote here stays.`;
    $("#joined").hidden = false;
  }
  tell();
  look();
}

// --- what the server reads in it ------------------------------------------------------------------

let timer = 0;
let asked = 0;

function later() {
  clearTimeout(timer);
  timer = setTimeout(look, LOOK_AFTER);
}

async function look() {
  const turn = ++asked;
  try {
    const response = await post(page.dataset.look, { answer: sections.value });
    const found = await response.json();
    if (turn !== asked) return; // typed on: a later look is under way
    if (response.status === 400 && found.csrf_token) {
      meta.content = found.csrf_token;
      return look();
    }
    if (response.ok) seen(found);
  } catch {
    if (turn === asked) sections.drawing.unreached();
  }
}

function seen(found) {
  const { problems } = found;
  sections.seen(found);
  problemsSeen = problems;
  tell();
  const refused = $("#refused");
  if (!refused.hidden) {
    $("#refused-list").replaceChildren(...problems.map(problemLine));
    refused.hidden = !problems.length;
  }
  $("#hand-in-as-it-is").hidden = !problems.length;
}

/** Which sections are filled, how long the prose is, what handing in would mean. */
function tell() {
  const answer = sections.value;
  rail.show(answer, problemsSeen);
  sections.count();
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

handingIn(form, {
  saved,
  largest: Number(page.dataset.largest),
  answer: () => sections.value,
  fields: () => ({ answer: JSON.stringify(sections.value), version: autosave.version, csrf_token: meta.content }),
  async settled() {
    await autosave.settle();
    return !$("#conflict").open;
  },
});

// --- the start ------------------------------------------------------------------------------------

const draft = data("draft");
sections.value = draft;
if (same(draft, autosave.base)) autosave.base = sections.value; // the same, as the editors write it
seen(data("seen"));
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
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
  const { drawing } = sections;
  const live = new LivePanel({ workload: data("workload"), show: $("#workload").dataset.live, onBadges: (badges) => drawing.setBadges(badges) });
  const follow = () => (live.drawing = drawing.store.doc);
  drawing.canvas.after(live.root);
  drawing.store.addEventListener("change", follow);
  follow();
}
if ($("#workload")) liveNumbers();

// what a closed page typed last and could not save any more
const living = new Set((await navigator.locks?.query())?.held.map(({ name }) => name));
for (const left of autosave.left(living)) {
  if (!same(left.answer, sections.value) && differing(left.answer, sections.value).length) {
    const here = sections.value;
    sections.value = left.answer;
    if (left.version !== autosave.version || autosave.isDirty) await bringTogether(here, left.base);
    changed();
  }
  autosave.adopted(left);
}
