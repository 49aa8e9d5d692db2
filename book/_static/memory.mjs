// What this browser remembers of the questions, and nobody else: which were tried, and which are done.
const KEY = "dts-checks";

export const read = (key = KEY) => {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {}; // storage is off: nothing is remembered
  }
};

const write = (key, all) => {
  try {
    localStorage.setItem(key, JSON.stringify(all));
  } catch {
    // storage is off: nothing is remembered
  }
};

export const remembered = (id) => read()[id];
export const remember = (id, value, key = KEY) => write(key, { ...read(key), [id]: value });
export const forget = (ids) => {
  const all = read();
  for (const id of ids) delete all[id];
  write(KEY, all);
};

/** Tells the page that a question was answered or shown anew. */
export const changed = () => document.dispatchEvent(new CustomEvent("dts-answered"));
