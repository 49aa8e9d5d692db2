// The progress of a regrade: asked once a second until it is over, then the page shows itself anew.
const box = document.querySelector("#regrade:not([data-over])");

async function look() {
  try {
    const response = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
    const now = await response.json();
    box.querySelector("[data-done]").textContent = now.done + now.failed;
    box.querySelector("progress").value = now.share;
    if (now.over) return location.reload();
  } catch {
    // the server is away for a moment: ask again
  }
  setTimeout(look, 1000);
}

if (box) look();
