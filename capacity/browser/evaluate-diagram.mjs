// A binary decision diagram: a yes or no that depends on many independent things, exactly.
// The same as capacity/evaluate/diagram.py.

export const [NO, YES] = [0, 1];
const MOST_NODES = 50000;

/** A diagram that is not worth its time. */
export class TooLarge extends Error {}

/** Variables are numbers, looked at in their order. */
export class Diagram {
  constructor() {
    this.variables = [-1, -1];
    this.downs = [NO, YES];
    this.ups = [NO, YES];
    this.known = new Map();
    this.joined = new Map();
  }
  variable(number) {
    return this.#node(number, NO, YES);
  }
  /** One diagram where the variable is up, another where it is down. */
  choice(number, up, down) {
    const first = this.both(this.#node(number, NO, YES), up);
    return this.either(first, this.both(this.#node(number, YES, NO), down));
  }
  #node(variable, down, up) {
    if (down === up) return down;
    const key = (variable * (MOST_NODES + 2) + down) * (MOST_NODES + 2) + up;
    let found = this.known.get(key);
    if (found === undefined) {
      found = this.variables.length;
      if (found >= MOST_NODES) throw new TooLarge("The ways in which parts stand in for one another are too many.");
      this.known.set(key, found);
      this.variables.push(variable);
      this.downs.push(down);
      this.ups.push(up);
    }
    return found;
  }
  both(one, other) {
    return this.#join(one, other, NO);
  }
  either(one, other) {
    return this.#join(one, other, YES);
  }
  all(parts) {
    return parts.reduceRight((found, each) => this.both(found, each), YES);
  }
  /** `decides` is the value that settles the matter: no for `both`, yes for `either`. */
  #join(one, other, decides) {
    if (one === decides || other === decides) return decides;
    if (one === 1 - decides || one === other) return other;
    if (other === 1 - decides) return one;
    const key = (Math.min(one, other) * (MOST_NODES + 2) + Math.max(one, other)) * 2 + decides;
    let found = this.joined.get(key);
    if (found === undefined) {
      const [first, second] = [this.variables[one], this.variables[other]];
      const top = Math.min(first, second);
      const low = this.#join(first === top ? this.downs[one] : one, second === top ? this.downs[other] : other, decides);
      const high = this.#join(first === top ? this.ups[one] : one, second === top ? this.ups[other] : other, decides);
      found = this.#node(top, low, high);
      this.joined.set(key, found);
    }
    return found;
  }
  /** The chance of yes, where variable i is up with chance `up[i]`. */
  chance(root, up) {
    const value = [0, 1];
    for (let node = 2; node <= root; node += 1) {
      const p = up[this.variables[node]];
      value.push((1 - p) * value[this.downs[node]] + p * value[this.ups[node]]);
    }
    return value[root];
  }
}
