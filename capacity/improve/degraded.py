"""A plan in trouble: without copies that were lost, under more load, with a colder cache, with something slow.

What is lost is lost while everything else is up, so that what is found holds *while it lasts*, and is no average
over the year. A store whose copies elsewhere take over is counted as gone for its own share of the load only.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from capacity.plan import OperationPlan, Plan, PlannedCall, Station, Step
from capacity.plan.stations import COPYING

Extent = Literal["instance", "component", "zone", "region"]


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that is lost: a copy of each shard of a component, all of it, or a place."""

    extent: Extent
    id: str


def without(planned: Plan, losses: Collection[Loss]) -> tuple[Plan, frozenset[str]]:
    """The plan while these are lost and all else is up, and the components that do no work then."""
    stations = {name: _left(planned, each, losses) for name, each in planned.stations.items()}
    gone = frozenset(name for name, each in stations.items() if each.availability == 0.0)
    operations = {
        name: replace(each, steps=_steps(each, stations, gone))
        for name, each in planned.operations.items()
    }
    made = replace(
        planned,
        stations=stations,
        operations=operations,
        zones=dict.fromkeys(planned.zones, 1.0),
        regions=dict.fromkeys(planned.regions, 1.0),
    )
    return made, gone


def _left(planned: Plan, station: Station, losses: Collection[Loss]) -> Station:
    places = list(station.places)
    for loss in losses:
        if loss.extent == "component" and loss.id == station.id:
            places = []
        elif loss.extent == "instance" and loss.id == station.id and not station.managed:
            places = places[:-1]
        elif loss.extent in ("zone", "region"):
            places = [each for each in places if not _lies_in(planned, each, loss.id)]
    if len(places) < station.need or not places:
        return replace(
            station, copies=1, places=(None,), servers=None, at_once=None, availability=0.0,
            hit_ratio=0.0, service_time=0.0, write_time=0.0, queue_limit=None,
        )  # fmt: skip
    servers = station.servers
    if station.at_once is not None:
        servers = station.at_once * len(places)
    return replace(
        station, copies=len(places), places=tuple(places), servers=servers, availability=1.0
    )


def _lies_in(planned: Plan, place: str | None, lost: str) -> bool:
    return place is not None and lost in (place, planned.within.get(place))


def _steps(
    operation: OperationPlan, stations: dict[str, Station], gone: frozenset[str]
) -> dict[str, tuple[Step, ...]]:
    return {
        name: tuple(_step(each, stations, gone) for each in steps)
        for name, steps in operation.steps.items()
    }


def _step(step: Step, stations: dict[str, Station], gone: frozenset[str]) -> Step:
    """Calls reach the copies that are left; what stands in for something lost takes its share."""
    calls = [_call(each, stations[each.target]) for each in step.calls]
    if step.any_will_do and step.mode == "one_of":
        up = sum(each.share for each in calls if each.target not in gone)
        if up > 0:
            calls = [
                replace(each, share=0.0 if each.target in gone else each.share / up)
                for each in calls
            ]
    return replace(step, calls=tuple(calls))


def _call(call: PlannedCall, target: Station) -> PlannedCall:
    if target.kind not in COPYING or (call.visits, call.answers) == (1, 1):
        return call
    visits = min(call.visits, target.copies)
    return replace(call, visits=visits, answers=min(call.answers, visits))


def loaded_more(planned: Plan, factor: float) -> Plan:
    """Every operation that many times as often."""
    operations = {
        name: replace(
            each, operation=each.operation.model_copy(update={"rate": each.operation.rate * factor})
        )
        for name, each in planned.operations.items()
    }
    return replace(planned, workload=planned.workload.times(factor), operations=operations)


def colder(planned: Plan, component: str, hit_ratio: float) -> Plan:
    """A cache that answers less."""
    station = replace(planned.stations[component], hit_ratio=hit_ratio)
    return replace(planned, stations={**planned.stations, component: station})


def slower(planned: Plan, component: str, factor: float) -> Plan:
    """A component whose own work takes that many times as long."""
    before = planned.stations[component]
    station = replace(
        before, service_time=before.service_time * factor, write_time=before.write_time * factor
    )
    return replace(planned, stations={**planned.stations, component: station})
