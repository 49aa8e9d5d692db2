"""How the times of one operation are put together, whatever a time is made of.

`Composer` knows the steps of a visit; a subclass knows times: as means and variances (`Moments`), or
as whole distributions (`Spectra`).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from math import ceil
from typing import Generic, TypeVar

from capacity.evaluate.queueing import Queue
from capacity.plan import OperationPlan, Plan, PlannedCall, Station, Step

Time = TypeVar("Time")
Queues = Mapping[str, tuple[Queue, Queue]]  # of the busiest shard, and of each other one
MOST_STATES = 64  # sets of caches that answered, which one visit may be in


class NoClosedForm(ValueError):
    """What no formula is known for, in a sentence; a simulation can still measure it."""


class Composer(ABC, Generic[Time]):
    """The time from a visit's arrival to its answer, for each component of an operation."""

    def __init__(
        self,
        plan: Plan,
        operation: OperationPlan,
        queues: Queues,
        known: set[tuple[str, bool]] | None = None,
    ) -> None:
        self.plan = plan
        self.operation = operation
        self.queues = queues
        self.visited = visited(operation) if known is None else known
        self._steps: dict[tuple[str, bool], Time] = {}
        self._calls: dict[tuple[str, bool, float], Time] = {}

    # --- what a subclass knows ---------------------------------------------------------------------

    @abstractmethod
    def nothing(self) -> Time: ...

    @abstractmethod
    def fixed(self, time: float) -> Time: ...

    @abstractmethod
    def then(self, one: Time, other: Time) -> Time: ...

    @abstractmethod
    def repeat(self, one: Time, count: float) -> Time: ...

    @abstractmethod
    def mix(self, parts: Sequence[tuple[float, Time]]) -> Time: ...

    @abstractmethod
    def waiting(self, queue: Queue) -> Time:
        """The wait for a server."""

    @abstractmethod
    def work(self, station: Station, *, writes: bool) -> Time:
        """A visit's own work."""

    @abstractmethod
    def first_of(self, call: PlannedCall, answers: int, visits: int) -> Time:
        """Until `answers` of `visits` are served that begin at the same time."""

    @abstractmethod
    def longest(self, calls: Sequence[PlannedCall]) -> Time:
        """Calls made at once, each together with its like; it takes as long as the longest."""

    # --- what is the same for all ------------------------------------------------------------------

    def run(self, components: Collection[str] | None = None) -> None:
        """Finds the steps' times of these components, those that are called first."""
        for component in reversed(self.operation.order):
            if components is None or component in components:
                for writes in (False, True):
                    if (component, writes) in self.visited:
                        self._steps[component, writes] = self.after(component, writes=writes)

    def steps_of(self, component: str, *, writes: bool) -> Time:
        return self._steps[component, writes]

    def answer(self) -> Time:
        """The time of a request from where it enters: the clients' shares of it."""
        writes = self.operation.operation.writes
        share = 1 / len(self.operation.entries)
        return self.mix(
            [(share, self.steps_of(each, writes=writes)) for each in self.operation.entries]
        )

    def visit(self, call: PlannedCall) -> Time:
        """One visit that a call makes, from its sending to its answer."""
        key = (call.target, call.writes, call.hot)
        if key not in self._calls:
            self._calls[key] = self.then(self._wait(call), self.served(call))
        return self._delayed(call, self._calls[key])

    def served(self, call: PlannedCall) -> Time:
        """A visit once it has a server: its work, and what it calls."""
        work = self.work(self.plan.stations[call.target], writes=call.writes)
        return self.then(work, self.steps_of(call.target, writes=call.writes))

    def call(self, call: PlannedCall) -> Time:
        """One call, answered by as many copies as it waits for."""
        if call.visits == 1 or call.answers == 1:
            return self.visit(call)
        return self._together(call, call.answers, call.visits)

    def alike(self, call: PlannedCall) -> Time:
        """All of a call's counts made at once, as long as the longest."""
        if call.count == 1:
            return self.call(call)
        return self._together(call, ceil(call.count), ceil(call.count))

    def all_of(self, calls: Sequence[PlannedCall]) -> Time:
        """Calls made at once, as often as each counts; it takes as long as the longest."""
        if len(calls) == 1:
            return self.alike(calls[0])
        return self.longest(calls)

    def _together(self, call: PlannedCall, answers: int, visits: int) -> Time:
        """Visits that come at once wait together: a wait is theirs in common, the work is not."""
        waited = self.then(self._wait(call), self.first_of(call, answers, visits))
        return self._delayed(call, waited)

    def _wait(self, call: PlannedCall) -> Time:
        hot, cold = self.queues[call.target]
        if hot is cold:
            return self.waiting(hot)
        return self.mix([(call.hot, self.waiting(hot)), (1 - call.hot, self.waiting(cold))])

    def _delayed(self, call: PlannedCall, time: Time) -> Time:
        return self.then(self.fixed(call.delay), time) if call.delay else time

    def after(
        self, component: str, *, writes: bool, only: Callable[[PlannedCall], bool] | None = None
    ) -> Time:
        """The steps of a visit: in each state that its caches may leave it in, then mixed.

        With `only`, the time that is spent in some of its calls.
        """
        steps = [each for each in self.operation.steps.get(component, ()) if each.waits]
        if not steps:
            return self.nothing()
        if not any(call.misses for step in steps for call in step.calls):
            time = self.nothing()
            for step in steps:
                time = self._take(time, step, frozenset(), only, writes=writes)
            return time
        states: dict[frozenset[str], tuple[float, Time]] = {frozenset(): (1.0, self.nothing())}
        needed = _needed(steps)
        if component in needed[0] and not writes:
            states = self._split(states, component, 1.0)
        for number, step in enumerate(steps):
            states = {
                answered: (chance, self._take(time, step, answered, only, writes=writes))
                for answered, (chance, time) in states.items()
            }
            for call in step.calls:
                if call.target in needed[number + 1]:
                    asked = min(1.0, call.count) * (call.share if step.mode == "one_of" else 1.0)
                    states = self._split(states, call.target, asked, call.misses)
            states = self._merged(states, needed[number + 1])
        return self.mix(list(states.values()))

    def _take(
        self,
        time: Time,
        step: Step,
        answered: frozenset[str],
        only: Callable[[PlannedCall], bool] | None,
        *,
        writes: bool,
    ) -> Time:
        made = [
            each
            for each in step.calls
            if not answered.intersection(each.misses)
            and (writes or not each.on_writes)
            and (only is None or only(each))
        ]
        if not made:
            return time
        if step.mode == "parallel":
            return self.then(time, self.all_of(made))
        if step.mode == "one_of":
            parts = [(each.share, self.repeat(self.call(each), each.count)) for each in made]
            left = 1 - sum(share for share, _ in parts)
            parts += [(left, self.nothing())] if left > 1e-12 else []
            return self.then(time, self.mix(parts))
        for each in made:
            time = self.then(time, self.repeat(self.call(each), each.count))
        return time

    def _split(
        self,
        states: dict[frozenset[str], tuple[float, Time]],
        cache: str,
        asked: float,
        misses: tuple[str, ...] = (),
    ) -> dict[frozenset[str], tuple[float, Time]]:
        """Each state in two: the cache had an answer, or not."""
        found: dict[frozenset[str], tuple[float, Time]] = {}
        hit = asked * self.plan.stations[cache].hit_ratio
        for answered, (chance, time) in states.items():
            here = 0.0 if answered.intersection(misses) else hit
            if here < 1:
                found[answered] = (chance * (1 - here), time)
            if here > 0:
                found[answered | {cache}] = (chance * here, time)
        return found

    def _merged(
        self, states: dict[frozenset[str], tuple[float, Time]], needed: frozenset[str]
    ) -> dict[frozenset[str], tuple[float, Time]]:
        """States that no later step tells apart, as one."""
        alike: dict[frozenset[str], list[tuple[float, Time]]] = {}
        for answered, state in states.items():
            alike.setdefault(answered & needed, []).append(state)
        if len(alike) > MOST_STATES:
            raise NoClosedForm("Too many caches answer independently of one another.")
        found = {}
        for answered, parts in alike.items():
            chance = sum(share for share, _ in parts)
            if chance > 0:
                shares = [(share / chance, time) for share, time in parts]
                found[answered] = (chance, self.mix(shares))
        return found


def _needed(steps: Sequence[Step]) -> list[frozenset[str]]:
    """Before each step, and after the last: the caches that a step from here on depends on."""
    needed = [frozenset[str]()]
    for step in reversed(steps):
        needed.append(needed[-1].union(*(call.misses for call in step.calls)))
    return needed[::-1]


def visited(operation: OperationPlan) -> set[tuple[str, bool]]:
    """Which components an operation visits to read, and which to write."""
    found = {(each, operation.operation.writes) for each in operation.entries}
    for component in operation.order:
        for step in operation.steps.get(component, ()):
            for call in step.calls:
                if not call.on_writes or (component, True) in found:
                    found.add((call.target, call.writes))
    return found
