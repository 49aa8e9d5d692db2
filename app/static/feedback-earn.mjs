// The search for changes that would have earned more: begun when the page is read, watched until it is done.
// Each change that was found is named at the checks that it earns, too.

const EVERY = 700; // ms between two looks

export function watchSearch() {
  const panel = document.querySelector("#earn");
  if (!panel) return;
  if (panel.dataset.state === "none") begin(panel);
  else if (panel.dataset.state === "working") again(panel);
  else nameAtChecks(panel);
}

async function begin(panel) {
  const form = panel.querySelector("form");
  try {
    const started = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
    if (started.type === "opaqueredirect" || started.ok) look(panel);
  } catch {
    // the network is away: the button stays and does the same
  }
}

function again(panel) {
  setTimeout(() => look(panel), EVERY);
}

async function look(panel) {
  let fresh;
  try {
    const answer = await fetch(panel.dataset.url, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#earn");
  } catch {
    again(panel);
    return;
  }
  if (!fresh) return;
  panel.replaceWith(fresh);
  if (fresh.dataset.state === "working") again(fresh);
  else nameAtChecks(fresh);
}

function nameAtChecks(panel) {
  for (const each of panel.querySelectorAll("[data-earned]")) {
    for (const name of each.dataset.earned.split(" ")) {
      const help = document.querySelector(`#check-${CSS.escape(name)} .help`);
      if (!help) continue;
      const link = document.createElement("a");
      link.className = "chip proved";
      link.href = each.querySelector("a").href;
      link.textContent = `A change that earns it: +${each.dataset.points} in all`;
      help.prepend(link);
    }
  }
}
