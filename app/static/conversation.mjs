// Pieces of a conversation that the candidate's room and the interviewer's share.

/** Seconds as 12:05. */
export function clock(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Mark the stages that are past and the one that it is; returns the latter. */
export function marked(stages, at) {
  let here = null;
  for (const each of stages) {
    const past = at >= Number(each.dataset.end);
    const is = !past && at >= Number(each.dataset.start);
    each.classList.toggle("past", past);
    each.classList.toggle("here", is);
    if (is) here = each;
  }
  return here;
}

/** One turn of the conversation as an element. */
export function turn({ number, who, text, at, change, broken, picture }) {
  const made = document.createElement("article");
  made.className = `turn ${who}`;
  if (number) made.dataset.number = number;
  const head = document.createElement("header");
  head.append(Object.assign(document.createElement("strong"), { textContent: who === "you" ? "You" : "Interviewer" }));
  head.append(Object.assign(document.createElement("span"), { className: "num", textContent: at == null ? "…" : clock(at) }));
  made.append(head, Object.assign(document.createElement("p"), { textContent: text }));
  if (change?.length) made.append(changes(change));
  if (picture) {
    const figure = document.createElement("figure");
    figure.innerHTML = picture; // drawn by the server from names that it escapes
    figure.append(Object.assign(document.createElement("figcaption"), { className: "small quiet", textContent: broken?.length ? "Your drawing under the new load; marked is what gives way." : "Your drawing carries the new load as well." }));
    made.append(figure);
  }
  return made;
}

function changes(rows) {
  const table = document.createElement("table");
  for (const { label, before, after } of rows) {
    const row = table.insertRow();
    row.append(Object.assign(document.createElement("th"), { scope: "row", textContent: label }));
    row.insertCell().textContent = before;
    row.insertCell().textContent = `→ ${after}`;
  }
  return table;
}

/** What was said or noted while the server could not be reached, kept in this browser, in order. */
export class ReachedLater {
  constructor(name, storage) {
    Object.assign(this, { name, storage });
  }

  all() {
    try {
      return JSON.parse(this.storage.getItem(`${this.name}:said`)) ?? [];
    } catch {
      return [];
    }
  }

  first() {
    return this.all()[0];
  }

  keep(each) {
    this.#write([...this.all(), each]);
  }

  done(key) {
    this.#write(this.all().filter((each) => each.key !== key));
  }

  clear() {
    this.#write([]);
    this.note(null);
  }

  get noted() {
    return this.storage.getItem(`${this.name}:notes`);
  }

  note(text) {
    if (text === null) this.storage.removeItem(`${this.name}:notes`);
    else this.storage.setItem(`${this.name}:notes`, text);
  }

  #write(all) {
    if (all.length) this.storage.setItem(`${this.name}:said`, JSON.stringify(all));
    else this.storage.removeItem(`${this.name}:said`);
  }
}
