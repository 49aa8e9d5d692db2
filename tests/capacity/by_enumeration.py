"""An operation's availability the long way: every machine and every zone up or down, one by one."""

from itertools import product

from capacity.architecture import DURABLE_STORES
from capacity.evaluate.availability import copies_for_the_load
from capacity.evaluate.loads import Loads
from capacity.plan import OperationPlan

Up = dict[tuple[str, int] | str, bool]


def availability(loaded: Loads, operation: OperationPlan) -> float:
    """The sum over all states of things. Only for small drawings: 2 to the number of things."""
    plan = loaded.plan
    things: dict[tuple[str, int] | str, float] = {**plan.zones, **plan.regions}
    for name in operation.order:
        for each in [name, *plan.twins.get(name, ())]:
            station = plan.stations.get(each)
            for copy in range(station.copies if station else 0):
                things[each, copy] = station.availability if station else 1.0
    total = 0.0
    for state in product((True, False), repeat=len(things)):
        up: Up = dict(zip(things, state, strict=True))
        chance = 1.0
        for here, one in zip(state, things.values(), strict=True):
            chance *= one if here else 1 - one
        total += chance * _succeeds(loaded, operation, up)
    return total


def _succeeds(loaded: Loads, operation: OperationPlan, up: Up) -> float:
    """The share of requests that succeed in one state."""
    writes = operation.operation.writes
    parts = [_works(loaded, operation, up, each, writes=writes) for each in operation.entries]
    return sum(parts) / len(parts)


def _works(loaded: Loads, operation: OperationPlan, up: Up, name: str, *, writes: bool) -> float:
    plan = loaded.plan
    if name in plan.stations:
        either = [name, *plan.twins.get(name, ())]
        if not any(_is_up(loaded, up, each, writes=writes) for each in either):
            return 0.0
    share = 1.0
    for step in operation.steps.get(name, ()):
        if not step.waits:
            continue
        parts = [
            1.0
            if _beside_a_store(loaded, operation, name, call.target)
            else _works(loaded, operation, up, call.target, writes=call.writes)
            for call in step.calls
        ]
        if step.any_will_do:
            share *= max(parts)
        elif step.mode == "one_of":
            shares = [call.share for call in step.calls]
            share *= sum(p * q for p, q in zip(parts, shares, strict=True)) + 1 - sum(shares)
        else:
            for each in parts:
                share *= each
    return share


def _is_up(loaded: Loads, up: Up, name: str, *, writes: bool) -> bool:
    plan, station = loaded.plan, loaded.plan.stations[name]
    quorum = station.write_quorum if writes else station.read_quorum
    need = max(station.need, quorum, copies_for_the_load(loaded, name))
    standing = 0
    for copy, zone in enumerate(station.places):
        region = plan.within.get(zone or "", "")
        standing += up[name, copy] and up.get(zone or "", True) and up.get(region, True)
    return standing >= need


def _beside_a_store(loaded: Loads, operation: OperationPlan, source: str, target: str) -> bool:
    if loaded.plan.stations[target].kind != "cache":
        return False

    def leads(name: str) -> bool:
        if name in loaded.plan.stations and loaded.plan.stations[name].kind in DURABLE_STORES:
            return True
        steps = [each for each in operation.steps.get(name, ()) if each.waits]
        return any(
            leads(call.target) for step in steps for call in step.calls if call.target != target
        )

    steps = [each for each in operation.steps.get(source, ()) if each.waits]
    return any(leads(call.target) for step in steps for call in step.calls if call.target != target)
