"""What could help, by what an evaluation says is wrong: a bottleneck, a thing that stands alone, a cost.

Each candidate is a handful of edits. Only what keeps the meaning of a drawing is proposed: a queue takes over
work that nobody's answer depends on, and a box is taken away only where the drawing works without it.
"""

from collections.abc import Iterator
from math import ceil

from capacity.architecture import DURABLE_STORES, Component, MostCopies
from capacity.boxes import is_managed
from capacity.evaluate import holdings
from capacity.evaluate.loads import waited_for
from capacity.evaluate.say import BUSY
from capacity.improve.between import beside
from capacity.improve.change import Edit, Edits
from capacity.improve.state import State
from capacity.plan import Station
from capacity.plan.stations import COPYING

SPLIT = DURABLE_STORES | {"cache", "search_index", "stream", "queue"}  # what can be in shards


def candidates(state: State) -> list[Edits]:
    """Every edit that may close a gap, each once: all at once first, then in the order of the drawing."""
    wrong = {what for (_, what), gap in state.gaps.items() if gap}
    found: dict[Edits, None] = dict.fromkeys(_together(state))
    late = wrong & {"p99", "freshness", "overload", "turned-away"}
    for each in state.drawing.components:
        if each.id not in state.plan.stations:
            continue
        if late:
            found.update(dict.fromkeys(_faster(state, each)))
        if wrong & {"storage", "bandwidth"}:
            found.update(dict.fromkeys(_roomier(state, each)))
        if "budget" in wrong:
            found.update(dict.fromkeys(_fewer(state, each)))
    if "availability" in wrong:
        found.update(dict.fromkeys(_more_copies(state)))
    if late or wrong & {"availability", "budget"}:
        for call in state.drawing.calls:
            found.update(dict.fromkeys(beside(state, call)))
    return list(found)


def _together(state: State) -> Iterator[Edits]:
    """What the load asks of every box that is too busy or too full; and a second of all that stand alone."""
    alone = _seconds(state)
    sized: dict[tuple[str, str], Edit] = {}
    fitted: dict[tuple[str, str], Edit] = {}
    for each in state.drawing.components:
        if each.id not in state.plan.stations:
            continue
        busy = (state.loaded.queues[each.id][0].utilisation or 0.0) >= 1
        options = [*(_faster(state, each) if busy else ()), *_roomier(state, each)]
        wanted = "shards" if each.kind in SPLIT else "instances"
        for (edit,) in options:
            if edit.kind == wanted or not busy:
                _keep_more(sized, edit)
        if state.gaps.get(("", "budget")):
            fitted.update({(edit.kind, edit.at): edit for edit in _to_the_load(state, each)})
    every = dict(sized)
    for edit in alone:
        _keep_more(every, edit)
    spare = tuple(
        edit
        for edits in _more_copies(state)
        for edit in edits
        if len(edits) > 1 or edit.kind == "instances"
    )
    for edits in (
        alone,
        spare,
        tuple(sized.values()),
        tuple(every.values()),
        tuple(fitted.values()),
    ):
        if len(edits) > 1:
            yield edits


def _keep_more(found: dict[tuple[str, str], Edit], edit: Edit) -> None:
    key = (edit.kind, edit.at)
    before = found[key].after if key in found else None
    if not isinstance(before, int) or not isinstance(edit.after, int) or edit.after > before:
        found[key] = edit


def _to_the_load(state: State, component: Component) -> Iterator[Edit]:
    """As few as carry the load with room to spare, and two where there are two."""
    station = state.plan.stations[component.id]
    if not is_ours(component) or station.at_once is None:
        return
    offered = state.loaded.queues[component.id][0].offered * component.shards
    kept = holdings.stored(state.loaded, component.id)
    room = ceil(kept / (station.storage * BUSY)) if station.storage else 1
    shards = min(component.shards, max(1, room, ceil(offered / (station.at_once * BUSY * 2))))
    count = ceil(offered / (shards * station.at_once * BUSY))
    count = min(component.instances, max(_fewest(component), count))
    if shards < component.shards:
        yield Edit(kind="shards", at=component.id, before=component.shards, after=shards)
    if count < component.instances:
        yield _instances(component, count)


def _fewest(component: Component) -> int:
    """What a box is never cut below: what it needs, and two where there are two."""
    quorums = (component.need, component.read_quorum, component.write_quorum)
    return max(min(2, component.instances), *(each or 1 for each in quorums))


def savings(state: State, component: Component) -> Iterator[Edits]:
    """Fewer of a box, the fewest first; and none of it."""
    station = state.plan.stations.get(component.id)
    if station is None:
        return
    if _may_go(state, component):
        yield (Edit(kind="remove", at=component.id),)
    if station.price <= 0 or not is_ours(component):
        return
    for count in range(_fewest(component), component.instances):
        yield (_instances(component, count),)
    for count in range(1, component.shards):
        yield (Edit(kind="shards", at=component.id, before=component.shards, after=count),)


def is_ours(component: Component) -> bool:
    """Whether its copies are ours to count: a provider's are not."""
    return not (is_managed(component) if component.managed is None else component.managed)


def _instances(component: Component, count: int) -> Edit:
    return Edit(kind="instances", at=component.id, before=component.instances, after=count)


def _can_grow(station: Station) -> bool:
    return station.at_once is not None and not station.managed


def _faster(state: State, component: Component) -> Iterator[Edits]:
    """More copies, or shards, of what is busy."""
    station = state.plan.stations[component.id]
    queue = state.loaded.queues[component.id][0]
    busy = queue.utilisation or 0.0
    if not _can_grow(station) or busy < BUSY / 2:
        return
    enough = ceil(queue.offered / ((station.at_once or 1) * BUSY))
    for count in dict.fromkeys((component.instances + 1, enough)):
        if component.instances < count <= MostCopies:
            yield (_instances(component, count),)
    if component.kind in SPLIT:
        parts = ceil(busy / BUSY)
        for count in dict.fromkeys((component.shards * 2, component.shards * parts)):
            if component.shards < count <= MostCopies:
                yield (Edit(kind="shards", at=component.id, before=component.shards, after=count),)


def _roomier(state: State, component: Component) -> Iterator[Edits]:
    """Shards for what does not fit on a disk, copies for what does not fit on a line."""
    station = state.plan.stations[component.id]
    if not _can_grow(station):
        return
    kept = holdings.stored(state.loaded, component.id)
    if station.storage and kept / station.shards > station.storage:
        count = ceil(kept / (station.storage * BUSY))
        if component.shards < count <= MostCopies:
            yield (Edit(kind="shards", at=component.id, before=component.shards, after=count),)
    sent = holdings.sent(state.loaded, component.id)
    if station.bandwidth and sent > station.bandwidth:
        count = ceil(sent * component.instances / (station.bandwidth * BUSY))
        if component.instances < count <= MostCopies:
            yield (_instances(component, count),)


def _fewer(state: State, component: Component) -> Iterator[Edits]:
    """As few as the load needs, one less, or none."""
    fitted = list(_to_the_load(state, component))
    yield from ((edit,) for edit in fitted)
    if is_ours(component) and not fitted:
        if component.instances > _fewest(component):
            yield (_instances(component, component.instances - 1),)
        if component.shards > 1:
            fewer = component.shards - 1
            yield (Edit(kind="shards", at=component.id, before=component.shards, after=fewer),)
    if _may_go(state, component):
        yield (Edit(kind="remove", at=component.id),)


def _may_go(state: State, component: Component) -> bool:
    """Whether the drawing means the same without it: nothing uses it, or it is a cache beside a store."""
    unused = [each for each in state.plan.findings if each.kind == "unused"]
    if any(component.id in each.at for each in unused):
        return True
    calls = [each for each in state.drawing.calls if each.source == component.id]
    return component.kind == "cache" and not calls


# --- more than one ----------------------------------------------------------------------------------


def _more_copies(state: State) -> Iterator[Edits]:
    """One more of each box that a broken promise waits for."""
    waited = _waited(state, "availability")
    for each in state.drawing.components:
        station = state.plan.stations.get(each.id)
        if station is None or each.id not in waited or station.managed:
            continue
        yield _copy(state, each)
        zones = _spread(state, each)
        if zones and each.instances > 1:
            yield (zones,)


def _seconds(state: State) -> Edits:
    """One more of each box that a broken promise waits for and that stands alone, or in one zone."""
    waited = _waited(state, "availability")
    edits: Edits = ()
    for each in state.drawing.components:
        station = state.plan.stations.get(each.id)
        if station is None or each.id not in waited or station.managed:
            continue
        if each.instances <= (each.need or 1) or _spread(state, each):
            edits += _copy(state, each)
    return edits


def _copy(state: State, component: Component) -> Edits:
    """One more instance, in another zone where there is one. A majority wants three of a store."""
    quorum = state.plan.stations[component.id]
    majority = component.kind in COPYING and max(quorum.read_quorum, quorum.write_quorum) > 1
    few = component.instances == 1 and _majority(component)
    count = component.instances + (2 if few or (majority and component.instances == 2) else 1)
    more = _instances(component, min(count, MostCopies))
    zones = _spread(state, component)
    return (more, zones) if zones else (more,)


def _majority(component: Component) -> bool:
    """Whether two of it are no better than one, since both would have to be up."""
    return component.kind in {"key_value_store", "wide_column_store", "document_store", "coordinator"} and (
        component.write_quorum is None
    )  # fmt: skip


def _spread(state: State, component: Component) -> Edit | None:
    """Another zone than those it stands in, where zones are drawn."""
    zones = list(state.plan.zones)
    if not component.zones or len(component.zones) > 2:
        return None
    another = next((each for each in zones if each not in component.zones), None)
    if another is None and len(component.zones) == 1:
        another = _new_zone(zones)
    if another is None:
        return None
    after = (*component.zones, another)
    return Edit(kind="zones", at=component.id, before=component.zones, after=after)


def _new_zone(zones: list[str]) -> str:
    """The name of a zone that is not drawn yet."""
    names: list[str] = [
        *"abcdefghijklmnopqrstuvwxyz",
        *(f"zone-{n}" for n in range(len(zones) + 1)),
    ]
    return next(each for each in names if each not in zones)


def _waited(state: State, what: str) -> set[str]:
    """What somebody waits for in an operation whose promise is broken."""
    broken = [name for (name, kind), gap in state.gaps.items() if gap and kind == what]
    return {each for name in broken for each in waited_for(state.plan.operations[name])}
