// A drawing as a draft keeps it: its text, and beside it where things stand.
import { readValue } from "../drawing-amounts.mjs";
import { write } from "../drawing-lines.mjs";
import { parse } from "../drawing-text.mjs";
import { OF_CALLS, OF_COMPONENTS, OF_ZONES } from "../drawing-words.mjs";
import { EMPTY, drawingOf, layoutOf, withLayout } from "./model.mjs";

/** { text, layout } of a store; `layout` only where somebody put something somewhere. */
export function toDraft({ doc, typed }) {
  const layout = layoutOf(doc);
  return { text: typed ?? write(drawingOf(doc)), ...(Object.keys(layout).length ? { layout } : {}) };
}

/** What a draft holds, in whichever form it was kept: { doc, typed }. */
export function fromDraft(value) {
  const draft = typeof value === "string" ? { text: value } : (value ?? {});
  const text = typeof draft.text === "string" ? draft.text : write(sound(draft));
  const { drawing } = parse(text);
  if (!drawing) return { doc: withLayout(EMPTY, draft.layout), typed: text };
  return { doc: withLayout(drawing, draft.layout), typed: text === write(drawing) ? null : text };
}

/** Components, calls and zones with amounts as numbers, whether they were kept so or as people write them. */
function sound({ components, calls, zones }) {
  const each = (list, known) => (Array.isArray(list) ? list : []).map((one) => {
    const read = { ...one };
    for (const { field, is } of known) if (typeof one[field] === "string") read[field] = valueOf(is, one[field]);
    return read;
  });
  return { components: each(components, OF_COMPONENTS), calls: each(calls, OF_CALLS), zones: each(zones, OF_ZONES) };
}

function valueOf(is, text) {
  try {
    return readValue(is, text);
  } catch {
    return null;
  }
}
