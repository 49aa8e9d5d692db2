"""A run: requests arrive, visit stations, call on, fail and try again.

A visit ends with None or with the cause of its failure: 'lost' (with its instance, or sent to one
that is gone), 'full', 'shed', 'no leader', 'timeout', 'breaker', 'given up' (nobody waits any more).
Whoever changes a line here changes `capacity/browser/simulate-world.mjs` too.
"""

from collections.abc import Callable, Generator

from capacity.simulate import faults, scene
from capacity.simulate.draws import Draws
from capacity.simulate.kernel import Gate, Process, Sim, Station
from capacity.simulate.parts import Answer, Job, Link, Place, Shard, Ticket
from capacity.simulate.tally import Slot, Watch

LOOKS = 10  # at the stations, in each bucket of the time series
RESENT = 0.2  # seconds until a lost packet is sent again: an assumption, Linux's shortest time-out

Outcome = Generator[float | Station | Gate, None, str | None]


class World:
    """One scene, once."""

    def __init__(self, of: scene.Scene) -> None:
        self.of = of
        self.sim = Sim()
        self.draws = Draws(of.seed)
        self.places = [Place(each) for each in of.stations]
        self.jobs = [Job(each, self.places[each.station]) for each in of.tasks]
        for job, task in zip(self.jobs, of.tasks, strict=True):
            job.steps = [(step.mode, step.on_miss, [self._link(call) for call in step.calls]) for step in task.steps]  # fmt: skip
        self.clients = [self._link(each.call) for each in of.operations]
        self.factors = [1.0 for _ in of.operations]  # of spikes under way
        self.slots: list[list[Slot]] = [[] for _ in of.operations]
        self.later = [0, 0]  # asynchronous work done, and lost
        self.trace: list[float] | None = None  # when each request ended, for who wants to compare

    def _link(self, call: scene.Call) -> Link:
        return Link(call, self.jobs[call.to])

    def run(self, progress: Callable[[float], None] | None = None) -> "World":
        """Arrivals stop at the end of the scene; what is under way then is finished and counted."""
        sim, end = self.sim, self.of.seconds
        for number in range(len(self.of.operations)):
            sim.at(0.0, self._arrivals(number))
        sim.at(0.0, self._looks())
        for fault in self.of.faults:
            sim.at(fault.at, faults.happen(self, fault))
        for place in self.places:
            if place.of.scaling is not None:
                sim.at(0.0, faults.follow(self, place, place.of.scaling))
        for percent in range(1, 101):
            sim.run(end * percent / 100.0)
            if progress is not None:
                progress(percent / 100.0)
        sim.run(end + end)  # a request that takes longer than the scene is left out
        return self

    # --- arriving ---------------------------------------------------------------------------------

    def _arrivals(self, number: int) -> Process:
        operation = self.of.operations[number]
        sim, uniform, exponential = self.sim, self.draws.uniform, self.draws.exponential
        shape = operation.shape
        top = max([1.0, *(factor for _, factor in shape)])
        for fault in self.of.faults:
            if fault.kind == "spike" and fault.target in ("all", operation.id):
                top *= max(1.0, fault.amount)
        steady = not shape and top == 1.0 and all(each.kind != "spike" for each in self.of.faults)
        mean = 1.0 / (operation.rate * top)
        while True:
            yield mean * exponential()
            if sim.now >= self.of.seconds:
                return
            if steady or uniform() * top < self.factors[number] * level(shape, sim.now):
                sim.at(sim.now, self._request(number))

    def _request(self, number: int) -> Process:
        began = self.sim.now
        link = self.clients[number]
        self._slot(number).arrived += 1
        cause = yield from self._call(link, None, number)
        slot = self._slot(number)
        if self.trace is not None:
            self.trace.append(self.sim.now)
        if cause is None:
            slot.answered += 1
            slot.latency.add(self.sim.now - began)
        else:
            slot.lost[cause] = slot.lost.get(cause, 0) + 1

    def _slot(self, number: int) -> Slot:
        slots = self.slots[number]
        wanted = int(self.sim.now / self.of.bucket)
        while len(slots) <= wanted:
            slots.append(Slot())
        return slots[wanted]

    # --- calling ----------------------------------------------------------------------------------

    def _call(self, link: Link, ticket: Ticket | None, client: int) -> Outcome:
        """One call with its retries. `client` is the operation whose attempts are counted, or -1."""
        if link.plain:
            if client >= 0:
                self._slot(client).attempts += 1
            return (yield from self._reach(link, ticket))
        if link.purse is not None:
            link.purse.earn()
        pause = link.backoff
        tried = 0
        while True:
            cause = yield from self._attempt(link, ticket, client)
            if cause is None or tried >= link.retries or cause == "given up":
                return cause
            if link.purse is not None and not link.purse.spend():
                return cause
            tried += 1
            if pause > 0.0:
                yield pause * (1.0 - link.jitter + link.jitter * self.draws.uniform())
                pause += pause

    def _attempt(self, link: Link, ticket: Ticket | None, client: int) -> Outcome:
        fuse = link.fuse
        if fuse is not None and fuse.stops(self.sim.now):
            return "breaker"
        if client >= 0:
            self._slot(client).attempts += 1
        if link.timeout < 0.0:
            cause = yield from self._reach(link, ticket)
        else:
            cause = yield from self._with_clock(link, ticket)
        if fuse is not None:
            fuse.note(ok=cause is None, now=self.sim.now)
        return cause

    def _with_clock(self, link: Link, ticket: Ticket | None) -> Outcome:
        sim, gate, answer, own = self.sim, Gate(1), Answer(), Ticket(ticket)
        sim.at(sim.now, self._answering(link, own, gate, answer))
        sim.at(sim.now + link.timeout, self._alarm(gate))
        yield gate
        if answer.there:
            return answer.cause
        if link.cancels:
            own.gone = True
        return "timeout"

    def _answering(self, link: Link, ticket: Ticket | None, gate: Gate, answer: Answer) -> Process:
        cause = yield from self._reach(link, ticket)
        answer.there = True
        if answer.cause is None:
            answer.cause = cause
        self.sim.arrive(gate)

    def _alarm(self, gate: Gate) -> Process:
        self.sim.arrive(gate)
        return
        yield 0.0

    def _reach(self, link: Link, ticket: Ticket | None) -> Outcome:
        """Over the network and in at the door."""
        place = link.place
        delay = link.delay + place.delay
        while place.lossy > 0.0 and self.draws.uniform() < place.lossy:
            delay += RESENT
        if delay > 0.0:
            yield delay
        return (yield from self._visit(link.task, ticket))

    # --- being served -----------------------------------------------------------------------------

    def _visit(self, job: Job, ticket: Ticket | None) -> Outcome:
        sim, draws, place = self.sim, self.draws, job.place
        shard = place.pick(draws)
        station = shard.station
        cause = place.refuses(shard, job, draws)
        if cause is not None:
            return cause
        yield station
        if ticket is not None and ticket.is_gone:
            sim.release(station)
            return "given up"
        shard.serving += 1
        since = len(shard.losses)
        yield draws.time(job.service, job.variability) * place.slow
        if not job.holds and not self._leaves(shard, since):
            return "lost"
        if job.steps:
            cause = yield from self._steps(job, ticket)
        if job.holds and not self._leaves(shard, since):
            return "lost"
        return cause

    def _leaves(self, shard: Shard, since: int) -> bool:
        """Give the server back, unless it is gone and the work with it."""
        if len(shard.losses) > since and shard.is_lost(since, self.draws):
            return False
        shard.serving -= 1
        self.sim.release(shard.station)
        return True

    def _steps(self, job: Job, ticket: Ticket | None) -> Outcome:
        place = job.place
        missed = job.hit <= 0.0 or self.draws.uniform() >= job.hit * place.fill
        for mode, on_miss, links in job.steps:
            if on_miss and not missed:
                continue
            if ticket is not None and ticket.is_gone:
                return "given up"
            cause = yield from self._step(mode, links, ticket)
            if cause is not None:
                return cause
        if missed and job.hit > 0.0 and place.fill < 1.0:
            place.fill += (1.0 - place.fill) / place.of.warms
        return None

    def _step(self, mode: str, links: list[Link], ticket: Ticket | None) -> Outcome:
        if mode == "parallel":
            return (yield from self._at_once(links, ticket))
        if mode == "one_of":
            links = [one_of(links, self.draws.uniform())]
        for link in links:
            for _ in range(self.draws.count(link.count)):
                if mode == "later":
                    self.sim.at(self.sim.now, self._later(link))
                    continue
                cause = yield from self._call(link, ticket, -1)
                if cause is not None:
                    return cause
        return None

    def _at_once(self, links: list[Link], ticket: Ticket | None) -> Outcome:
        """All calls at the same time; the first failure's cause stands for them all."""
        answer = Answer()
        gate = Gate(0)
        for link in links:
            for _ in range(self.draws.count(link.count)):
                gate.left += 1
                self.sim.at(self.sim.now, self._branch(link, ticket, gate, answer))
        yield gate
        return answer.cause

    def _branch(self, link: Link, ticket: Ticket | None, gate: Gate, answer: Answer) -> Process:
        cause = yield from self._call(link, ticket, -1)
        if answer.cause is None:
            answer.cause = cause
        self.sim.arrive(gate)

    def _later(self, link: Link) -> Process:
        cause = yield from self._call(link, None, -1)
        self.later[0 if cause is None else 1] += 1

    # --- looking ----------------------------------------------------------------------------------

    def _looks(self) -> Process:
        """Every tenth of a bucket: how many servers work, how much waits."""
        pause = self.of.bucket / LOOKS
        looked = 0
        while self.sim.now < self.of.seconds:
            number = looked // LOOKS
            for place in self.places:
                if len(place.watches) <= number:
                    place.watches.append(Watch())
                look(place, place.watches[number])
            looked += 1
            yield pause


def look(place: Place, watch: Watch) -> None:
    watch.looks += 1
    for shard in place.shards:
        watch.busy += shard.station.busy
        watch.servers += shard.station.servers
        watch.line += len(shard.station.line)


def level(shape: tuple[tuple[float, float], ...], now: float) -> float:
    """The factor of a shape at a time: straight lines between its points, flat outside."""
    if not shape:
        return 1.0
    before = shape[0]
    for after in shape:
        if now < after[0]:
            if after[0] == before[0]:
                return after[1]
            return before[1] + (after[1] - before[1]) * (now - before[0]) / (after[0] - before[0])
        before = after
    return before[1]


def one_of(links: list[Link], chance: float) -> Link:
    """One of several ways, each as often as its share says."""
    total = 0.0
    for link in links:
        total += link.share
    chance *= total
    for link in links:
        if chance < link.share:
            return link
        chance -= link.share
    return links[-1]
