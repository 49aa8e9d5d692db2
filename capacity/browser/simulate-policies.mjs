// What callers do about failure; capacity/simulate/policies.py says the same.

const MOST_SAVED = 10;

/** Retries that may be spent: each first attempt puts in a part of one. */
export class Purse {
  constructor(rate) {
    this.rate = rate;
    this.left = MOST_SAVED;
  }

  earn() {
    this.left += this.rate;
    if (this.left > MOST_SAVED) this.left = MOST_SAVED;
  }

  spend() {
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}

/** A circuit breaker: closed, open, or trying one call. */
export class Fuse {
  constructor({ failures, over, cool }) {
    this.failures = failures;
    this.over = over;
    this.cool = cool;
    this.failing = 0;
    this.until = -1;
  }

  /** Whether a call is refused now. The first call after the pause is let through to try. */
  stops(now) {
    if (this.until < 0) return false;
    if (now < this.until) return true;
    this.until = now + this.cool;
    return false;
  }

  /** What became of a call that was let through. */
  note(ok, now) {
    if (this.until >= 0) {
      if (ok) {
        this.until = -1;
        this.failing = 0;
      }
      return;
    }
    this.failing += ((ok ? 0 : 1) - this.failing) / this.over;
    if (this.failing > this.failures) this.until = now + this.cool;
  }
}
