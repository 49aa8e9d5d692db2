// A run: requests arrive, visit stations, call on, fail and try again; capacity/simulate/world.py says the same.

import { Draws } from './simulate-draws.mjs';
import { follow, happen } from './simulate-faults.mjs';
import { Gate, Sim } from './simulate-kernel.mjs';
import { Answer, Job, Link, Place, Ticket } from './simulate-parts.mjs';
import { Slot, Watch } from './simulate-tally.mjs';

const LOOKS = 10;
const RESENT = 0.2;

/** One scene, once. The scene is the whole JSON of capacity/simulate/scene.py, defaults written out. */
export class World {
  constructor(of) {
    this.of = of;
    this.sim = new Sim();
    this.draws = new Draws(of.seed);
    this.places = of.stations.map((each) => new Place(each));
    this.jobs = of.tasks.map((each) => new Job(each, this.places[each.station]));
    of.tasks.forEach((task, number) => {
      this.jobs[number].steps = task.steps.map((step) => ({
        mode: step.mode,
        onMiss: step.on_miss,
        links: step.calls.map((call) => this.link(call)),
      }));
    });
    this.clients = of.operations.map((each) => this.link(each.call));
    this.factors = of.operations.map(() => 1);
    this.slots = of.operations.map(() => []);
    this.later = [0, 0];
    this.trace = null;
  }

  link(call) {
    return new Link(call, this.jobs[call.to]);
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
    const cause = yield* this.call(link, null, number);
    const slot = this.slot(number);
    if (this.trace !== null) this.trace.push(this.sim.now);
    if (cause === null) {
      slot.answered += 1;
      slot.latency.add(this.sim.now - began);
    } else slot.lost[cause] = (slot.lost[cause] ?? 0) + 1;
  }

  slot(number) {
    const slots = this.slots[number];
    const wanted = Math.trunc(this.sim.now / this.of.bucket);
    while (slots.length <= wanted) slots.push(new Slot());
    return slots[wanted];
  }

  // --- calling

  /** One call with its retries. `client` is the operation whose attempts are counted, or -1. */
  *call(link, ticket, client) {
    if (link.plain) {
      if (client >= 0) this.slot(client).attempts += 1;
      return yield* this.reach(link, ticket);
    }
    if (link.purse !== null) link.purse.earn();
    let pause = link.backoff;
    let tried = 0;
    for (;;) {
      const cause = yield* this.attempt(link, ticket, client);
      if (cause === null || tried >= link.retries || cause === 'given up') return cause;
      if (link.purse !== null && !link.purse.spend()) return cause;
      tried += 1;
      if (pause > 0) {
        yield pause * (1 - link.jitter + link.jitter * this.draws.uniform());
        pause += pause;
      }
    }
  }

  *attempt(link, ticket, client) {
    const { fuse } = link;
    if (fuse !== null && fuse.stops(this.sim.now)) return 'breaker';
    if (client >= 0) this.slot(client).attempts += 1;
    const cause = link.timeout < 0 ? yield* this.reach(link, ticket) : yield* this.withClock(link, ticket);
    if (fuse !== null) fuse.note(cause === null, this.sim.now);
    return cause;
  }

  *withClock(link, ticket) {
    const { sim } = this;
    const gate = new Gate(1);
    const answer = new Answer();
    const own = new Ticket(ticket);
    sim.at(sim.now, this.answering(link, own, gate, answer));
    sim.at(sim.now + link.timeout, this.alarm(gate));
    yield gate;
    if (answer.there) return answer.cause;
    if (link.cancels) own.gone = true;
    return 'timeout';
  }

  *answering(link, ticket, gate, answer) {
    const cause = yield* this.reach(link, ticket);
    answer.there = true;
    if (answer.cause === null) answer.cause = cause;
    this.sim.arrive(gate);
  }

  *alarm(gate) {
    this.sim.arrive(gate);
  }

  /** Over the network and in at the door. */
  *reach(link, ticket) {
    const { place } = link;
    let delay = link.delay + place.delay;
    while (place.lossy > 0 && this.draws.uniform() < place.lossy) delay += RESENT;
    if (delay > 0) yield delay;
    return yield* this.visit(link.task, ticket);
  }

  // --- being served

  *visit(job, ticket) {
    const { sim, draws } = this;
    const { place } = job;
    const shard = place.pick(draws);
    const { station } = shard;
    let cause = place.refuses(shard, job, draws);
    if (cause !== null) return cause;
    yield station;
    if (ticket !== null && ticket.isGone) {
      sim.release(station);
      return 'given up';
    }
    shard.serving += 1;
    const since = shard.losses.length;
    yield draws.time(job.service, job.variability) * place.slow;
    if (!job.holds && !this.leaves(shard, since)) return 'lost';
    if (job.steps.length > 0) cause = yield* this.steps(job, ticket);
    if (job.holds && !this.leaves(shard, since)) return 'lost';
    return cause;
  }

  /** Give the server back, unless it is gone and the work with it. */
  leaves(shard, since) {
    if (shard.losses.length > since && shard.isLost(since, this.draws)) return false;
    shard.serving -= 1;
    this.sim.release(shard.station);
    return true;
  }

  *steps(job, ticket) {
    const { place } = job;
    const missed = job.hit <= 0 || this.draws.uniform() >= job.hit * place.fill;
    for (const { mode, onMiss, links } of job.steps) {
      if (onMiss && !missed) continue;
      if (ticket !== null && ticket.isGone) return 'given up';
      const cause = yield* this.step(mode, links, ticket);
      if (cause !== null) return cause;
    }
    if (missed && job.hit > 0 && place.fill < 1) place.fill += (1 - place.fill) / place.of.warms;
    return null;
  }

  *step(mode, links, ticket) {
    if (mode === 'parallel') return yield* this.atOnce(links, ticket);
    const chosen = mode === 'one_of' ? [oneOf(links, this.draws.uniform())] : links;
    for (const link of chosen) {
      for (let left = this.draws.count(link.count); left > 0; left -= 1) {
        if (mode === 'later') {
          this.sim.at(this.sim.now, this.afterwards(link));
          continue;
        }
        const cause = yield* this.call(link, ticket, -1);
        if (cause !== null) return cause;
      }
    }
    return null;
  }

  /** All calls at the same time; the first failure's cause stands for them all. */
  *atOnce(links, ticket) {
    const answer = new Answer();
    const gate = new Gate(0);
    for (const link of links) {
      for (let left = this.draws.count(link.count); left > 0; left -= 1) {
        gate.left += 1;
        this.sim.at(this.sim.now, this.branch(link, ticket, gate, answer));
      }
    }
    yield gate;
    return answer.cause;
  }

  *branch(link, ticket, gate, answer) {
    const cause = yield* this.call(link, ticket, -1);
    if (answer.cause === null) answer.cause = cause;
    this.sim.arrive(gate);
  }

  *afterwards(link) {
    const cause = yield* this.call(link, null, -1);
    this.later[cause === null ? 0 : 1] += 1;
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

/** One of several ways, each as often as its share says. */
function oneOf(links, chance) {
  let total = 0;
  for (const link of links) total += link.share;
  let place = chance * total;
  for (const link of links) {
    if (place < link.share) return link;
    place -= link.share;
  }
  return links[links.length - 1];
}
