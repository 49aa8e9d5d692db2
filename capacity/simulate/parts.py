"""The scene while it runs: shards with their servers, links with what callers remember.

Whoever changes a line here changes `capacity/browser/simulate-parts.mjs` too.
"""

from capacity.simulate import scene
from capacity.simulate.draws import Draws
from capacity.simulate.kernel import Gate, Sim, Station
from capacity.simulate.policies import Fuse, Purse
from capacity.simulate.tally import Watch


class Shard:
    """The servers of one shard, and the losses that hit work on them."""

    __slots__ = ("losses", "place", "serving", "station")

    def __init__(self, place: "Place", servers: int) -> None:
        self.place = place
        self.station = Station(servers)
        self.serving = 0  # pieces of work under way
        self.losses: list[list[int]] = []  # [work lost and not told yet, work that was under way]

    def is_lost(self, since: int, draws: Draws) -> bool:
        """Whether work under way since that many losses went down with one of the later ones."""
        for loss in self.losses[since:]:
            lost = loss[0] > 0 and draws.uniform() * loss[1] < loss[0]
            loss[1] -= 1
            if lost:
                loss[0] -= 1
                return True
        return False


class Place:
    """A station while it runs: which instances live, who still asks the dead ones, what is slow."""

    __slots__ = (
        "alive", "blind", "delay", "fill", "full", "hot", "instances", "leader", "limit", "lossy",
        "no_leader", "of", "shards", "slow", "watches",
    )  # fmt: skip

    def __init__(self, of: scene.Station) -> None:
        self.of = of
        self.instances = len(of.zones)
        self.alive = [True] * self.instances
        self.leader = 0
        self.no_leader = False
        self.blind = 0  # instances that are gone and still asked
        self.slow = 1.0
        self.delay = 0.0
        self.lossy = 0.0
        self.full = False
        self.hot = 0.0
        self.fill = 1.0  # how warm a cache is
        self.limit = -1 if of.limit is None else of.limit
        self.shards = [Shard(self, of.servers * self.instances) for _ in range(of.shards)]
        self.watches: list[Watch] = []

    @property
    def living(self) -> int:
        return sum(self.alive)

    @property
    def is_down(self) -> bool:
        """Whether nothing of it lives, and callers know."""
        return self.blind == 0 and self.living == 0

    def pick(self, hot: float, draws: Draws) -> Shard:
        """The shard that a piece of work goes to; the first is the busiest."""
        others = len(self.shards) - 1
        if others == 0 or draws.uniform() < (max(self.hot, hot)):
            return self.shards[0]
        return self.shards[1 + int(draws.uniform() * others)]

    def refuses(self, shard: Shard, job: "Job", draws: Draws) -> str | None:
        """Why work is turned away at the door, if it is."""
        if self.no_leader and job.leader:
            return "no leader"
        if self.blind and draws.uniform() * (self.living + self.blind) < self.blind:
            return "lost"
        if shard.station.servers < self.of.servers * self.of.need:
            return "lost"
        return self._overload(shard.station, job.service)

    def _overload(self, station: Station, service: float) -> str | None:
        if self.full:
            return "full"
        if station.busy < station.servers:
            return None
        waiting = len(station.line)
        if self.limit >= 0 and waiting >= self.limit:
            return "full"
        shed = self.of.shed
        if shed is not None and waiting * service * self.slow > shed * station.servers:
            return "shed"
        return None

    def lose(self, gone: list[int]) -> None:
        """Instances stop: the work on them is lost, and so is what a cache had in them."""
        before = self.living
        for number in gone:
            self.alive[number] = False
        lost = before - self.living
        if not lost:
            return
        self.fill = self.fill * (before - lost) / before
        for shard in self.shards:
            hit = shard.serving * lost // before
            shard.losses.append([hit, shard.serving])
            shard.serving -= hit
            shard.station.busy -= hit

    def warm(self) -> None:
        """A miss puts what it fetched into the cache."""
        if self.fill < 1.0:
            self.fill += (1.0 - self.fill) / self.of.warms

    def resize(self, sim: Sim) -> None:
        for shard in self.shards:
            sim.resize(shard.station, self.of.servers * self.living)

    def scale(self, sim: Sim, instances: int) -> None:
        """More instances, or fewer; the leader is the last to go."""
        while self.living < instances:
            self.alive.append(True)
        number = len(self.alive) - 1
        while self.living > instances and number >= 0:
            if self.alive[number] and number != self.leader:
                self.alive[number] = False
            number -= 1
        self.resize(sim)


class Link:
    """A call while it runs, with what its callers share: a budget and a breaker."""

    __slots__ = (
        "answers", "backoff", "cancels", "client", "count", "delay", "finds", "fuse", "hot", "jitter", "mark",
        "place", "plain", "purse", "retries", "share", "task", "timeout", "visits",
    )  # fmt: skip

    def __init__(self, of: scene.Call, task: "Job", client: int) -> None:
        self.task = task
        self.client = client  # the operation whose attempts these are, or -1
        self.hot = of.hot
        self.visits = of.visits
        self.answers = of.answers
        self.finds = of.finds
        self.mark = of.mark
        self.place = task.place
        self.count = of.count
        self.share = of.share
        self.delay = of.delay
        self.timeout = -1.0 if of.timeout is None else of.timeout
        self.cancels = of.cancels
        self.retries = of.retries
        self.backoff = of.backoff
        self.jitter = of.jitter
        self.purse = None if of.budget is None else Purse(of.budget)
        self.fuse = None if of.breaker is None else Fuse(of.breaker.failures, of.breaker.over, of.breaker.cool)  # fmt: skip
        self.plain = of.timeout is None and of.retries == 0 and of.breaker is None


class Job:
    """A task while it runs."""

    __slots__ = ("hit", "holds", "leader", "marks", "place", "service", "steps", "variability")

    def __init__(self, of: scene.Task, place: Place | None) -> None:
        self.place = place
        self.service = of.service
        self.variability = of.variability
        self.hit = of.hit
        self.holds = of.holds
        self.leader = of.leader
        self.steps: list[Part] = []
        marks = [call.mark for step in of.steps for call in step.calls]
        marks += [mark for step in of.steps for mark in step.after]
        self.marks = 1 + max(marks, default=0)


class Part:
    """A step while it runs."""

    __slots__ = ("after", "any_will_do", "links", "mode", "waits")

    def __init__(self, of: scene.Step, links: list[Link]) -> None:
        self.mode = of.mode
        self.waits = of.waits
        self.after = of.after
        self.any_will_do = of.any_will_do
        self.links = links


class Ticket:
    """Whether somebody still waits for a piece of work. A call's ticket ends with its caller's."""

    __slots__ = ("gone", "parent")

    def __init__(self, parent: "Ticket | None") -> None:
        self.gone = False
        self.parent = parent

    @property
    def is_gone(self) -> bool:
        here: Ticket | None = self
        while here is not None:
            if here.gone:
                return True
            here = here.parent
        return False


class Answer:
    """What came back from calls that run beside their caller, who waits at the gate."""

    __slots__ = ("cause", "gate", "good", "may_fail", "there")

    def __init__(self, gate: Gate) -> None:
        self.gate = gate
        self.there = False
        self.cause: str | None = None
        self.good = 0
        self.may_fail = 0
