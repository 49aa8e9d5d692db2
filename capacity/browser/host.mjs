// Brings widgets to life on a page without a kernel: each island names its module and holds its state.
// A widget that fails leaves its fallback in place, and the others alone.

class Model {
  #state;
  #listeners = new Map();
  constructor(state) {
    this.#state = state;
  }
  get(key) {
    return this.#state[key];
  }
  set(key, value) {
    if (Object.is(this.#state[key], value)) return;
    this.#state[key] = value;
    for (const name of [`change:${key}`, "change"]) for (const listener of [...(this.#listeners.get(name) ?? [])]) listener();
  }
  on(name, listener) {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
  }
  off(name, listener) {
    this.#listeners.set(name, (this.#listeners.get(name) ?? []).filter((each) => each !== listener));
  }
  save_changes() {} // nobody is at the other end
}

async function bring(island) {
  const { default: widget } = await import(new URL(island.dataset.dtsWidget, import.meta.url));
  const model = new Model(JSON.parse(island.querySelector('script[type="application/json"]').textContent));
  const el = document.createElement("div");
  await widget.render({ model, el, root: island });
  const fallback = island.querySelector(".dts-fallback");
  if (fallback) fallback.replaceWith(el);
  else island.append(el);
  island.dataset.dtsLive = "yes";
}

const failed = (error) => console.error("widget", error);

// What is near comes first; the rest waits until the reader comes near it.
const near = new IntersectionObserver(
  (seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      bring(target).catch(failed);
    }
  },
  { rootMargin: "600px" },
);

for (const island of document.querySelectorAll("[data-dts-widget]")) near.observe(island);
