// The scene while it runs; capacity/simulate/parts.py says the same.

import { Station } from './simulate-kernel.mjs';
import { Fuse, Purse } from './simulate-policies.mjs';

/** The servers of one shard, and the losses that hit work on them. */
export class Shard {
  constructor(place, servers) {
    this.place = place;
    this.station = new Station(servers);
    this.serving = 0;
    this.losses = []; // [work lost and not told yet, work that was under way]
  }

  /** Whether work under way since that many losses went down with one of the later ones. */
  isLost(since, draws) {
    for (let number = since; number < this.losses.length; number += 1) {
      const loss = this.losses[number];
      const lost = loss[0] > 0 && draws.uniform() * loss[1] < loss[0];
      loss[1] -= 1;
      if (lost) {
        loss[0] -= 1;
        return true;
      }
    }
    return false;
  }
}

/** A station while it runs: which instances live, who still asks the dead ones, what is slow. */
export class Place {
  constructor(of) {
    this.of = of;
    this.instances = of.zones.length;
    this.alive = of.zones.map(() => true);
    this.leader = 0;
    this.noLeader = false;
    this.blind = 0;
    this.slow = 1;
    this.delay = 0;
    this.lossy = 0;
    this.full = false;
    this.hot = 0;
    this.fill = 1;
    this.limit = of.limit ?? -1;
    this.shards = Array.from({ length: of.shards }, () => new Shard(this, of.servers * this.instances));
    this.watches = [];
  }

  get living() {
    let living = 0;
    for (const each of this.alive) living += each ? 1 : 0;
    return living;
  }

  /** Whether nothing of it lives, and callers know. */
  get isDown() {
    return this.blind === 0 && this.living === 0;
  }

  /** The shard that a piece of work goes to; the first is the busiest. */
  pick(hot, draws) {
    const others = this.shards.length - 1;
    if (others === 0 || draws.uniform() < (hot > this.hot ? hot : this.hot)) return this.shards[0];
    return this.shards[1 + Math.trunc(draws.uniform() * others)];
  }

  /** Why work is turned away at the door, if it is. */
  refuses(shard, job, draws) {
    if (this.noLeader && job.leader) return 'no leader';
    if (this.blind && draws.uniform() * (this.living + this.blind) < this.blind) return 'lost';
    if (shard.station.servers < this.of.servers * this.of.need) return 'lost';
    return this.overload(shard.station, job.service);
  }

  overload(station, service) {
    if (this.full) return 'full';
    if (station.busy < station.servers) return null;
    const waiting = station.waiting;
    if (this.limit >= 0 && waiting >= this.limit) return 'full';
    const shed = this.of.shed;
    if (shed !== null && waiting * service * this.slow > shed * station.servers) return 'shed';
    return null;
  }

  /** Instances stop: the work on them is lost, and so is what a cache had in them. */
  lose(gone) {
    const before = this.living;
    for (const number of gone) this.alive[number] = false;
    const lost = before - this.living;
    if (!lost) return;
    this.fill = (this.fill * (before - lost)) / before;
    for (const shard of this.shards) {
      const hit = Math.floor((shard.serving * lost) / before);
      shard.losses.push([hit, shard.serving]);
      shard.serving -= hit;
      shard.station.busy -= hit;
    }
  }

  /** A miss puts what it fetched into the cache. */
  warm() {
    if (this.fill < 1) this.fill += (1 - this.fill) / this.of.warms;
  }

  resize(sim) {
    for (const shard of this.shards) sim.resize(shard.station, this.of.servers * this.living);
  }

  /** More instances, or fewer; the leader is the last to go. */
  scale(sim, instances) {
    while (this.living < instances) this.alive.push(true);
    let number = this.alive.length - 1;
    while (this.living > instances && number >= 0) {
      if (this.alive[number] && number !== this.leader) this.alive[number] = false;
      number -= 1;
    }
    this.resize(sim);
  }
}

/** A call while it runs, with what its callers share: a budget and a breaker. */
export class Link {
  constructor(of, task, client) {
    this.task = task;
    this.client = client; // the operation whose attempts these are, or -1
    this.hot = of.hot;
    this.visits = of.visits;
    this.answers = of.answers;
    this.finds = of.finds;
    this.mark = of.mark;
    this.place = task.place;
    this.count = of.count;
    this.share = of.share;
    this.delay = of.delay;
    this.timeout = of.timeout ?? -1;
    this.cancels = of.cancels;
    this.retries = of.retries;
    this.backoff = of.backoff;
    this.jitter = of.jitter;
    this.purse = of.budget === null ? null : new Purse(of.budget);
    this.fuse = of.breaker === null ? null : new Fuse(of.breaker);
    this.plain = of.timeout === null && of.retries === 0 && of.breaker === null;
  }
}

/** A task while it runs. */
export class Job {
  constructor(of, place) {
    this.place = place;
    this.service = of.service;
    this.variability = of.variability;
    this.hit = of.hit;
    this.holds = of.holds;
    this.leader = of.leader;
    this.steps = [];
    this.marks = 1;
    for (const step of of.steps) {
      for (const call of step.calls) this.marks = Math.max(this.marks, 1 + call.mark);
      for (const mark of step.after) this.marks = Math.max(this.marks, 1 + mark);
    }
  }
}

/** A step while it runs. */
export class Part {
  constructor(of, links) {
    this.mode = of.mode;
    this.waits = of.waits;
    this.after = of.after;
    this.anyWillDo = of.any_will_do;
    this.links = links;
  }
}

/** Whether somebody still waits for a piece of work. A call's ticket ends with its caller's. */
export class Ticket {
  constructor(parent) {
    this.gone = false;
    this.parent = parent;
  }

  get isGone() {
    for (let here = this; here !== null; here = here.parent) if (here.gone) return true;
    return false;
  }
}

/** What came back from calls that run beside their caller, who waits at the gate. */
export class Answer {
  constructor(gate) {
    this.gate = gate;
    this.there = false;
    this.cause = null;
    this.good = 0;
    this.mayFail = 0;
  }
}
