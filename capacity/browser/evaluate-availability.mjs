// How often an operation succeeds, and what alone can stop it. The same as capacity/evaluate/availability.py.
import { DURABLE_STORES } from "./catalogue.mjs";
import { NoClosedForm, visit, visited } from "./evaluate-compose.mjs";
import { Diagram, NO, TooLarge, YES } from "./evaluate-diagram.mjs";
import { at_least as atLeast } from "./kernels.mjs";

const MOST_PLACES = 12; // zones and regions whose states are gone through

/** How often an operation succeeds at its peak, and what alone stops it: { chance, single_points, why }. */
export function availability(loaded, operation) {
  const { plan } = loaded;
  if (!operation.entries.length) return { chance: null, single_points: [], why: "Nothing carries it." };
  const success = new Success(plan, operation);
  try {
    success.build();
    const least = new Map(operation.order.map((each) => [each, copiesForTheLoad(loaded, each)]));
    let chance = 0;
    for (const [weight, zonesUp] of states(plan, operation)) {
      const up = success.variables.map((each) => (typeof each === "number" ? each : chanceOf(each, zonesUp, least.get(each.station.id) ?? 0)));
      chance += weight * success.diagram.chance(success.root, up);
    }
    return { chance: Math.min(1, chance), single_points: singlePoints(success), why: "" };
  } catch (error) {
    if (error instanceof NoClosedForm) return { chance: null, single_points: [], why: error.message };
    throw error;
  }
}

/** The chance that at least `need` copies of a station are up, given that `given` are; `least`: what the load needs. */
function chanceOf({ station, need: wanted, given: known }, zonesUp, least) {
  const [need, given] = [Math.max(wanted, least), known ? Math.max(known, least) : 0];
  let here = 0;
  for (const place of station.places) here += place === null || (zonesUp.get(place) ?? true) ? 1 : 0;
  const one = station.availability;
  if (!given) return atLeast(need, here, one);
  const before = atLeast(given, here, one);
  return before > 0 ? atLeast(need, here, one) / before : 0;
}

/** How many copies keep the busiest shard's queue from growing; never more than there are. */
function copiesForTheLoad(loaded, component) {
  const station = loaded.plan.stations[component];
  if (!station?.at_once) return 0;
  const { offered } = loaded.queues[component][0];
  return offered > 0 ? Math.min(station.copies, Math.trunc(offered / station.at_once) + 1) : 0;
}

/** When an operation succeeds, as a diagram over its components; one diagram, many questions. */
class Success {
  constructor(plan, operation) {
    Object.assign(this, { plan, operation, diagram: new Diagram(), root: NO });
    this.variables = []; // copies of a station; or a number, the chance of a way taken
    this.known = new Map(); // counts and variables of each component
    this.parts = new Map();
  }

  /** Throws NoClosedForm where boxes stand in for one another in too many ways. */
  build() {
    const { operation } = this;
    const reached = visited(operation);
    this.#declare(reached);
    if (this.#isPlain()) {
      this.root = this.#everything();
      return;
    }
    try {
      for (const component of [...operation.order].reverse()) {
        for (const writes of [false, true]) {
          const key = visit(component, writes);
          if (reached.has(key)) this.parts.set(key, this.#works(component, writes));
        }
      }
    } catch (error) {
      if (error instanceof TooLarge || error instanceof RangeError) throw new NoClosedForm(error.message);
      throw error;
    }
    const entries = operation.entries.map((each) => this.parts.get(visit(each, operation.operation.writes)));
    this.root = entries.length ? this.#oneOf(entries, entries.map(() => 1 / entries.length)) : NO;
  }

  /** Whether nothing stands in for anything, so that all that is waited for must be up. */
  #isPlain() {
    const { entries, order, steps } = this.operation;
    const choices = Object.values(steps).some((each) => each.some((step) => step.waits && step.mode === "one_of"));
    return entries.length === 1 && !choices && !order.some((each) => this.plan.twins[each]?.length);
  }

  /** All variables of what is waited for and not passed by, as one chain. */
  #everything() {
    const toSee = [[this.operation.entries[0], this.operation.operation.writes]];
    const seen = new Set([visit(...toSee[0])]);
    const enough = new Set();
    while (toSee.length) {
      const [component, writes] = toSee.pop();
      if (component in this.plan.stations) {
        const need = this.#need(component, writes);
        for (const [count, number] of this.known.get(component)) if (count <= need) enough.add(number);
      }
      for (const step of this.operation.steps[component] ?? []) {
        for (const call of step.waits ? step.calls : []) {
          const key = visit(call.target, call.writes);
          if ((call.on_writes && !writes) || seen.has(key) || this.#isPassedBy(component, call)) continue;
          seen.add(key);
          toSee.push([call.target, call.writes]);
        }
      }
    }
    return this.diagram.all([...enough].sort((one, other) => one - other).map((each) => this.diagram.variable(each)));
  }

  /** Variables in the order of the calls, which keeps the diagram narrow. */
  #declare(reached) {
    const needs = new Map();
    for (const component of this.operation.order) {
      for (const writes of [false, true]) {
        for (const each of reached.has(visit(component, writes)) ? this.#withTwins(component) : []) {
          if (!needs.has(each)) needs.set(each, new Set());
          needs.get(each).add(this.#need(each, writes));
        }
      }
    }
    for (const [component, counts] of needs) {
      // to have two copies up there must be one: each further count is a chance of its own
      let given = 0;
      const known = [];
      for (const need of [...counts].sort((one, other) => one - other)) {
        known.push([need, this.variables.length]);
        this.variables.push({ station: this.plan.stations[component], need, given });
        given = need;
      }
      this.known.set(component, known);
    }
  }

  #withTwins(component) {
    if (!(component in this.plan.stations)) return [];
    return [component, ...(this.plan.twins[component] ?? []).filter((each) => each in this.plan.stations)];
  }
  #need(component, writes) {
    const station = this.plan.stations[component];
    return Math.max(station.need, writes ? station.write_quorum : station.read_quorum);
  }
  #works(component, writes) {
    const parts = (this.operation.steps[component] ?? []).filter((each) => each.waits).map((each) => this.#step(component, each, writes));
    return this.diagram.all([this.#up(component, writes), ...parts]);
  }
  #up(component, writes) {
    if (!(component in this.plan.stations)) return YES;
    let found = NO;
    for (const each of this.#withTwins(component)) {
      const need = this.#need(each, writes);
      const enough = this.known.get(each).filter(([count]) => count <= need).map(([, number]) => this.diagram.variable(number));
      found = this.diagram.either(found, this.diagram.all(enough));
    }
    return found;
  }
  #step(component, step, writes) {
    const calls = step.calls.filter((each) => writes || !each.on_writes);
    const parts = calls.map((each) => (this.#isPassedBy(component, each) ? YES : this.parts.get(visit(each.target, each.writes))));
    if (step.any_will_do) return parts.reduce((found, each) => this.diagram.either(found, each), NO);
    if (step.mode === "one_of") return this.#oneOf(parts, calls.map((each) => each.share));
    return this.diagram.all(parts);
  }
  /** One way of several, each with its share; what is left over takes none and succeeds. */
  #oneOf(parts, shares) {
    let found = YES;
    let left = Math.max(0, 1 - shares.reduce((sum, each) => sum + each, 0));
    for (let n = parts.length - 1; n >= 0; n -= 1) {
      left += shares[n];
      if (shares[n] <= 0 || parts[n] === found) continue;
      found = this.diagram.choice(this.variables.length, parts[n], found);
      this.variables.push(shares[n] / left);
    }
    return found;
  }
  /** Whether a call goes to a cache beside the way to a store. */
  #isPassedBy(component, call) {
    if (this.plan.stations[call.target].kind !== "cache") return false;
    const seen = new Set();
    const look = (id) => {
      for (const step of this.operation.steps[id] ?? []) if (step.waits) for (const each of step.calls) if (each.target !== call.target) seen.add(each.target);
    };
    look(component);
    for (const here of seen) {
      if (DURABLE_STORES.has(this.plan.stations[here].kind)) return true;
      look(here);
    }
    return false;
  }
}

/** Which zones are up, each state with its chance. A zone in a lost region is lost. */
function states(plan, operation) {
  const touched = operation.order.filter((each) => each in plan.stations);
  const all = [...touched, ...touched.flatMap((each) => plan.twins[each] ?? [])].map((each) => plan.stations[each]);
  const zones = [...new Set(all.flatMap((each) => each.places).filter((zone) => zone !== null))];
  const standing = new Set(zones.map((zone) => plan.within[zone] ?? zone));
  const places = [...Object.keys(plan.regions).filter((each) => standing.has(each)), ...zones.filter((each) => !(each in plan.regions))];
  if (places.length > MOST_PLACES) throw new NoClosedForm(`It stands in ${places.length} zones and regions; ${MOST_PLACES} are gone through.`);
  const chances = places.map((each) => plan.regions[each] ?? plan.zones[each] ?? 1);
  const found = [];
  for (let state = 0; state < 2 ** places.length; state += 1) {
    const up = places.map((_, n) => !(state & (1 << (places.length - 1 - n))));
    const weight = chances.reduce((product, chance, n) => product * (up[n] ? chance : 1 - chance), 1);
    if (!(weight > 0)) continue;
    const here = new Map(places.map((each, n) => [each, up[n]]));
    found.push([weight, new Map(places.map((each) => [each, here.get(each) && (here.get(plan.within[each] ?? "") ?? true)]))]);
  }
  return found;
}

/** Machines that stand alone, then zones, each with the share that its loss stops. */
function singlePoints(success) {
  const { plan, variables } = success;
  const copies = variables.filter((each) => typeof each !== "number");
  const found = [];
  const lost = (up) => Math.max(0, 1 - success.diagram.chance(success.root, variables.map((each) => (typeof each === "number" ? each : Number(up(each))))));
  const alone = new Set(copies.filter(({ station, need }) => station.copies - 1 < need && !station.managed).map((each) => each.station.id));
  for (const id of alone) {
    const share = lost(({ station, need }) => station.id !== id || station.copies - 1 >= need);
    if (share > 0) found.push({ id, title: plan.stations[id].title, lost: share, is_zone: false });
  }
  const zones = new Set(copies.flatMap((each) => each.station.places).filter((zone) => zone !== null));
  for (const zone of zones) {
    const share = lost(({ station, need }) => station.places.filter((place) => place !== zone).length >= need);
    if (share > 0) found.push({ id: zone, title: `zone ${zone}`, lost: share, is_zone: true });
  }
  return found;
}
