// How an operation's data travels through a drawing, in words: read off the calls that serve it, to be written on from.
import { element } from "./fields.mjs";

/** "Browser → Load balancer → Application; Application → Cache (read), Store (read)"; nothing where no client begins it. */
export function flowOf({ components, calls }, operation) {
  const serving = calls.filter((call) => !call.operations?.length || call.operations.includes(operation));
  const titles = new Map(components.map((each) => [each.id, each.name || each.id]));
  const after = (id) => {
    const kinds = new Map();
    for (const call of serving) if (call.from === id && call.to !== id) kinds.set(call.to, [...(kinds.get(call.to) ?? []), call.kind ?? "request"]);
    return [...kinds].map(([to, each]) => ({ to, words: each.filter((kind) => kind !== "request").join(" and ") }));
  };
  const said = ({ to, words }) => titles.get(to) + (words ? ` (${words})` : "");
  const seen = new Set();
  const parts = [];
  const waiting = components.filter((each) => each.kind === "client").map((each) => each.id);
  while (waiting.length) {
    let at = waiting.shift();
    if (seen.has(at)) continue;
    const chain = [titles.get(at)];
    seen.add(at);
    let next = after(at);
    while (next.length === 1 && !seen.has(next[0].to)) {
      chain.push(said(next[0]));
      at = next[0].to;
      seen.add(at);
      next = after(at);
    }
    if (chain.length > 1) parts.push(chain.join(" → "));
    if (next.length) parts.push(`${titles.get(at)} → ${next.map(said).join(", ")}`);
    waiting.push(...next.map((each) => each.to));
  }
  return parts.join("; ");
}

/** Buttons that write the flow of an operation below what stands in a field. */
export function flowButtons(place, { operations, field, drawing, changed }) {
  place.append(...operations.map((operation) => {
    const add = element("button", { type: "button", className: "chip", textContent: `+ Flow of ${operation}` });
    add.addEventListener("click", () => {
      const flow = flowOf(drawing(), operation) || "…";
      field.value = `${field.value.trimEnd()}${field.value.trim() ? "\n" : ""}${operation}: ${flow}`;
      field.focus();
      changed();
    });
    return add;
  }));
}
