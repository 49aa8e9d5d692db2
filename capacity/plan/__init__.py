r"""A drawing under a load, made ready to run: `plan(drawing, workload)`.

Both the evaluator and the simulator run what stands in a `Plan`. What a drawing leaves open is filled
from the catalogue and told in `assumed`; what is incomplete is told in `findings`; a drawing in which
components wait for one another in a circle cannot run and raises `WaitingInCircles`.

>>> from capacity.exchange.text import parse
>>> drawing = parse("client u\nservice app x2\ncache hot\nsql_database db\nu -> app\napp -> hot read\napp -> db read")
>>> planned = plan(drawing, Workload.model_validate({"operations": [{"id": "page", "rate": "100/s"}]}))
>>> [(call.target, call.misses) for call in planned.operations["page"].calls_of("app")]
[('hot', ()), ('db', ('hot',))]
"""

from capacity.architecture import Architecture, Zone
from capacity.components import everywhere
from capacity.plan.arrows import Arrows
from capacity.plan.stations import stations
from capacity.plan.values import (
    OUTSIDE,
    Assumed,
    CannotRun,
    Finding,
    OperationPlan,
    Plan,
    PlannedCall,
    Station,
    Step,
    WaitingInCircles,
)
from capacity.plan.walk import Walk, unknown_operations, unused
from capacity.workload import Workload

__all__ = [
    "OUTSIDE",
    "Assumed",
    "CannotRun",
    "Finding",
    "OperationPlan",
    "Plan",
    "PlannedCall",
    "Station",
    "Step",
    "WaitingInCircles",
    "plan",
]


def plan(drawing: Architecture, workload: Workload) -> Plan:
    """What is run. Raises WaitingInCircles."""
    arrows = Arrows(drawing, frozenset(each.id.lower() for each in workload.operations))
    found = stations(drawing)
    walks = [Walk(arrows, found, each) for each in workload.operations]
    operations = {each.operation.id: each.plan() for each in walks}
    findings = [each for walk in walks for each in walk.findings]
    findings += unknown_operations(arrows, workload)
    findings += unused(arrows, operations)
    places, assumed = _places(drawing)
    return Plan(
        workload=workload,
        stations=found,
        operations=operations,
        zones={each.id: places[each.id] for each in _zones(drawing) if each.kind == "zone"},
        regions={each.id: places[each.id] for each in _zones(drawing) if each.kind == "region"},
        within={each.id: each.within for each in drawing.zones if each.within},
        twins=arrows.twins,
        findings=tuple(dict.fromkeys(findings)),
        assumed=assumed,
    )


def _zones(drawing: Architecture) -> list[Zone]:
    """The zones that are drawn, and those that are only named in a box."""
    drawn = {each.id: each for each in drawing.zones}
    named = {zone for each in drawing.components for zone in each.zones} - set(drawn)
    return [*drawn.values(), *(Zone(id=each) for each in sorted(named))]


def _places(drawing: Architecture) -> tuple[dict[str, float], tuple[Assumed, ...]]:
    """How often each zone and region is up, and what of it is assumed."""
    usual = everywhere()
    up: dict[str, float] = {}
    assumed = []
    for each in _zones(drawing):
        default = usual.region if each.kind == "region" else usual.zone
        if each.availability is not None or default is None:
            up[each.id] = 1.0 if each.availability is None else each.availability
            continue
        up[each.id] = default.value
        said = f"{each.name or each.id}: {default.sentence}."
        assumed.append(Assumed(each.id, "availability", default.value, said))
    return up, tuple(assumed)
