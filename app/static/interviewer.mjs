// The room of a person who interviews: what the candidate says and draws, what could be asked, ticks and remarks.
import { clock, marked, turn } from "./conversation.mjs";

const ASK_EVERY = 2_500; // ms
const $ = (selector) => document.querySelector(selector);
const lead = $("#lead");
const log = $("#talk-log");
const meta = $('meta[name="csrf-token"]');
let heard = { entries: 0, at: 0, seconds: 1 };
let heardAt = performance.now();
let chosen = { check: "", rung: "first" };

async function ask(url, body, again = true) {
  const response = await fetch(url, {
    method: body ? "POST" : "GET",
    headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": meta.content },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({}));
  if (response.status === 400 && answer.csrf_token && again) {
    meta.content = answer.csrf_token;
    return ask(url, body, false);
  }
  if (!response.ok) {
    $("#talk-state").textContent = [answer.say, answer.do].filter(Boolean).join(" ");
    return;
  }
  $("#talk-state").textContent = "";
  take(answer);
}

function take(state) {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  for (const line of state.said) {
    if (log.querySelector(`[data-number="${line.number}"]`)) continue;
    const made = turn(line);
    if (line.who === "you") made.querySelector("strong").textContent = "Candidate";
    log.append(made);
  }
  if (atEnd) log.scrollTop = log.scrollHeight;
  heard = state;
  heardAt = performance.now();
  const person = state.led_by === "person";
  $("#take-over").setAttribute("aria-pressed", String(person));
  $("#take-over").textContent = person ? "Give back to the rules" : "Take over from the rules";
  $("#picture").innerHTML = state.picture || '<p class="quiet empty">Nothing is drawn yet.</p>'; // drawn by the server from names that it escapes
  for (const [name, text] of Object.entries(state.work)) {
    const place = $(`[data-work="${name}"]`);
    if (place) place.textContent = text || "Nothing yet.";
  }
  for (const line of document.querySelectorAll("[data-check]")) {
    const share = state.shares[line.dataset.check];
    line.querySelector("[data-share]").textContent = share === undefined ? "" : `${Math.round(100 * share)} %`;
    const last = state.remarks.findLast((each) => each.tick && each.check === line.dataset.check);
    for (const each of line.querySelectorAll("[data-tick]")) each.setAttribute("aria-pressed", String(last?.tick === each.dataset.tick));
  }
  suggest(state.suggested);
  tick();
}

function suggest(all) {
  const list = $("#suggested");
  if (list.dataset.shown === JSON.stringify(all) || list.contains(document.activeElement)) return;
  list.dataset.shown = JSON.stringify(all);
  list.replaceChildren(
    ...all.map((each) => {
      const line = Object.assign(document.createElement("li"), { className: "sheet" });
      const button = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: "Take it" });
      button.addEventListener("click", () => {
        $("#words").value = each.text;
        chosen = { check: each.check, rung: each.rung || "first" };
        $("#words").focus();
      });
      line.append(Object.assign(document.createElement("p"), { textContent: each.text }));
      const under = Object.assign(document.createElement("p"), { className: "small quiet", textContent: `${each.rule} · ` });
      under.append(button);
      line.append(under);
      return line;
    }),
  );
}

function tick() {
  const at = Math.min(heard.seconds, heard.at + (heard.paused || heard.over ? 0 : (performance.now() - heardAt) / 1000));
  $("#left").textContent = clock(heard.seconds - at);
  const here = marked(document.querySelectorAll(".stage"), at);
  $("#hand").setAttribute("x", String((100 * at) / heard.seconds));
  $("#stage").textContent = heard.over ? "over" : heard.paused ? "paused" : (here?.dataset.title ?? "");
}
setInterval(tick, 1000);

async function poll() {
  try {
    await ask(`${lead.dataset.now}?after=${heard.entries}`);
  } catch {
    $("#talk-state").textContent = "Not connected; asked again soon.";
  }
  setTimeout(poll, ASK_EVERY);
}

$("#talk-say").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("#words").value.trim();
  if (!text) return;
  $("#words").value = "";
  if (event.submitter?.id === "remark") ask(lead.dataset.note, { text });
  else ask(lead.dataset.ask, { text, ...chosen });
  chosen = { check: "", rung: "first" };
});
$("#take-over").addEventListener("click", () => ask(lead.dataset.lead, { by: heard.led_by === "person" ? "rules" : "person" }));
for (const each of document.querySelectorAll("[data-tick]")) {
  each.addEventListener("click", () => ask(lead.dataset.note, { check: each.closest("[data-check]").dataset.check, tick: each.dataset.tick }));
}
take(JSON.parse($("#state").textContent));
poll();
lead.dataset.ready = "yes";
