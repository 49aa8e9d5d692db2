// A draft as a value: what is filled, where two versions differ, and what a choice makes of them.

export const SECTIONS = ["functional", "non_functional", "estimates", "api", "data_model", "architecture", "deep_dives", "interface"];

export const NAMES = {
  functional: "Functional requirements",
  non_functional: "Non-functional requirements",
  estimates: "Estimates",
  api: "API",
  data_model: "Data model",
  architecture: "Architecture",
  deep_dives: "Deep dives and trade-offs",
  interface: "User interface and data flow",
};

/** Whether anything is said in a section. */
export function isFilled(value) {
  if (value == null) return false;
  if (typeof value === "string") return value.trim() !== "";
  if (Array.isArray(value)) return value.some((row) => Object.entries(row).some(([key, each]) => key !== "name" && isFilled(each)));
  if (typeof value === "object") return Object.values(value).some(isFilled);
  return true;
}

/** The same draft whatever the order of its keys and however empty parts are written. */
export function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.keys(value).sort().map((key) => [key, plain(value[key])]).filter(([, each]) => each !== "" && each != null));
  }
  return value;
}

export const same = (one, other) => JSON.stringify(plain(one ?? "")) === JSON.stringify(plain(other ?? ""));

/** The sections in which two drafts say different things. */
export function differing(mine, theirs) {
  return SECTIONS.filter((name) => !same(mine[name], theirs[name]) && (isFilled(mine[name]) || isFilled(theirs[name])));
}

/**
 * How two drafts that began from one come together: `take` are sections that only the other changed,
 * `ask` those that both did. Where it is not known what they began from, all that differs is asked about.
 */
export function joining(mine, theirs, base) {
  const names = differing(mine, theirs);
  if (!base) return { take: [], ask: names };
  const take = names.filter((name) => same(mine[name], base[name]));
  return { take, ask: names.filter((name) => !take.includes(name) && !same(theirs[name], base[name])) };
}

/** One draft of two: `theirs` names the sections to take from the other. */
export function merged(mine, other, theirs) {
  return Object.fromEntries(SECTIONS.map((name) => [name, (theirs.includes(name) ? other : mine)[name]]).filter(([, value]) => value !== undefined));
}

/** A section as text, for a person who compares two versions. */
export function asText(value) {
  if (!isFilled(value)) return "(empty)";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.filter(isFilled).map((row) => Object.values(row).flat().filter((each) => each !== "").join(" · ")).join("\n");
  return value.ddl ?? value.text ?? JSON.stringify(value, null, 1);
}
