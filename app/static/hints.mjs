// Hints beside the answer: the page of hints, fetched into the workspace when somebody opens them.

const beside = document.querySelector("[data-hints]");

function show(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("#hints");
  if (!fresh) return false;
  for (const heading of fresh.querySelectorAll("h2")) heading.replaceWith(Object.assign(document.createElement("h3"), { textContent: heading.textContent, id: heading.id }));
  const old = beside.querySelector("#hints, p");
  old.replaceWith(fresh);
  for (const form of fresh.querySelectorAll("form")) form.addEventListener("submit", buy);
  return true;
}

async function open() {
  try {
    const answer = await fetch(beside.dataset.hints, { headers: { Accept: "text/html" } });
    if (answer.ok) show(await answer.text());
  } catch {
    // the network is away: the link, or what was there before, stays
  }
}

async function buy(event) {
  event.preventDefault();
  const form = event.target;
  const section = form.closest("section").id;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "text/html" } });
    if (!answer.ok || !show(await answer.text())) throw new Error("not bought");
    const place = beside.querySelector(`#${section}`);
    const last = place.querySelector("ol:last-of-type li:last-child");
    if (last) {
      last.tabIndex = -1;
      last.focus(); // it is read aloud, and seen
    }
  } catch {
    form.submit();
  }
}

beside?.addEventListener("toggle", () => beside.open && open());
