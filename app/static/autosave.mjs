// Keeps a draft: in this browser on every change, on the server a moment later. A version that somebody
// else saved meanwhile is never written over: `conflict` asks, and the answer is saved.
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

  constructor({ url, version, key, read, token, storage, request, say, conflict, now = () => new Date() }) {
    Object.assign(this, { url, version, key, read, token, storage, request, say, conflict, now });
  }

  /** What this browser kept and the server does not have, or null. */
  kept() {
    try {
      return JSON.parse(this.storage.getItem(this.key));
    } catch {
      return null;
    }
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
    return JSON.stringify({ version: this.version, answer: this.read() });
  }

  #keep() {
    try {
      this.storage.setItem(this.key, JSON.stringify({ version: this.version, answer: this.read(), at: this.now().toISOString() }));
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
      await this.conflict(theirs); // makes the page show what was chosen
      this.version = theirs.version;
    } finally {
      this.#asking = false;
    }
    this.#keep();
    this.#later(0);
  }
}
