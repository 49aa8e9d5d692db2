// Trade-offs as rows and as text: what is kept is text, in which rows stand first, each a line that reads as a sentence.
//
//     Trade-offs
//     - a random code versus leased ranges, by write latency: a range never tries again, but needs an allocator
//
// What does not look exactly like that is prose, and stays as it was typed. An empty field is "…".

const HEAD = "Trade-offs";
const ROW = /^- (.*?) versus (.*?), by (.*?): (.*)$/;
export const FIELDS = ["one", "other", "axis", "consequence"];

const written = (text) => text.replace(/\s*\n\s*/g, " ").trim() || "…";
const read = (text) => (text === "…" ? "" : text);

/** Whether anything is said in a row. */
export const isRow = (row) => FIELDS.some((key) => row[key]?.trim());

export function joined({ rows, prose }) {
  const said = rows.filter(isRow);
  if (!said.length) return prose;
  const lines = said.map(({ one = "", other = "", axis = "", consequence = "" }) => `- ${written(one)} versus ${written(other)}, by ${written(axis)}: ${written(consequence)}`);
  return [HEAD, ...lines].join("\n") + (prose ? `\n\n${prose}` : "");
}

export function parted(text) {
  const lines = text.split("\n");
  const rows = [];
  if (lines[0] === HEAD) for (const line of lines.slice(1)) {
    const found = line.match(ROW);
    if (!found) break;
    rows.push(Object.fromEntries(FIELDS.map((key, at) => [key, read(found[at + 1])])));
  }
  if (!rows.length) return { rows, prose: text };
  const rest = lines.slice(rows.length + 1);
  if (!rest.length) return { rows, prose: "" };
  return rest[0] === "" && rest.length > 1 && rest.slice(1).join("\n") !== "" ? { rows, prose: rest.slice(1).join("\n") } : { rows: [], prose: text };
}
