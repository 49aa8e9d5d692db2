// The interview beside the workspace: the conversation, the clock, notes, dictation, a lost connection.
//
// The server's clock decides. The page counts on from what it last heard, asks every few seconds, and keeps
// what was said while it could not ask; each thing said has a key, so that it is said once.
import { clock, marked, ReachedLater, turn } from "./conversation.mjs";

const ASK_EVERY = 2_500; // ms
const ASK_HIDDEN = 15_000;
const NEAR = 5 * 60; // seconds before the end

const $ = (selector) => document.querySelector(selector);
const talk = $("#talk");
const log = $("#talk-log");
const words = $("#words");
const meta = $('meta[name="csrf-token"]');
const said = $("#talk-state");
const later = new ReachedLater(`interview:${talk.dataset.number}`, localStorage);

let heard = { entries: 0, at: 0, seconds: 1, paused: false, stage: "" };
let heardAt = performance.now();
let stageSaid = "";

async function ask(url, method = "GET", body = undefined, again = true) {
  const response = await fetch(url, {
    method,
    headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": meta.content },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({}));
  if (response.status === 400 && answer.csrf_token && again) {
    meta.content = answer.csrf_token;
    return ask(url, method, body, false);
  }
  return { ok: response.ok, status: response.status, answer };
}

// --- what the server says --------------------------------------------------------------------------

function take(state) {
  if (state.over) return over();
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  for (const line of state.said) {
    if (log.querySelector(`[data-number="${line.number}"]`)) continue;
    if (line.who === "you") [...log.querySelectorAll(".waiting")].find((each) => each.dataset.text === line.text)?.remove();
    const made = turn(line);
    log.querySelector(".waiting") ? log.querySelector(".waiting").before(made) : log.append(made);
  }
  if (atEnd) log.scrollTop = log.scrollHeight;
  heard = { ...state, said: undefined };
  heardAt = performance.now();
  document.body.classList.toggle("is-paused", state.paused);
  const pause = $("#pause");
  if (pause) pause.textContent = state.paused ? "Go on" : "Pause";
  words.disabled = state.paused;
  tick();
}

let leaving = false;
function over() {
  if (leaving) return;
  leaving = true;
  later.clear();
  location.reload(); // the page is the debrief now
}

function tick() {
  const at = Math.min(heard.seconds, heard.at + (heard.paused ? 0 : (performance.now() - heardAt) / 1000));
  const left = heard.seconds - at;
  $("#left").textContent = clock(left);
  $("#left").toggleAttribute("data-near", left <= NEAR);
  const here = marked(document.querySelectorAll(".stage"), at);
  $("#hand").setAttribute("x", String((100 * at) / heard.seconds));
  $("#stage").textContent = heard.paused ? "paused" : (here?.dataset.title ?? "");
  if (here && here.dataset.stage !== stageSaid) {
    if (stageSaid) $("#clock-said").textContent = `${here.dataset.title}: ${Math.round(left / 60)} minutes left in all.`;
    stageSaid = here.dataset.stage;
  }
  if (left <= 0) poll();
}
setInterval(tick, 1000);

// --- asking, and saying ----------------------------------------------------------------------------

let asking = null;
let timer = 0;

function poll() {
  clearTimeout(timer);
  asking ??= (async () => {
    try {
      await sendWaiting();
      const { ok, answer } = await ask(`${talk.dataset.now}?after=${heard.entries}`);
      if (ok) {
        take(answer);
        said.textContent = "";
      }
    } catch {
      said.textContent = "Not connected. The clock runs on; what you say is kept and sent when it is back.";
    } finally {
      asking = null;
      timer = setTimeout(poll, document.hidden ? ASK_HIDDEN : ASK_EVERY);
    }
  })();
  return asking;
}

async function sendWaiting() {
  for (let next = later.first(); next; next = later.first()) {
    const { ok, status, answer } = await ask(talk.dataset.say, "POST", { ...next, after: heard.entries });
    if (status >= 500 || status === 429) throw new Error("busy");
    later.done(next.key);
    if (ok) take(answer);
    else if (status === 410) return over();
    else said.textContent = [answer.say, answer.do].filter(Boolean).join(" ");
  }
}

function speak(text) {
  const key = crypto.randomUUID();
  later.keep({ text, key });
  const made = turn({ who: "you", text, at: null });
  made.classList.add("waiting");
  made.dataset.text = text;
  log.append(made);
  log.scrollTop = log.scrollHeight;
  (asking ?? Promise.resolve()).then(poll);
}

$("#talk-say").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = words.value.trim();
  if (!text || words.disabled) return;
  words.value = "";
  speak(text);
});
words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $("#talk-say").requestSubmit();
});
addEventListener("online", poll);
document.addEventListener("visibilitychange", () => document.hidden || poll());

// --- notes, pause, a person who interviews, the end --------------------------------------------------

let notesTimer = 0;
$("#notes").addEventListener("input", () => {
  clearTimeout(notesTimer);
  later.note($("#notes").value);
  notesTimer = setTimeout(sendNotes, 800);
});
async function sendNotes() {
  try {
    const { ok } = await ask(talk.dataset.notes, "PUT", { notes: $("#notes").value });
    if (ok) later.note(null);
  } catch {
    notesTimer = setTimeout(sendNotes, 5_000);
  }
}
if (later.noted !== null) {
  $("#notes").value = later.noted;
  sendNotes();
}
$("#pause")?.addEventListener("click", async () => {
  await ask(talk.dataset.pause, "POST", {}).catch(() => {});
  poll();
});
$("#invite").addEventListener("click", async () => {
  const { ok, answer } = await ask(talk.dataset.link, "POST", {}).catch(() => ({ ok: false }));
  if (!ok) return;
  $("#invited").hidden = false;
  $("#link").value = answer.link;
  $("#link").select();
});
$("#finish").addEventListener("submit", (event) => {
  if (!confirm("End the interview now? What you have counts; nothing can be added afterwards.")) event.preventDefault();
  else event.target.elements.csrf_token.value = meta.content;
});

// --- dictation, where the browser does it on this machine ---------------------------------------------

// Asked only when somebody wants it: a browser without the service may not survive the question.
const Speech = window.SpeechRecognition;
const LANG = document.documentElement.lang || "en";

async function offerDictation() {
  const found = await Speech.available({ langs: [LANG], processLocally: true }).catch(() => "unavailable");
  if (found !== "available") {
    $("#dictation").replaceWith("This browser would send your voice elsewhere to have it written down, so dictation is not offered.");
    return;
  }
  const button = $("#dictate");
  const listening = Object.assign(new Speech(), { lang: LANG, continuous: true, interimResults: false, processLocally: true });
  listening.onresult = (event) => {
    for (const result of [...event.results].slice(event.resultIndex)) words.value = `${words.value} ${result[0].transcript}`.trim();
  };
  listening.onend = () => button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") === "true";
    on ? listening.stop() : listening.start();
    button.setAttribute("aria-pressed", String(!on));
  });
  button.hidden = false;
  $("#dictation").hidden = true;
  button.focus();
}
if (Speech?.available) {
  $("#dictation").hidden = false;
  $("#dictation").addEventListener("click", offerDictation);
}

// --- the start ----------------------------------------------------------------------------------------

take(JSON.parse($("#state").textContent));
for (const each of later.all()) {
  const made = turn({ who: "you", text: each.text, at: null });
  made.classList.add("waiting");
  made.dataset.text = each.text;
  log.append(made);
}
log.scrollTop = log.scrollHeight;
poll();
talk.dataset.ready = "yes";
