// A drawing and its load in an address: "#drawing=" and the JSON of both in the letters of base64url. What comes in
// may have been written by anybody: only what is known is taken from it.

const MARK = "#drawing=";
const LONGEST = 100_000; // letters
const NAME = /^[A-Za-z][A-Za-z0-9_ -]{0,60}$/;
const NUMBERS = { rate: [1e-9, 1e9], peak_factor: [1, 1000], request: [0, 1e15], response: [0, 1e15], keeps: [0, 1e15], kept_for: [0, 1e12], skew: [0, 3], items: [1, 1e15] };
const PROMISES = { p99: [1e-6, 86_400], availability: [0, 1], freshness: [0, 1e9] };
const OPERATION = { id: "request", title: "", writes: false, rate: 100, peak_factor: 1, request: 0, response: 0, keeps: 0, kept_for: null, skew: 0, items: null, promises: { p99: null, availability: null, freshness: null } };

/** The load of an empty board. */
export const usual = () => ({ operations: [structuredClone(OPERATION)], budget: null });

/** { title, drawing: {text, layout?}, workload } as what follows the page's address. */
export function toAddress(board) {
  const bytes = new TextEncoder().encode(JSON.stringify(board));
  const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return MARK + letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The same back, with what is wrong in `problem`; an empty board where there is nothing. */
export function fromAddress(hash) {
  const empty = { title: "", drawing: { text: "" }, workload: usual(), problem: "" };
  if (!hash.startsWith(MARK)) return empty;
  try {
    if (hash.length > LONGEST) throw new RangeError("too long");
    const letters = atob(hash.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/"));
    const found = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(letters, (each) => each.charCodeAt(0))));
    const { text, layout } = found.drawing;
    if (typeof text !== "string") throw new TypeError("no drawing");
    return { ...empty, title: typeof found.title === "string" ? found.title.slice(0, 200) : "", drawing: { text, ...(layout ? { layout } : {}) }, workload: loadOf(found.workload) };
  } catch {
    return { ...empty, problem: "The address of this page holds no drawing that can be read; here is an empty board." };
  }
}

function loadOf(given) {
  const operations = (Array.isArray(given?.operations) ? given.operations : []).slice(0, 50).filter((each) => NAME.test(each?.id ?? ""));
  const once = operations.filter((each, at) => operations.findIndex((one) => one.id.toLowerCase() === each.id.toLowerCase()) === at);
  return { operations: once.length ? once.map(operationOf) : usual().operations, budget: within(given?.budget, [0, 1e9]) };
}

function operationOf(given) {
  const made = { ...structuredClone(OPERATION), id: given.id, title: typeof given.title === "string" ? given.title.slice(0, 200) : "", writes: given.writes === true };
  for (const [name, ends] of Object.entries(NUMBERS)) made[name] = within(given[name], ends) ?? made[name];
  for (const [name, ends] of Object.entries(PROMISES)) made.promises[name] = within(given.promises?.[name], ends);
  return made;
}

const within = (value, [low, high]) => (typeof value === "number" && value >= low && value <= high ? value : null);
