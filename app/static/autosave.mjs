// Keeps a draft: in this browser on every change, on the server a moment later. A version that somebody
// else saved meanwhile is never written over: `conflict` brings both together, and the outcome is saved.
// Each page has a copy of its own in the browser (`key` ends in ":" and its name), so that two tabs never
// write over each other's; what a closed page left is found by the next one.
//
// States: "saved", "saving", "offline" (kept here, tried again), "refused" (with the server's reason).

const QUIET = 800; // ms without typing before a save
const SOONEST = 2_000; // ms before trying again; doubled each time
const LATEST = 30_000;
const KEEPALIVE = 60_000; // characters; browsers send no more than 64 kB from a page that closes

export class Autosave {
  #timer = 0;
  #waiting = SOONEST;
  #flight = null;
  #dirty = false;
  #asking = false;
  #sent = null;

  constructor({ url, version, base = null, key, read, token, storage, request, say, conflict, now = () => new Date() }) {
    Object.assign(this, { url, version, base, key, read, token, storage, request, say, conflict, now });
  }

  /** Copies that other pages kept and the server does not have, the oldest first; `living` are keys still in use. */
  left(living = new Set()) {
    const prefix = this.key.slice(0, this.key.lastIndexOf(":"));
    try {
      const keys = this.storage.keys().filter((key) => (key === prefix || key.startsWith(`${prefix}:`)) && key !== this.key && !living.has(key));
      return keys.map((key) => ({ key, ...JSON.parse(this.storage.getItem(key)) })).filter((each) => each.answer).sort((one, other) => (one.at < other.at ? -1 : 1));
    } catch {
      return []; // storage is off
    }
  }

  /** What another page left is in this page now, and kept by it. */
  adopted({ key }) {
    this.#keep();
    try {
      this.storage.removeItem(key);
    } catch {
      // storage is off
    }
  }

  get isDirty() {
    return this.#dirty;
  }

  changed() {
    this.#dirty = true;
    this.#keep();
    this.#later(QUIET);
  }

  /** Save now if there is anything to save, and wait until it is through. */
  async settle() {
    clearTimeout(this.#timer);
    await this.#flight;
    if (this.#dirty && !this.#asking) await this.save();
  }

  async save() {
    clearTimeout(this.#timer);
    if (this.#asking) return;
    if (this.#flight) return this.#flight.then(() => (this.#dirty ? this.save() : undefined));
    this.#dirty = false;
    this.say("saving");
    this.#flight = this.#send().finally(() => (this.#flight = null));
    return this.#flight;
  }

  /** The page is closing or hidden: send what fits; the rest is kept here. */
  leave() {
    if (!this.#dirty || this.#asking) return;
    const body = this.#body();
    if (body.length > KEEPALIVE) return;
    this.#dirty = false;
    this.#flight ??= this.#send({ keepalive: true }).finally(() => (this.#flight = null));
  }

  #body() {
    this.#sent = this.read();
    return JSON.stringify({ version: this.version, answer: this.#sent });
  }

  #keep() {
    try {
      this.storage.setItem(this.key, JSON.stringify({ version: this.version, base: this.base, answer: this.read(), at: this.now().toISOString() }));
    } catch {
      // storage is full or off: the server is all there is
    }
  }

  #forget() {
    try {
      if (!this.#dirty) this.storage.removeItem(this.key);
    } catch {
      // storage is off
    }
  }

  #later(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), wait);
  }

  async #send({ keepalive = false, again = true } = {}) {
    let response;
    try {
      response = await this.request(this.url, {
        method: "PUT",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token() },
        body: this.#body(),
        keepalive,
      });
    } catch {
      return this.#unreached();
    }
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return this.#through(answer);
    if (response.status === 409) return this.#chosen(answer);
    if (response.status === 400 && answer.csrf_token && again) {
      this.token(answer.csrf_token); // the page was open since before a sign-in
      return this.#send({ keepalive, again: false });
    }
    if (response.status >= 500 || response.status === 429) return this.#unreached();
    this.#dirty = true;
    const reason = answer.problems?.map((each) => `${each.field}: ${each.message}`).join(" ") ?? [answer.say, answer.do].filter(Boolean).join(" ");
    this.say("refused", reason || "The server did not take this.");
  }

  #through({ version, saved_at }) {
    this.version = version;
    this.base = this.#sent; // what the next change begins from
    this.#waiting = SOONEST;
    if (this.#dirty) this.#keep(); // typed on while it was under way: the copy names the new version
    else this.#forget();
    this.say("saved", new Date(saved_at));
  }

  #unreached() {
    this.#dirty = true;
    this.say("offline");
    this.#later(this.#waiting);
    this.#waiting = Math.min(LATEST, this.#waiting * 2);
  }

  async #chosen(theirs) {
    this.#dirty = true;
    this.#asking = true;
    try {
      await this.conflict(theirs, this.base); // makes the page show both brought together
      this.version = theirs.version;
      this.base = theirs.answer;
    } finally {
      this.#asking = false;
    }
    this.#keep();
    this.#later(0);
  }
}
