"""How often an operation succeeds, and what alone can stop it.

An operation succeeds when everything that it waits for is up (`success`). Given which zones are up,
components fail independently, so the chance is a sum over the states of the zones; within a state it
is exact, also where boxes stand in for one another and share what is behind them.

A single point of failure is no property of the drawing's shape: it is a thing, a machine or a zone,
whose loss makes success impossible.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from capacity.evaluate.compose import NoClosedForm
from capacity.evaluate.loads import Loads
from capacity.evaluate.success import Copies, Success
from capacity.kernels import at_least
from capacity.plan import OperationPlan, Plan

MOST_PLACES = 12  # zones and regions whose states are gone through


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """A component or a zone whose loss stops this share of an operation."""

    id: str
    title: str
    lost: float
    is_zone: bool = False


class Enough(NamedTuple):
    """What the chance of a variable depends on; many variables are alike."""

    places: tuple[str | None, ...]
    one: float  # the availability of a copy
    need: int
    given: int

    @classmethod
    def of(cls, copies: Copies, least: int) -> "Enough":
        """`least`: how many copies the load needs, where that is more."""
        need = max(copies.need, least)
        given = max(copies.given, least) if copies.given else 0
        return cls(copies.station.places, copies.station.availability, need, given)

    def chance(self, zones_up: dict[str, bool]) -> float:
        here = sum(place is None or zones_up.get(place, True) for place in self.places)
        if not self.given:
            return _at_least(self.need, here, self.one)
        before = _at_least(self.given, here, self.one)
        return _at_least(self.need, here, self.one) / before if before > 0 else 0.0


_at_least = lru_cache(4096)(at_least)


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
    variables = [
        Enough.of(each, least.get(each.station.id, 0)) if isinstance(each, Copies) else each
        for each in success.variables
    ]
    kinds = {each: number for number, each in enumerate(dict.fromkeys(variables))}
    numbers = [kinds[each] for each in variables]
    chance = 0.0
    for weight, zones_up in states:
        up = [each.chance(zones_up) if isinstance(each, Enough) else each for each in kinds]
        chance += weight * success.chance([up[number] for number in numbers])
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
            yield SinglePoint(zone, f"zone {zone}", lost, is_zone=True)


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
    if any(not up[number] for number in success.needed):
        return 1.0
    return max(0.0, 1 - success.chance(up))
