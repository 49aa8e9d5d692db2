// The calendar and its stations; capacity/simulate/kernel.py says the same.

/** Servers that take one piece of work each; further work waits in line. */
export class Station {
  constructor(servers) {
    this.servers = servers;
    this.busy = 0;
    this.line = [];
    this.first = 0; // of those who still wait
  }

  get waiting() {
    return this.line.length - this.first;
  }

  next() {
    const process = this.line[this.first];
    this.line[this.first] = null;
    this.first += 1;
    if (this.first > 1024 && this.first * 2 > this.line.length) {
      this.line = this.line.slice(this.first);
      this.first = 0;
    }
    return process;
  }
}

/** Opens after `left` arrivals; whoever waits for it goes on then. */
export class Gate {
  constructor(left) {
    this.left = left;
    this.waiter = null;
  }
}

/** A clock, and a calendar of who goes on when: a heap in three arrays. */
export class Sim {
  constructor() {
    this.now = 0;
    this.planned = 0;
    this.times = [];
    this.orders = [];
    this.processes = [];
  }

  /** Let the process go on at this time. */
  at(time, process) {
    const { times, orders, processes } = this;
    this.planned += 1;
    let here = times.length;
    times.push(time);
    orders.push(this.planned);
    processes.push(process);
    while (here > 0) {
      const above = (here - 1) >> 1;
      if (times[above] <= time) break; // what was planned earlier goes first
      times[here] = times[above];
      orders[here] = orders[above];
      processes[here] = processes[above];
      here = above;
    }
    times[here] = time;
    orders[here] = this.planned;
    processes[here] = process;
  }

  /** Take the earliest off the calendar, set the clock to it and return it. */
  next() {
    const { times, orders, processes } = this;
    const process = processes[0];
    this.now = times[0];
    const time = times.pop();
    const order = orders.pop();
    const last = processes.pop();
    const length = times.length;
    if (length === 0) return process;
    let here = 0;
    for (;;) {
      let below = 2 * here + 1;
      if (below >= length) break;
      const other = below + 1;
      if (other < length && (times[other] < times[below] || (times[other] === times[below] && orders[other] < orders[below]))) below = other;
      if (times[below] > time || (times[below] === time && orders[below] > order)) break;
      times[here] = times[below];
      orders[here] = orders[below];
      processes[here] = processes[below];
      here = below;
    }
    times[here] = time;
    orders[here] = order;
    processes[here] = last;
    return process;
  }

  /** Give a server back; who waits longest takes it, unless there are servers too many. */
  release(station) {
    if (station.line.length > station.first && station.busy <= station.servers) this.at(this.now, station.next());
    else station.busy -= 1;
  }

  /** Let a station have this many servers from now on; work that has begun is finished. */
  resize(station, servers) {
    station.servers = servers;
    while (station.waiting > 0 && station.busy < servers) {
      station.busy += 1;
      this.at(this.now, station.next());
    }
  }

  /** Count one arrival at the gate; the last one lets the waiter through. */
  arrive(gate) {
    gate.left -= 1;
    if (gate.left === 0 && gate.waiter !== null) this.at(this.now, gate.waiter);
  }

  /** Run a process up to what it waits for next. */
  goOn(process) {
    for (;;) {
      const { done, value } = process.next();
      if (done) return;
      if (typeof value === 'number') {
        this.at(this.now + value, process);
        return;
      }
      if (value instanceof Station) {
        if (value.busy < value.servers) {
          value.busy += 1;
          continue;
        }
        value.line.push(process);
        return;
      }
      if (value.left > 0) {
        value.waiter = process;
        return;
      }
    }
  }

  /** Go through the calendar; what is planned after `until` stays planned. */
  run(until = Infinity) {
    while (this.times.length > 0 && this.times[0] <= until) this.goOn(this.next());
  }
}
