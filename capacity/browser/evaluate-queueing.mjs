// How busy a station is, and how long one waits for it. The same as capacity/evaluate/queueing.py.

const { exp, expm1, log, max, min, PI, sqrt } = Math;

/** One shard under its load. `wait` is the mean of those who wait; null when the queue grows. */
const queueOf = (offered, utilisation, chance, wait, turnedAway = 0) => {
  const long = wait || 0;
  return { offered, utilisation, chance, wait, turned_away: turnedAway, mean: chance * long, variance: 2 * chance * long * long - (chance * long) ** 2 };
};
export const IDLE = queueOf(0, 0, 0, 0);

/** Servers are kept for a visit's own work and nothing else. */
export function ownWork({ variability, service_time: read, write_time: write }) {
  const spread = 1 + variability;
  return { read_mean: read, read_square: spread * read * read, write_mean: write, write_square: spread * write * write };
}

/** The queue of a shard that is visited this often. */
export function queue(station, held, reads, writes, burst) {
  const rate = reads + writes;
  if (rate <= 0) return IDLE;
  const mean = (reads * held.read_mean + writes * held.write_mean) / rate;
  const square = (reads * held.read_square + writes * held.write_square) / rate;
  const offered = rate * mean;
  const { servers } = station;
  if (servers === null) return queueOf(offered, null, 0, 0);
  const busy = offered / servers;
  const lost = lostOf(servers, station.queue_limit, offered);
  if (busy >= 1) return queueOf(offered, busy, 1, null, lost);
  const work = mean > 0 ? square / (mean * mean) - 1 : 1;
  const [chance, wait] = waiting(servers, offered, mean, work, burst / rate);
  return queueOf(offered, busy, chance, wait, lost);
}

/** The chance to wait, and the mean of those who do, where `batch` visits come at once. */
function waiting(servers, offered, mean, work, batch) {
  const busy = offered / servers;
  const alone = chanceToWait(servers, offered);
  if (alone === 0) return [0, 0];
  const others = (batch - 1) / 2;
  const together = exp(min(0, log(alone) - others * log(busy)));
  let longer = spreadOf(servers, busy, work);
  if (servers < batch) longer *= alone / together;
  return [together, (mean / (servers - offered)) * (longer + others)];
}

/** How much longer one waits than for exponential work (Kimura, with Cosmetatos for fixed work). */
function spreadOf(servers, busy, work) {
  const tilt = ((1 - busy) * (servers - 1) * (sqrt(4 + 5 * servers) - 2)) / (16 * busy * servers);
  const fixed = (1 + min(tilt, 1)) / 2;
  return (1 + work) / (2 * work + (1 - work) / fixed);
}

const MANY = 5000; // servers past which Erlang's sum is replaced by its limit
const NEVER = 1e15; // one in this many is nobody

/** Erlang's C; for very many servers the limit of Halfin and Whitt (1981). */
export function chanceToWait(servers, offered) {
  if (offered >= servers) return 1;
  if (servers > MANY) {
    const room = (servers - offered) / sqrt(offered);
    if (room > 8) return 0;
    const below = erfc(-room / sqrt(2)) / 2;
    return 1 / (1 + room * below * sqrt(2 * PI) * exp((room * room) / 2));
  }
  const inverse = oneOverLoss(servers, offered);
  if (inverse > NEVER) return 0;
  const loss = 1 / inverse;
  return loss / (1 - (offered / servers) * (1 - loss));
}

/** The complementary error function for x ≤ 0, by its series: 1 + 2/√π · e^−x² Σ 2ⁿ|x|²ⁿ⁺¹/(2n + 1)!!. */
function erfc(x) {
  const y = -x;
  let [term, sum] = [y, y];
  for (let n = 1; term > sum * 1e-17 && n < 500; n += 1) {
    term *= (2 * y * y) / (2 * n + 1);
    sum += term;
  }
  return 1 + (2 / sqrt(PI)) * exp(-y * y) * sum;
}

/** One over Erlang's B, which only grows with the servers; past NEVER it is not followed. */
function oneOverLoss(servers, offered) {
  let inverse = 1;
  for (let busy = 1; busy <= servers; busy += 1) {
    inverse = 1 + (inverse * busy) / offered;
    if (inverse > NEVER) break;
  }
  return inverse;
}

/** The share that finds the queue full: M/M/c/K, whose queue is a geometric series. */
function lostOf(servers, limit, offered) {
  if (limit === null || servers > MANY) return 0;
  const inverse = oneOverLoss(servers, offered);
  const ratio = servers / offered;
  const grown = limit * log(ratio);
  if (inverse > NEVER || grown > 35) return 0;
  const series = ratio === 1 ? limit : expm1(grown) / (ratio - 1);
  return 1 / (inverse * exp(grown) + series);
}

/** The queue of the busiest shard, and of each other one. */
export function both(station, held, flow) {
  const hot = queue(station, held, flow.hot_reads, flow.hot_writes, flow.hot_burst);
  return station.shards === 1 ? [hot, hot] : [hot, queue(station, held, flow.cold_reads, flow.cold_writes, flow.cold_burst)];
}
