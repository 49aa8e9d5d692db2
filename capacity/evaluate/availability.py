"""How often an operation succeeds, and what alone can stop it.

An operation succeeds when everything that it waits for is up. Given which zones are up, components
fail independently, so the chance is a sum over the states of the zones; within a state it is read off
a decision diagram, exactly, also where boxes stand in for one another and share what is behind them.

A single point of failure is no property of the drawing's shape: it is a thing, a machine or a zone,
whose loss makes success impossible. A cache is passed by where its caller reaches a store without it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from capacity.architecture import DURABLE_STORES
from capacity.evaluate.compose import NoClosedForm, visited
from capacity.evaluate.diagram import NO, YES, Diagram, TooLarge
from capacity.evaluate.loads import Loads
from capacity.kernels import at_least
from capacity.plan import OperationPlan, Plan, PlannedCall, Station, Step

MOST_PLACES = 12  # zones and regions whose states are gone through


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """A component or a zone whose loss stops this share of an operation."""

    id: str
    title: str
    lost: float
    is_zone: bool = False


@dataclass(frozen=True, slots=True)
class Copies:
    """At least `need` copies of a station are up, given that `given` are."""

    station: Station
    need: int
    given: int = 0

    def chance(self, zones_up: dict[str, bool], least: int = 0) -> float:
        """`least`: how many the load needs, where that is more."""
        need, given = max(self.need, least), max(self.given, least) if self.given else 0
        here = sum(place is None or zones_up.get(place, True) for place in self.station.places)
        one = self.station.availability
        if not given:
            return _at_least(need, here, one)
        before = _at_least(given, here, one)
        return _at_least(need, here, one) / before if before > 0 else 0.0


_at_least = lru_cache(4096)(at_least)


@dataclass(slots=True)
class Success:
    """When an operation succeeds, as a diagram over its components; one diagram, many questions."""

    plan: Plan
    operation: OperationPlan
    diagram: Diagram = field(default_factory=Diagram)
    root: int = NO
    variables: list["Copies | float"] = field(default_factory=list)  # a chance: of a way taken
    _known: dict[str, list[tuple[int, int]]] = field(default_factory=dict)  # counts, variables
    _parts: dict[tuple[str, bool], int] = field(default_factory=dict)

    def build(self) -> None:
        """Raises NoClosedForm where boxes stand in for one another in too many ways."""
        writes = self.operation.operation.writes
        reached = visited(self.operation)
        self._declare(reached)
        if self._is_plain():
            self.root = self._everything()
            return
        try:
            for component in reversed(self.operation.order):
                for writing in (False, True):
                    if (component, writing) in reached:
                        self._parts[component, writing] = self._works(component, writes=writing)
        except (TooLarge, RecursionError) as error:
            raise NoClosedForm(str(error)) from None
        entries = [self._parts[each, writes] for each in self.operation.entries]
        self.root = self._one_of(entries, [1 / len(entries)] * len(entries)) if entries else NO

    def _is_plain(self) -> bool:
        """Whether nothing stands in for anything, so that all that is waited for must be up."""
        steps = [each for steps in self.operation.steps.values() for each in steps if each.waits]
        twins = any(self.plan.twins.get(each) for each in self.operation.order)
        return (
            len(self.operation.entries) == 1
            and not twins
            and all(each.mode != "one_of" for each in steps)
        )

    def _everything(self) -> int:
        """All variables of what is waited for and not passed by, as one chain."""
        entry = (self.operation.entries[0], self.operation.operation.writes)
        to_see, seen = [entry], {entry}
        enough: set[int] = set()
        while to_see:
            component, writes = to_see.pop()
            if component in self.plan.stations:
                need = self._need(component, writes=writes)
                enough.update(number for count, number in self._known[component] if count <= need)
            for step in self.operation.steps.get(component, ()):
                for call in step.calls if step.waits else ():
                    after = (call.target, call.writes)
                    made = writes or not call.on_writes
                    if made and after not in seen and not self._is_passed_by(component, call):
                        seen.add(after)
                        to_see.append(after)
        return self.diagram.all([self.diagram.variable(number) for number in sorted(enough)])

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

    def _works(self, component: str, *, writes: bool) -> int:
        steps = [each for each in self.operation.steps.get(component, ()) if each.waits]
        parts = [self._step(component, each, writes=writes) for each in steps]
        return self.diagram.all([self._up(component, writes=writes), *parts])

    def _up(self, component: str, *, writes: bool) -> int:
        found = NO
        for each in self._with_twins(component):
            need = self._need(each, writes=writes)
            enough = [
                self.diagram.variable(number)
                for count, number in self._known[each]
                if count <= need
            ]
            found = self.diagram.either(found, self.diagram.all(enough))
        return found if component in self.plan.stations else YES

    def _step(self, component: str, step: Step, *, writes: bool) -> int:
        calls = [each for each in step.calls if writes or not each.on_writes]
        parts = [
            YES if self._is_passed_by(component, each) else self._parts[each.target, each.writes]
            for each in calls
        ]
        if step.any_will_do:
            found = NO
            for each in parts:
                found = self.diagram.either(found, each)
            return found
        if step.mode == "one_of":
            return self._one_of(parts, [each.share for each in calls])
        return self.diagram.all(parts)

    def _one_of(self, parts: list[int], shares: list[float]) -> int:
        """One way of several, each with its share; what is left over takes none and succeeds."""
        found, left = YES, max(0.0, 1 - sum(shares))
        for part, share in reversed(list(zip(parts, shares, strict=True))):
            left += share
            if share <= 0 or part == found:
                continue
            found = self.diagram.choice(len(self.variables), part, found)
            self.variables.append(share / left)
        return found

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


@dataclass(frozen=True, slots=True)
class Availability:
    """The chance that an operation succeeds; None where it is not known, with the reason."""

    chance: float | None
    single_points: tuple[SinglePoint, ...] = ()
    why: str = ""


def availability(loaded: Loads, operation: OperationPlan) -> Availability:
    """How often an operation succeeds at its peak, and what alone stops it."""
    plan = loaded.plan
    if not operation.entries:
        return Availability(None, (), "Nothing carries it.")
    success = Success(plan, operation)
    try:
        success.build()
        states = list(_states(plan, operation))
    except NoClosedForm as error:
        return Availability(None, (), str(error))
    least = {each: copies_for_the_load(loaded, each) for each in operation.order}
    chance = 0.0
    for weight, zones_up in states:
        chance += weight * success.diagram.chance(
            success.root,
            [
                each.chance(zones_up, least.get(each.station.id, 0))
                if isinstance(each, Copies)
                else each
                for each in success.variables
            ],
        )
    return Availability(min(1.0, chance), tuple(_single_points(success)))


def copies_for_the_load(loaded: Loads, component: str) -> int:
    """How many copies keep the busiest shard's queue from growing; never more than there are."""
    station = loaded.plan.stations.get(component)
    if station is None or not station.at_once:
        return 0
    offered = loaded.queues[component][0].offered
    return min(station.copies, int(offered / station.at_once) + 1) if offered > 0 else 0


def _states(plan: Plan, operation: OperationPlan) -> Iterator[tuple[float, dict[str, bool]]]:
    """Which zones are up, each state with its chance. A zone in a lost region is lost."""
    touched = [plan.stations[each] for each in operation.order if each in plan.stations]
    touched += [plan.stations[each] for one in touched for each in plan.twins.get(one.id, ())]
    zones = list(
        dict.fromkeys(zone for each in touched for zone in each.places if zone is not None)
    )
    regions = [
        each for each in plan.regions if each in {plan.within.get(zone, zone) for zone in zones}
    ]
    places = regions + [each for each in zones if each not in plan.regions]
    if len(places) > MOST_PLACES:
        raise NoClosedForm(
            f"It stands in {len(places)} zones and regions; {MOST_PLACES} are gone through."
        )
    chances = [plan.regions.get(each, plan.zones.get(each, 1.0)) for each in places]
    for state in product((True, False), repeat=len(places)):
        weight = 1.0
        for up, chance in zip(state, chances, strict=True):
            weight *= chance if up else 1 - chance
        if weight > 0:
            here = dict(zip(places, state, strict=True))
            yield (
                weight,
                {each: here[each] and here.get(plan.within.get(each, ""), True) for each in places},
            )


def _single_points(success: Success) -> Iterator[SinglePoint]:
    """Machines that stand alone, then zones, each with the share that its loss stops."""
    plan = success.plan
    alone = dict.fromkeys(
        each.station.id
        for each in success.variables
        if isinstance(each, Copies)
        and each.station.copies - 1 < each.need
        and not each.station.managed
    )
    for component in alone:
        lost = _lost(success, [_stands_without_one(each, component) for each in success.variables])
        if lost > 0:
            yield SinglePoint(component, plan.stations[component].title, lost)
    zones = dict.fromkeys(
        zone
        for each in success.variables
        if isinstance(each, Copies)
        for zone in each.station.places
        if zone is not None
    )
    for zone in zones:
        lost = _lost(success, [_stands_without_zone(each, zone) for each in success.variables])
        if lost > 0:
            yield SinglePoint(zone, zone, lost, is_zone=True)


def _stands_without_one(each: Copies | float, component: str) -> float:
    """The chance of a variable when a machine of a component is down and all else is up."""
    if not isinstance(each, Copies):
        return each
    return float(each.station.id != component or each.station.copies - 1 >= each.need)


def _stands_without_zone(each: Copies | float, zone: str) -> float:
    """The same when a zone is down."""
    if not isinstance(each, Copies):
        return each
    return float(sum(place != zone for place in each.station.places) >= each.need)


def _lost(success: Success, up: list[float]) -> float:
    """The share that fails when things are up with these chances."""
    return max(0.0, 1 - success.diagram.chance(success.root, up))
