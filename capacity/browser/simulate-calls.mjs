// Calls and visits: what a request does between its arrival and its end; capacity/simulate/calls.py says the same.

import { Draws } from './simulate-draws.mjs';
import { Gate, Sim } from './simulate-kernel.mjs';
import { Answer, Ticket } from './simulate-parts.mjs';

const RESENT = 0.2;

/** What every world can do with a call. Whoever extends it says what `attempted(operation)` counts. */
export class Calls {
  constructor(seed) {
    this.sim = new Sim();
    this.draws = new Draws(seed);
    this.later = [0, 0]; // asynchronous work done, and lost
  }

  /** One call with its retries. */
  *call(link, ticket) {
    if (link.plain) {
      if (link.client >= 0) this.attempted(link.client);
      return yield* this.reach(link, ticket);
    }
    if (link.purse !== null) link.purse.earn();
    let pause = link.backoff;
    let tried = 0;
    for (;;) {
      const cause = yield* this.attempt(link, ticket);
      if (cause === null || tried >= link.retries || cause === 'given up') return cause;
      if (link.purse !== null && !link.purse.spend()) return cause;
      tried += 1;
      if (pause > 0) {
        yield pause * (1 - link.jitter + link.jitter * this.draws.uniform());
        pause += pause;
      }
    }
  }

  *attempt(link, ticket) {
    const { fuse } = link;
    if (fuse !== null && fuse.stops(this.sim.now)) return 'breaker';
    if (link.client >= 0) this.attempted(link.client);
    const cause = link.timeout < 0 ? yield* this.reach(link, ticket) : yield* this.withClock(link, ticket);
    if (fuse !== null) fuse.note(cause === null, this.sim.now);
    return cause;
  }

  *withClock(link, ticket) {
    const { sim } = this;
    const answer = new Answer(new Gate(1));
    const own = new Ticket(ticket);
    sim.at(sim.now, this.answering(link, own, answer));
    sim.at(sim.now + link.timeout, this.alarm(answer.gate));
    yield answer.gate;
    if (answer.there) return answer.cause;
    if (link.cancels) own.gone = true;
    return 'timeout';
  }

  *answering(link, ticket, answer) {
    answer.cause = yield* this.reach(link, ticket);
    answer.there = true;
    this.sim.arrive(answer.gate);
  }

  *alarm(gate) {
    this.sim.arrive(gate);
  }

  /** Over the network, to the shard and in at the door. */
  *reach(link, ticket) {
    const { place } = link;
    if (place === null) return yield* this.steps(link.task, null, 0, ticket);
    let delay = link.delay + place.delay;
    while (place.lossy > 0 && this.draws.uniform() < place.lossy) delay += RESENT;
    if (delay > 0) yield delay;
    const shard = place.pick(link.hot, this.draws);
    if (link.visits === 1) return yield* this.visit(link.task, shard, ticket);
    return yield* this.copies(link, shard, ticket);
  }

  /** Several copies at once; goes on after enough of them, or after one chosen beforehand. */
  *copies(link, shard, ticket) {
    const asked = Math.min(link.visits, Math.max(1, shard.place.living));
    if (link.answers > asked) return 'no quorum';
    if (link.answers === 1) {
      for (let left = asked - 1; left > 0; left -= 1) this.sim.at(this.sim.now, this.copy(link.task, shard));
      return yield* this.visit(link.task, shard, ticket);
    }
    const answer = new Answer(new Gate(1));
    answer.mayFail = asked - link.answers;
    for (let left = asked; left > 0; left -= 1) this.sim.at(this.sim.now, this.voting(link, shard, ticket, answer));
    yield answer.gate;
    return answer.good >= link.answers ? null : answer.cause;
  }

  *copy(job, shard) {
    yield* this.visit(job, shard, null);
  }

  *voting(link, shard, ticket, answer) {
    const cause = yield* this.visit(link.task, shard, ticket);
    if (cause === null) {
      answer.good += 1;
      if (answer.good === link.answers) this.sim.arrive(answer.gate);
    } else {
      answer.cause = cause;
      answer.mayFail -= 1;
      if (answer.mayFail < 0) this.sim.arrive(answer.gate);
    }
  }

  // --- being served

  *visit(job, shard, ticket) {
    const { sim, draws } = this;
    const { place, station } = shard;
    const cause = place.refuses(shard, job, draws);
    if (cause !== null) return cause;
    yield station;
    if (ticket !== null && ticket.isGone) {
      sim.release(station);
      return 'given up';
    }
    shard.serving += 1;
    const since = shard.losses.length;
    yield draws.time(job.service, job.variability) * place.slow;
    if (job.holds > 0) return yield* this.steps(job, shard, since, ticket);
    if (!this.leaves(shard, since)) return 'lost';
    if (job.steps.length > 0) return yield* this.steps(job, null, 0, ticket);
    return null;
  }

  /** Give the server back, unless it is gone and the work with it. */
  leaves(shard, since) {
    if (shard.losses.length > since && shard.isLost(since, this.draws)) return false;
    shard.serving -= 1;
    this.sim.release(shard.station);
    return true;
  }

  /** The steps that are due; a server that is held is given back on the way, or at the end. */
  *steps(job, held, since, ticket) {
    const { place } = job;
    const missed = new Array(job.marks).fill(true);
    if (place !== null && job.hit > 0) missed[0] = this.draws.uniform() >= job.hit * place.fill;
    let cause = null;
    let holding = held;
    for (let number = 0; number < job.steps.length; number += 1) {
      const part = job.steps[number];
      if (holding !== null && number === job.holds) {
        if (!this.leaves(holding, since)) return 'lost';
        holding = null;
      }
      if (!part.after.every((mark) => missed[mark])) continue;
      if (ticket !== null && ticket.isGone) cause = 'given up';
      else cause = yield* this.step(part, missed, ticket);
      if (cause !== null) break;
    }
    if (holding !== null && !this.leaves(holding, since)) return 'lost';
    if (cause === null && place !== null && job.hit > 0 && missed[0]) place.warm();
    return cause;
  }

  *step(part, missed, ticket) {
    if (part.mode === 'parallel' && part.waits) return yield* this.atOnce(part.links, missed, ticket);
    let { links } = part;
    if (part.mode === 'one_of') links = oneOf(links, this.draws.uniform(), part.anyWillDo);
    for (const link of links) {
      for (let left = this.draws.count(link.count); left > 0; left -= 1) {
        if (!part.waits) {
          this.sim.at(this.sim.now, this.afterwards(link));
          continue;
        }
        const cause = yield* this.looking(link, missed, ticket);
        if (cause !== null) return cause;
      }
    }
    return null;
  }

  /** A call; one to a cache may fail without harm, and may find what is wanted. */
  *looking(link, missed, ticket) {
    const cause = yield* this.call(link, ticket);
    if (link.finds <= 0 || link.place === null || cause === 'given up') return cause;
    if (cause === null) {
      if (this.draws.uniform() < link.finds * link.place.fill) missed[link.mark] = false;
      else link.place.warm();
    }
    return null;
  }

  /** All calls at the same time; the first failure's cause stands for them all. */
  *atOnce(links, missed, ticket) {
    const answer = new Answer(new Gate(0));
    for (const link of links) {
      for (let left = this.draws.count(link.count); left > 0; left -= 1) {
        answer.gate.left += 1;
        this.sim.at(this.sim.now, this.branch(link, missed, ticket, answer));
      }
    }
    yield answer.gate;
    return answer.cause;
  }

  *branch(link, missed, ticket, answer) {
    const cause = yield* this.looking(link, missed, ticket);
    if (answer.cause === null) answer.cause = cause;
    this.sim.arrive(answer.gate);
  }

  *afterwards(link) {
    const cause = yield* this.call(link, null);
    this.later[cause === null ? 0 : 1] += 1;
  }
}

/** One of several ways, each as often as its share says; none with what the shares leave over. */
function oneOf(links, chance, anyWillDo) {
  let ways = links;
  let place = chance;
  if (anyWillDo) {
    const up = links.filter((link) => link.place !== null && !link.place.isDown);
    if (up.length > 0 && up.length < links.length) {
      ways = up;
      let total = 0;
      for (const link of ways) total += link.share;
      place *= total;
    }
  }
  for (const link of ways) {
    if (place < link.share) return [link];
    place -= link.share;
  }
  return [];
}
