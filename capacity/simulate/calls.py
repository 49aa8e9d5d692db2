"""Calls and visits: what a request does between its arrival and its end.

A call ends with None or with the cause of its failure: 'lost' (with its instance, or sent to one
that is gone), 'full', 'shed', 'no leader', 'no quorum', 'timeout', 'breaker', 'given up' (nobody
waits any more). Whoever changes a line here changes `capacity/browser/simulate-calls.mjs` too.
"""

from collections.abc import Callable, Generator

from capacity.simulate.draws import Draws
from capacity.simulate.kernel import Gate, Process, Sim, Station
from capacity.simulate.parts import Answer, Job, Link, Part, Shard, Ticket

RESENT = 0.2  # seconds until a lost packet is sent again: an assumption, Linux's shortest time-out

Outcome = Generator[float | Station | Gate, None, str | None]


class Calls:
    """What every world can do with a call."""

    def __init__(self, seed: int, attempted: Callable[[int], None]) -> None:
        self.sim = Sim()
        self.draws = Draws(seed)
        self.attempted = attempted  # told of each attempt of a client, with its operation
        self.later = [0, 0]  # asynchronous work done, and lost

    def _call(self, link: Link, ticket: Ticket | None) -> Outcome:
        """One call with its retries."""
        if link.plain:
            if link.client >= 0:
                self.attempted(link.client)
            return (yield from self._reach(link, ticket))
        if link.purse is not None:
            link.purse.earn()
        pause = link.backoff
        tried = 0
        while True:
            cause = yield from self._attempt(link, ticket)
            if cause is None or tried >= link.retries or cause == "given up":
                return cause
            if link.purse is not None and not link.purse.spend():
                return cause
            tried += 1
            if pause > 0.0:
                yield pause * (1.0 - link.jitter + link.jitter * self.draws.uniform())
                pause += pause

    def _attempt(self, link: Link, ticket: Ticket | None) -> Outcome:
        fuse = link.fuse
        if fuse is not None and fuse.stops(self.sim.now):
            return "breaker"
        if link.client >= 0:
            self.attempted(link.client)
        if link.timeout < 0.0:
            cause = yield from self._reach(link, ticket)
        else:
            cause = yield from self._with_clock(link, ticket)
        if fuse is not None:
            fuse.note(ok=cause is None, now=self.sim.now)
        return cause

    def _with_clock(self, link: Link, ticket: Ticket | None) -> Outcome:
        sim, answer, own = self.sim, Answer(Gate(1)), Ticket(ticket)
        sim.at(sim.now, self._answering(link, own, answer))
        sim.at(sim.now + link.timeout, self._alarm(answer.gate))
        yield answer.gate
        if answer.there:
            return answer.cause
        if link.cancels:
            own.gone = True
        return "timeout"

    def _answering(self, link: Link, ticket: Ticket, answer: Answer) -> Process:
        answer.cause = yield from self._reach(link, ticket)
        answer.there = True
        self.sim.arrive(answer.gate)

    def _alarm(self, gate: Gate) -> Process:
        self.sim.arrive(gate)
        return
        yield 0.0

    def _reach(self, link: Link, ticket: Ticket | None) -> Outcome:
        """Over the network, to the shard and in at the door."""
        place = link.place
        if place is None:
            return (yield from self._steps(link.task, None, 0, ticket))
        delay = link.delay + place.delay
        while place.lossy > 0.0 and self.draws.uniform() < place.lossy:
            delay += RESENT
        if delay > 0.0:
            yield delay
        shard = place.pick(link.hot, self.draws)
        if link.visits == 1:
            return (yield from self._visit(link.task, shard, ticket))
        return (yield from self._copies(link, shard, ticket))

    def _copies(self, link: Link, shard: Shard, ticket: Ticket | None) -> Outcome:
        """Several copies at once; goes on after enough of them, or after one chosen beforehand."""
        asked = min(link.visits, max(1, shard.place.living))
        if link.answers > asked:
            return "no quorum"
        if link.answers == 1:
            for _ in range(asked - 1):
                self.sim.at(self.sim.now, self._copy(link.task, shard))
            return (yield from self._visit(link.task, shard, ticket))
        answer = Answer(Gate(1))
        answer.may_fail = asked - link.answers
        for _ in range(asked):
            self.sim.at(self.sim.now, self._voting(link, shard, ticket, answer))
        yield answer.gate
        return None if answer.good >= link.answers else answer.cause

    def _copy(self, job: Job, shard: Shard) -> Process:
        yield from self._visit(job, shard, None)

    def _voting(self, link: Link, shard: Shard, ticket: Ticket | None, answer: Answer) -> Process:
        cause = yield from self._visit(link.task, shard, ticket)
        if cause is None:
            answer.good += 1
            if answer.good == link.answers:
                self.sim.arrive(answer.gate)
        else:
            answer.cause = cause
            answer.may_fail -= 1
            if answer.may_fail < 0:
                self.sim.arrive(answer.gate)

    # --- being served -----------------------------------------------------------------------------

    def _visit(self, job: Job, shard: Shard, ticket: Ticket | None) -> Outcome:
        sim, draws, place = self.sim, self.draws, shard.place
        cause = place.refuses(shard, job, draws)
        if cause is not None:
            return cause
        station = shard.station
        yield station
        if ticket is not None and ticket.is_gone:
            sim.release(station)
            return "given up"
        shard.serving += 1
        since = len(shard.losses)
        yield draws.time(job.service, job.variability) * place.slow
        if job.holds:
            return (yield from self._steps(job, shard, since, ticket))
        if not self._leaves(shard, since):
            return "lost"
        if job.steps:
            return (yield from self._steps(job, None, 0, ticket))
        return None

    def _leaves(self, shard: Shard, since: int) -> bool:
        """Give the server back, unless it is gone and the work with it."""
        if len(shard.losses) > since and shard.is_lost(since, self.draws):
            return False
        shard.serving -= 1
        self.sim.release(shard.station)
        return True

    def _steps(self, job: Job, held: Shard | None, since: int, ticket: Ticket | None) -> Outcome:
        """The steps that are due; a server that is held is given back on the way, or at the end."""
        place = job.place
        missed = [True] * job.marks
        if place is not None and job.hit > 0.0:
            missed[0] = self.draws.uniform() >= job.hit * place.fill
        cause: str | None = None
        for number, part in enumerate(job.steps):
            if held is not None and number == job.holds:
                if not self._leaves(held, since):
                    return "lost"
                held = None
            if part.after and not all(missed[mark] for mark in part.after):
                continue
            if ticket is not None and ticket.is_gone:
                cause = "given up"
            else:
                cause = yield from self._step(part, missed, ticket)
            if cause is not None:
                break
        if held is not None and not self._leaves(held, since):
            return "lost"
        if cause is None and place is not None and job.hit > 0.0 and missed[0]:
            place.warm()
        return cause

    def _step(self, part: Part, missed: list[bool], ticket: Ticket | None) -> Outcome:
        if part.mode == "parallel" and part.waits:
            return (yield from self._at_once(part.links, missed, ticket))
        links = part.links
        if part.mode == "one_of":
            links = one_of(links, self.draws.uniform(), any_will_do=part.any_will_do)
        for link in links:
            for _ in range(self.draws.count(link.count)):
                if not part.waits:
                    self.sim.at(self.sim.now, self._later(link))
                    continue
                cause = yield from self._looking(link, missed, ticket)
                if cause is not None:
                    return cause
        return None

    def _looking(self, link: Link, missed: list[bool], ticket: Ticket | None) -> Outcome:
        """A call; one to a cache may fail without harm, and may find what is wanted."""
        cause = yield from self._call(link, ticket)
        if link.finds <= 0.0 or link.place is None or cause == "given up":
            return cause
        if cause is None:
            if self.draws.uniform() < link.finds * link.place.fill:
                missed[link.mark] = False
            else:
                link.place.warm()
        return None

    def _at_once(self, links: list[Link], missed: list[bool], ticket: Ticket | None) -> Outcome:
        """All calls at the same time; the first failure's cause stands for them all."""
        answer = Answer(Gate(0))
        for link in links:
            for _ in range(self.draws.count(link.count)):
                answer.gate.left += 1
                self.sim.at(self.sim.now, self._branch(link, missed, ticket, answer))
        yield answer.gate
        return answer.cause

    def _branch(
        self, link: Link, missed: list[bool], ticket: Ticket | None, answer: Answer
    ) -> Process:
        cause = yield from self._looking(link, missed, ticket)
        if answer.cause is None:
            answer.cause = cause
        self.sim.arrive(answer.gate)

    def _later(self, link: Link) -> Process:
        cause = yield from self._call(link, None)
        self.later[0 if cause is None else 1] += 1


def one_of(links: list[Link], chance: float, *, any_will_do: bool) -> list[Link]:
    """One of several ways, each as often as its share says; none with what the shares leave over."""
    if any_will_do:
        up = [link for link in links if link.place is not None and not link.place.is_down]
        if up and len(up) < len(links):
            links = up
            total = 0.0
            for link in links:
                total += link.share
            chance *= total
    for link in links:
        if chance < link.share:
            return [link]
        chance -= link.share
    return []
