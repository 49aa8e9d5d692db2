// A run: requests arrive, and what becomes of them is counted; capacity/simulate/world.py says the same.

import { Calls } from './simulate-calls.mjs';
import { follow, happen } from './simulate-faults.mjs';
import { Job, Link, Part, Place } from './simulate-parts.mjs';
import { Slot, Watch } from './simulate-tally.mjs';

const LOOKS = 10;

/** One scene, once. The scene is the whole JSON of capacity/simulate/scene.py, defaults written out. */
export class World extends Calls {
  constructor(of) {
    super(of.seed);
    this.of = of;
    this.places = of.stations.map((each) => new Place(each));
    this.jobs = of.tasks.map((each) => new Job(each, each.station === null ? null : this.places[each.station]));
    const clients = clientTasks(of);
    of.tasks.forEach((task, number) => {
      const client = clients.get(number) ?? -1;
      this.jobs[number].steps = task.steps.map((step) => new Part(step, step.calls.map((call) => this.link(call, client))));
    });
    this.clients = of.operations.map((each, number) => this.link(each.call, this.jobs[each.call.to].place === null ? -1 : number));
    this.factors = of.operations.map(() => 1);
    this.slots = of.operations.map(() => []);
    this.trace = null;
  }

  link(call, client) {
    return new Link(call, this.jobs[call.to], client);
  }

  /** Plan what happens by itself: arrivals, looks, faults, scaling. */
  begin() {
    const { sim, of } = this;
    of.operations.forEach((_, number) => sim.at(0, this.arrivals(number)));
    sim.at(0, this.looks());
    for (const fault of of.faults) sim.at(fault.at, happen(this, fault));
    for (const place of this.places) if (place.of.scaling !== null) sim.at(0, follow(this, place, place.of.scaling));
  }

  /** The next hundredth of the scene, 1 to 100; after the last, what is under way is finished. */
  advance(percent) {
    this.sim.run((this.of.seconds * percent) / 100);
    if (percent === 100) this.sim.run(this.of.seconds + this.of.seconds);
  }

  run() {
    this.begin();
    for (let percent = 1; percent <= 100; percent += 1) this.advance(percent);
    return this;
  }

  // --- arriving

  *arrivals(number) {
    const operation = this.of.operations[number];
    const { sim } = this;
    const { uniform, exponential } = this.draws;
    const { shape } = operation;
    let top = 1;
    for (const [, factor] of shape) top = Math.max(top, factor);
    const spikes = this.of.faults.filter((each) => each.kind === 'spike');
    for (const fault of spikes) if (fault.target === 'all' || fault.target === operation.id) top *= Math.max(1, fault.amount);
    const steady = shape.length === 0 && top === 1 && spikes.length === 0;
    const mean = 1 / (operation.rate * top);
    for (;;) {
      yield mean * exponential();
      if (sim.now >= this.of.seconds) return;
      if (steady || uniform() * top < this.factors[number] * level(shape, sim.now)) sim.at(sim.now, this.request(number));
    }
  }

  *request(number) {
    const began = this.sim.now;
    const link = this.clients[number];
    this.slot(number).arrived += 1;
    const cause = yield* this.call(link, null);
    const slot = this.slot(number);
    if (this.trace !== null) this.trace.push(this.sim.now);
    if (cause === null) {
      slot.answered += 1;
      slot.latency.add(this.sim.now - began);
    } else slot.lost[cause] = (slot.lost[cause] ?? 0) + 1;
  }

  attempted(number) {
    this.slot(number).attempts += 1;
  }

  slot(number) {
    const slots = this.slots[number];
    const wanted = Math.trunc(this.sim.now / this.of.bucket);
    while (slots.length <= wanted) slots.push(new Slot());
    return slots[wanted];
  }

  // --- looking

  /** Every tenth of a bucket: how many servers work, how much waits. */
  *looks() {
    const pause = this.of.bucket / LOOKS;
    let looked = 0;
    while (this.sim.now < this.of.seconds) {
      const number = Math.floor(looked / LOOKS);
      for (const place of this.places) {
        if (place.watches.length <= number) place.watches.push(new Watch());
        look(place, place.watches[number]);
      }
      looked += 1;
      yield pause;
    }
  }
}

function look(place, watch) {
  watch.looks += 1;
  for (const shard of place.shards) {
    watch.busy += shard.station.busy;
    watch.servers += shard.station.servers;
    watch.line += shard.station.waiting;
  }
}

/** The factor of a shape at a time: straight lines between its points, flat outside. */
export function level(shape, now) {
  if (shape.length === 0) return 1;
  let [before] = shape;
  for (const after of shape) {
    if (now < after[0]) {
      if (after[0] === before[0]) return after[1];
      return before[1] + ((after[1] - before[1]) * (now - before[0])) / (after[0] - before[0]);
    }
    before = after;
  }
  return before[1];
}

/** The tasks without a station, each with the operation that begins there. */
function clientTasks(of) {
  const found = new Map();
  of.operations.forEach((operation, number) => {
    const ahead = [operation.call.to];
    while (ahead.length > 0) {
      const task = ahead.pop();
      if (of.tasks[task].station === null) {
        found.set(task, number);
        for (const step of of.tasks[task].steps) for (const call of step.calls) ahead.push(call.to);
      }
    }
  });
  // a task that leads to other clients makes no attempt itself
  const leads = ([task]) => of.tasks[task].steps.some((step) => step.calls.some((call) => found.has(call.to)));
  return new Map([...found].filter((each) => !leads(each)));
}
