"""How busy a station is, and how long one waits for it.

One shard is c servers with one queue. The chance to wait is Erlang's C, exact for random arrivals and
exponential work. The wait of those who wait is taken as exponential. Its mean is that of Allen and
Cunneen, s/(c − a) · (arrivals' dispersion + work's dispersion)/2, where calls that come k at once have
dispersion k and share their wait; with Kimura's correction (1994) for work that is not exponential on several servers,
without which it is 15 % too long for a dispersion of 4 on four servers.
"""

from dataclasses import dataclass
from math import erfc, exp, expm1, log, pi, sqrt

from capacity.evaluate.flows import Flow
from capacity.plan import Station


@dataclass(frozen=True, slots=True)
class Held:
    """How long visits keep a server, reading and writing: means and second moments."""

    read_mean: float
    read_square: float
    write_mean: float
    write_square: float


@dataclass(frozen=True, slots=True)
class Queue:
    """One shard under its load. `wait` is the mean of those who wait; None when the queue grows."""

    offered: float  # servers that are busy on average, if there were enough
    utilisation: float | None  # None: as many servers as come
    chance: float  # to wait at all
    wait: float | None
    turned_away: float = 0.0

    @property
    def mean(self) -> float:
        """The mean wait of all, where there is one."""
        return self.chance * (self.wait or 0.0)

    @property
    def variance(self) -> float:
        wait = self.wait or 0.0
        return 2 * self.chance * wait * wait - (self.chance * wait) ** 2


IDLE = Queue(0.0, 0.0, 0.0, 0.0)


def own_work(station: Station) -> Held:
    """Servers are kept for a visit's own work and nothing else."""
    spread = 1 + station.variability
    read, write = station.service_time, station.write_time
    return Held(read, spread * read * read, write, spread * write * write)


def queue(station: Station, held: Held, reads: float, writes: float, burst: float) -> Queue:
    """The queue of a shard that is visited this often."""
    rate = reads + writes
    if rate <= 0:
        return IDLE
    mean = (reads * held.read_mean + writes * held.write_mean) / rate
    square = (reads * held.read_square + writes * held.write_square) / rate
    offered = rate * mean
    servers = station.servers
    if servers is None:
        return Queue(offered, None, 0.0, 0.0)
    busy = offered / servers
    lost = _lost(servers, station.queue_limit, offered)
    if busy >= 1:
        return Queue(offered, busy, 1.0, None, lost)
    work = square / (mean * mean) - 1 if mean > 0 else 1.0
    return Queue(offered, busy, *_waiting(servers, offered, mean, work, burst / rate), lost)


def _waiting(
    servers: int, offered: float, mean: float, work: float, batch: float
) -> tuple[float, float]:
    """The chance to wait, and the mean of those who do, where `batch` visits come at once.

    Of so many the middle one needs (batch − 1)/2 servers more than one that comes alone, and waits for
    those before it. With fewer servers than come at once most wait for one another; on one server the
    mean is then exact.
    """
    busy = offered / servers
    alone = chance_to_wait(servers, offered)
    if alone == 0:
        return 0.0, 0.0
    others = (batch - 1) / 2
    together = exp(min(0.0, log(alone) - others * log(busy)))
    longer = _spread(servers, busy, work)
    if servers < batch:
        longer *= alone / together
    return together, mean / (servers - offered) * (longer + others)


def _spread(servers: int, busy: float, work: float) -> float:
    """How much longer one waits than for exponential work (Kimura, with Cosmetatos for fixed work).

    One server: (1 + dispersion)/2, which is exact.

    >>> _spread(1, 0.7, 4), _spread(8, 0.7, 1)
    (2.5, 1.0)
    """
    tilt = (1 - busy) * (servers - 1) * (sqrt(4 + 5 * servers) - 2) / (16 * busy * servers)
    fixed = (1 + min(tilt, 1.0)) / 2  # fixed work never waits longer than exponential
    return (1 + work) / (2 * work + (1 - work) / fixed)


MANY = 5000  # servers past which Erlang's sum is replaced by its limit
NEVER = 1e15  # one in this many is nobody


def chance_to_wait(servers: int, offered: float) -> float:
    """Erlang's C; for very many servers the limit of Halfin and Whitt (1981).

    >>> round(chance_to_wait(14, 10), 7)
    0.1741319
    """
    if offered >= servers:
        return 1.0
    if servers > MANY:
        room = (servers - offered) / sqrt(offered)
        if room > 8:
            return 0.0
        below = erfc(-room / sqrt(2)) / 2
        return 1 / (1 + room * below * sqrt(2 * pi) * exp(room * room / 2))
    inverse = _one_over_loss(servers, offered)
    if inverse > NEVER:
        return 0.0
    loss = 1 / inverse
    return loss / (1 - offered / servers * (1 - loss))


def _one_over_loss(servers: int, offered: float) -> float:
    """One over Erlang's B, which only grows with the servers; past NEVER it is not followed."""
    inverse = 1.0
    for busy in range(1, servers + 1):
        inverse = 1 + inverse * busy / offered
        if inverse > NEVER:
            break
    return inverse


def _lost(servers: int, limit: int | None, offered: float) -> float:
    """The share that finds the queue full: M/M/c/K, whose queue is a geometric series.

    >>> round(_lost(1, 2, 0.5), 6)
    0.066667
    """
    if limit is None or servers > MANY:
        return 0.0
    inverse = _one_over_loss(servers, offered)
    ratio = servers / offered
    if inverse > NEVER or limit * log(ratio) > 35:
        return 0.0
    grown = limit * log(ratio)
    series = limit if ratio == 1 else expm1(grown) / (ratio - 1)
    return 1 / (inverse * exp(grown) + series)


def both(station: Station, held: Held, flow: Flow) -> tuple[Queue, Queue]:
    """The queue of the busiest shard, and of each other one."""
    hot = queue(station, held, flow.hot_reads, flow.hot_writes, flow.hot_burst)
    if station.shards == 1:
        return hot, hot
    return hot, queue(station, held, flow.cold_reads, flow.cold_writes, flow.cold_burst)
