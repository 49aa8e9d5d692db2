// The arrows of a drawing, as they are meant: which take part in an operation, and which way work goes.
// The same as capacity/plan/arrows.py.
import { BUFFERS, CATALOGUE, COMPUTE, ENTRANCES, STORES, WAITS } from "./catalogue.mjs";
import { role } from "./plan-stations.mjs";

export class Arrows {
  /** A drawing, seen for a set of operations: their ids in small letters. */
  constructor(drawing, operations) {
    this.drawing = drawing;
    this.operations = operations;
    this.out = new Map(drawing.components.map((each) => [each.id, []]));
    for (const call of drawing.calls) {
      // who reads from a queue is handed its work
      const takes = call.kind === "read" && BUFFERS.has(this.kind(call.target)) && COMPUTE.has(this.kind(call.source));
      if (takes) this.out.get(call.target).push({ ...call, source: call.target, target: call.source, kind: "async", id: `${call.target}->${call.source}` });
      else this.out.get(call.source).push(call);
    }
    this.twins = twins(drawing.calls, (id) => this.kind(id));
    this.serving = new Map();
  }
  kind(id) {
    return this.drawing.byId.get(id).kind;
  }
  /** The calls that a component makes in an operation. */
  of(id, operation) {
    const calls = this.out.get(id);
    return calls.filter((call) => this.serves(call, operation));
  }
  /** A call that names no operation that is known takes part in all of them. */
  serves(call, operation) {
    return !this.isMarked(call) || call.operations.some((each) => each.toLowerCase() === operation.id.toLowerCase());
  }
  isMarked(call) {
    return call.operations.some((each) => this.operations.has(each.toLowerCase()));
  }
  /** Whether the caller waits. A queue waits for nobody. */
  waits(call) {
    return WAITS.has(call.kind) && !BUFFERS.has(this.kind(call.source));
  }
  /** Whether a call changes something; a plain request does what its operation does. */
  writes(call, operation) {
    return call.kind === "request" ? operation.writes : call.kind !== "read";
  }
  /** A read of something that may have no answer, beside the way to the store. */
  asksACache(call, operation) {
    const target = this.drawing.byId.get(call.target);
    const isCache = target.kind === "cache" || target.hit_ratio !== null;
    // a cache that calls others fetches what it has not: it always answers
    return isCache && this.waits(call) && !this.writes(call, operation) && !this.of(call.target, operation).some((each) => this.waits(each));
  }
  /** A store, or a proxy that leads to stores and nothing else. */
  isOnTheWayToAStore(id, operation) {
    if (STORES.has(this.kind(id))) return true;
    if (!ENTRANCES.has(this.kind(id))) return false;
    const behind = this.of(id, operation).filter((call) => this.waits(call));
    return behind.length > 0 && behind.every((call) => STORES.has(this.kind(call.target)));
  }
  /** Whether what it calls is only asked for what it does not have. */
  readsThrough(component) {
    return component.kind !== "client" && (component.kind === "cache" || component.kind === "cdn" || component.hit_ratio !== null);
  }
  /** Whether either will do: copies of one store, or one box drawn once for each place. */
  standIn(source, one, other) {
    if (this.kind(one) !== this.kind(other)) return false;
    if (this.copyOneAnother(one, other)) return true;
    const from = source === "" ? "" : this.kind(source);
    const spreads = source === "" || ENTRANCES.has(from) || BUFFERS.has(from) || from === "client";
    if (!spreads && !ENTRANCES.has(this.kind(one))) return false;
    return role(this.drawing.byId.get(one)) === role(this.drawing.byId.get(other));
  }
  copyOneAnother(one, other) {
    return (this.twins[one] ?? []).includes(other);
  }
  holdsItsServer(call) {
    return call.blocking ?? CATALOGUE[this.kind(call.source)].blocking ?? false;
  }
}

/** For each store the stores of its kind that it is copied to, or from. */
function twins(calls, kind) {
  const found = Object.create(null); // whatever a box is called
  for (const { kind: how, source, target } of calls) {
    if (how !== "replicate" || kind(source) !== kind(target)) continue;
    (found[source] ??= []).push(target);
    (found[target] ??= []).push(source);
  }
  for (const [one, others] of Object.entries(found)) found[one] = [...new Set(others)];
  return found;
}
