// What every page has: the switch between light and dark, and moments in the reader's own zone.
const button = document.querySelector("[data-theme-switch]");
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const now = root.dataset.theme ?? (dark.matches ? "dark" : "light");
    const next = now === "dark" ? "light" : "dark";
    root.dataset.theme = next;
    document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=lax`;
    try {
      localStorage.setItem("theme", next); // the book's pages read this one
      localStorage.setItem("mode", next);
    } catch {
      // storage is off: the cookie is enough for these pages
    }
  });
}

const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

/** A moment as a person says it: the time today, the day and the time otherwise. */
export function moment(date) {
  const today = date.toDateString() === new Date().toDateString();
  return today ? `today, ${clock.format(date)}` : `${day.format(date)}, ${clock.format(date)}`;
}

for (const time of document.querySelectorAll("time[datetime]")) {
  time.title = time.textContent;
  time.textContent = moment(new Date(time.dateTime));
}
