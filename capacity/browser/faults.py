"""Faults to try on a drawing: what is left of it. live-drawing-faults.mjs says the same in the page.

    zone a; cold; instance store; all store

>>> read_faults("cold; all store")
[{'kind': 'cold'}, {'kind': 'all', 'target': 'store'}]
"""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from capacity.architecture import Architecture, Component
from capacity.frozen import did_you_mean

Fault = dict[str, str]  # {"kind": instance | all | zone | cold, "target": an id; none for cold}
KINDS = {"instance": "an instance of", "all": "all of", "zone": "a zone", "cold": "caches emptied"}
EMPTIED = frozenset({"cache", "cdn"})
_FAULTS: TypeAdapter[list[Fault]] = TypeAdapter(list[Fault])


class BadFault(ValueError):
    """A fault that this drawing cannot suffer."""


def read_faults(written: str) -> list[Fault]:
    """Faults as a chapter writes them, separated by semicolons. Raises BadFault."""
    found = []
    for each in filter(None, map(str.strip, written.split(";"))):
        kind, _, target = each.partition(" ")
        found.append({"kind": kind, **({"target": target.strip()} if target else {})})
    return found


def checked(faults: Any, drawing: Architecture) -> list[Fault]:
    """The same faults, if this drawing can suffer them. Raises BadFault."""
    try:
        read = _FAULTS.validate_python(faults)
    except ValidationError:
        raise BadFault(f"{faults!r} is no list of faults.") from None
    zones: set[str | None] = {zone for each in drawing.components for zone in each.zones}
    places: dict[str, set[str | None]] = {"zone": zones, "cold": {None}}
    for each in read:
        kind, target = each.get("kind", ""), each.get("target")
        if kind not in KINDS:
            raise BadFault(f"there is no fault '{kind}'.{did_you_mean(kind, KINDS)}")
        known = places.get(kind, {*drawing.by_id})
        if target not in known:
            guess = did_you_mean(target or "", [name for name in known if name])
            raise BadFault(f"{kind}: there is no '{target or ''}' to lose here.{guess}")
    return read


def with_faults(drawing: Architecture, faults: list[Fault]) -> tuple[Architecture, frozenset[str]]:
    """The drawing with these faults, and the ids of which nothing is left."""
    lost = set()
    components = []
    for each in drawing.components:
        left, places = each, _places(each)
        for fault in faults:
            left, places = _hit(left, places, fault)
        if not places:
            lost.add(each.id)
            gone = {"availability": 0.0} | ({"hit_ratio": 0.0} if each.kind in EMPTIED else {})
            left = each.model_copy(update=gone)
        elif len(places) < each.instances:
            left = _sized(left, places)
        components.append(left)
    made = Architecture(components=tuple(components), calls=drawing.calls, zones=drawing.zones)
    return made, frozenset(lost)  # a copy would keep `by_id`


def _places(each: Component) -> list[str | None]:
    """The zone of each instance: dealt round, as the plan deals them."""
    zones: tuple[str | None, ...] = each.zones or (None,)
    return [zones[number % len(zones)] for number in range(each.instances)]


def _hit(
    each: Component, places: list[str | None], fault: Fault
) -> tuple[Component, list[str | None]]:
    kind, target = fault["kind"], fault.get("target")
    if kind == "zone":
        return each, [place for place in places if place != target]
    if kind == "cold":
        empty = each.model_copy(update={"hit_ratio": 0.0})
        return (empty if each.kind in EMPTIED else each), places
    if each.id != target:
        return each, places
    return each, [] if kind == "all" else places[:-1]


def _sized(each: Component, places: list[str | None]) -> Component:
    """What is left, in the zones that it is left in; a majority cannot be more than there are."""
    fit = {
        name: min(getattr(each, name), len(places))
        for name in ("need", "read_quorum", "write_quorum")
        if getattr(each, name) is not None
    }
    zones = tuple(dict.fromkeys(place for place in places if place))
    return each.model_copy(update={**fit, "instances": len(places), "zones": zones})
