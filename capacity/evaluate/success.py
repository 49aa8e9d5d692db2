"""When an operation succeeds: what must be up, and where one thing stands in for another.

Everything that is waited for must be up, so most of the answer is a set of things, kept as the bits of
a number. Only where boxes stand in for one another, or requests take one of several ways, is there a
decision diagram over the same variables.

A cache is passed by where its caller reaches a store without it. A hit is given no credit while the
store is down: entries expire, and an outage outlasts them; what is found is what holds for every request.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from capacity.architecture import DURABLE_STORES
from capacity.evaluate.compose import NoClosedForm, visited
from capacity.evaluate.diagram import NO, YES, Diagram, TooLarge
from capacity.plan import OperationPlan, Plan, PlannedCall, Station, Step


@dataclass(frozen=True, slots=True)
class Copies:
    """At least `need` copies of a station are up, given that `given` are."""

    station: Station
    need: int
    given: int = 0


class Part(NamedTuple):
    """What must be up for something to work: all variables of `needed`, and a diagram besides."""

    needed: int = 0  # a bit for each variable
    besides: int = YES


FAILS = Part(besides=NO)


@dataclass(slots=True)
class Success:
    """When an operation succeeds, over variables of its components; found once, asked often."""

    plan: Plan
    operation: OperationPlan
    diagram: Diagram = field(default_factory=Diagram)
    root: Part = FAILS
    needed: list[int] = field(default_factory=list)  # the variables that must all be up
    variables: list["Copies | float"] = field(default_factory=list)  # a chance: of a way taken
    _known: dict[str, list[tuple[int, int]]] = field(default_factory=dict)  # counts, variables
    _parts: dict[tuple[str, bool], Part] = field(default_factory=dict)

    def build(self) -> None:
        """Raises NoClosedForm where boxes stand in for one another in too many ways."""
        writes = self.operation.operation.writes
        reached = visited(self.operation)
        self._declare(reached)
        try:
            for component in reversed(self.operation.order):
                for writing in (False, True):
                    if (component, writing) in reached:
                        self._parts[component, writing] = self._works(component, writes=writing)
            entries = [self._parts[each, writes] for each in self.operation.entries]
            self.root = self._one_of(entries, [1 / len(entries)] * len(entries))
            self.needed = ones(self.root.needed)
        except (TooLarge, RecursionError) as error:
            raise NoClosedForm(str(error)) from None

    def chance(self, up: list[float]) -> float:
        """The chance of success, where variable i is up with chance `up[i]`."""
        found = 1.0
        for number in self.needed:
            found *= up[number]
        if self.root.besides == YES or found == 0:
            return found
        given = list(up)
        for number in self.needed:
            given[number] = 1.0
        return found * self.diagram.chance(self.root.besides, given)

    def _declare(self, reached: set[tuple[str, bool]]) -> None:
        """Variables in the order of the calls, which keeps the diagram narrow."""
        needs: dict[str, set[int]] = {}
        for component in self.operation.order:
            for writes in (False, True):
                twins = self._with_twins(component) if (component, writes) in reached else []
                for each in twins:
                    needs.setdefault(each, set()).add(self._need(each, writes=writes))
        for component, counts in needs.items():
            # to have two copies up there must be one: each further count is a chance of its own
            before = 0
            for need in sorted(counts):
                self._known.setdefault(component, []).append((need, len(self.variables)))
                self.variables.append(Copies(self.plan.stations[component], need, before))
                before = need

    def _with_twins(self, component: str) -> list[str]:
        if component not in self.plan.stations:
            return []
        twins = self.plan.twins.get(component, ())
        return [component, *(each for each in twins if each in self.plan.stations)]

    def _need(self, component: str, *, writes: bool) -> int:
        station = self.plan.stations[component]
        return max(station.need, station.write_quorum if writes else station.read_quorum)

    def _works(self, component: str, *, writes: bool) -> Part:
        steps = [each for each in self.operation.steps.get(component, ()) if each.waits]
        parts = [self._step(component, each, writes=writes) for each in steps]
        return self._all([self._up(component, writes=writes), *parts])

    def _up(self, component: str, *, writes: bool) -> Part:
        twins = [
            self._enough(each, self._need(each, writes=writes))
            for each in self._with_twins(component)
        ]
        return self._any(twins) if twins else Part()

    def _enough(self, component: str, need: int) -> Part:
        numbers = [number for count, number in self._known[component] if count <= need]
        return Part(sum(1 << number for number in numbers))

    def _step(self, component: str, step: Step, *, writes: bool) -> Part:
        calls = [each for each in step.calls if writes or not each.on_writes]
        parts = [
            Part() if self._is_passed_by(component, each) else self._parts[each.target, each.writes]
            for each in calls
        ]
        if step.any_will_do:
            return self._any(parts)
        if step.mode == "one_of":
            return self._one_of(parts, [each.share for each in calls])
        return self._all(parts)

    def _all(self, parts: list[Part]) -> Part:
        needed, besides = 0, YES
        for part in reversed(parts):
            needed |= part.needed
            if part.besides != YES:
                besides = self.diagram.both(besides, part.besides)
        return Part(needed, besides)

    def _any(self, parts: list[Part]) -> Part:
        if len(parts) == 1:
            return parts[0]
        found = NO
        for part in parts:
            found = self.diagram.either(found, self._whole(part))
        return Part(besides=found)

    def _one_of(self, parts: list[Part], shares: list[float]) -> Part:
        """One way of several, each with its share; what is left over takes none and succeeds."""
        if len(parts) == 1 and shares[0] == 1:
            return parts[0]
        found, left = YES, max(0.0, 1 - sum(shares))
        for part, share in reversed(list(zip(parts, shares, strict=True))):
            left += share
            whole = self._whole(part)
            if share <= 0 or whole == found:
                continue
            found = self.diagram.choice(len(self.variables), whole, found)
            self.variables.append(share / left)
        return Part(besides=found)

    def _whole(self, part: Part) -> int:
        """A part as one diagram."""
        return self.diagram.both(self.diagram.chain(ones(part.needed)), part.besides)

    def _is_passed_by(self, component: str, call: PlannedCall) -> bool:
        """Whether a call goes to a cache beside the way to a store."""
        if self.plan.stations[call.target].kind != "cache":
            return False
        to_see = [
            each.target
            for step in self.operation.steps.get(component, ())
            if step.waits
            for each in step.calls
            if each.target != call.target
        ]
        seen = set(to_see)
        while to_see:
            here = to_see.pop()
            if self.plan.stations[here].kind in DURABLE_STORES:
                return True
            for step in self.operation.steps.get(here, ()):
                for each in step.calls if step.waits else ():
                    if each.target not in seen and each.target != call.target:
                        seen.add(each.target)
                        to_see.append(each.target)
        return False


def ones(bits: int) -> list[int]:
    """The numbers of the bits that are set, the lowest first.

    >>> ones(0b10110)
    [1, 2, 4]
    """
    return [number for number, bit in enumerate(bin(bits)[:1:-1]) if bit == "1"]
