r"""A change of a drawing: a few small edits, which can be made, and what they did when it was run again.

>>> from capacity.exchange.text import parse
>>> drawing = parse("client u\nservice app\nu -> app")
>>> apply(drawing, [Edit(kind="instances", at="app", before=1, after=2)]).component("app").instances
2
"""

from collections.abc import Iterable
from typing import Literal

from capacity.architecture import Architecture, Call, Component, Kind, Zone
from capacity.frozen import Frozen

EditKind = Literal["instances", "zones", "shards", "cache", "queue", "stream", "remove"]
Value = int | str | tuple[str, ...] | None


class Edit(Frozen):
    """One thing that is different: of a component, or where a call is.

    `cache`, `queue` and `stream` are at a call, 'app->db', and `after` is the id of the box that is put there;
    the operations named are those that take the new way. `remove` takes a box and its calls.
    """

    kind: EditKind
    at: str
    before: Value = None
    after: Value = None
    operations: tuple[str, ...] = ()


Edits = tuple[Edit, ...]


class Effect(Frozen):
    """One promise before and after. `found` is None where there is no number."""

    operation: str  # its id; empty for the budget
    title: str
    what: (
        str  # p99, availability, freshness, budget, or room: bytes that a copy has to keep or send
    )
    promised: float
    before: float | None
    after: float | None
    kept_before: bool | None
    kept_after: bool | None


class Change(Frozen):
    """Edits that were made together, and what an evaluation said before and after."""

    edits: tuple[Edit, ...]
    says: str  # what to do
    does: str  # what that does to the promises it moves, and to the cost
    effects: tuple[Effect, ...]  # every promise, changed or not
    cost_before: float  # dollars a month
    cost_after: float
    keeps_all: bool  # every promise that can be judged is kept afterwards
    assumed: tuple[str, ...] = ()  # what was taken for boxes that it adds

    @property
    def sentence(self) -> str:
        return f"{self.says}: {self.does}."

    @property
    def costs(self) -> float:
        """Dollars a month more; negative where it saves."""
        return self.cost_after - self.cost_before


def apply(drawing: Architecture, change: Change | Iterable[Edit]) -> Architecture:
    """The drawing with the change made. KeyError where it is about something that is not drawn."""
    for edit in change.edits if isinstance(change, Change) else change:
        drawing = _made(drawing, edit)
    return drawing


def _made(drawing: Architecture, edit: Edit) -> Architecture:
    if edit.kind == "remove":
        return _without(drawing, edit.at)
    if edit.kind == "cache":
        return _with_cache(drawing, edit)
    if edit.kind in ("queue", "stream"):
        return _with_queue(drawing, edit)
    changed = drawing.component(edit.at).model_copy(update={edit.kind: edit.after})
    components = tuple(changed if each.id == edit.at else each for each in drawing.components)
    return _of(drawing, components=components)


def _without(drawing: Architecture, component: str) -> Architecture:
    drawing.component(component)
    return _of(
        drawing,
        components=tuple(each for each in drawing.components if each.id != component),
        calls=tuple(each for each in drawing.calls if component not in (each.source, each.target)),
    )


def _with_cache(drawing: Architecture, edit: Edit) -> Architecture:
    """A cache that the caller looks into first; the call it spares stays, for misses."""
    caller = drawing.component(_calls_at(drawing, edit)[0].source)
    box = Component(id=str(edit.after), kind="cache", name="Cache", zones=caller.zones[:1])
    look = Call(source=caller.id, target=box.id, kind="read", operations=edit.operations)
    return _of(drawing, components=(*drawing.components, box), calls=(*drawing.calls, look))


def _with_queue(drawing: Architecture, edit: Edit) -> Architecture:
    """A queue or a log between two boxes: the caller hands over and goes on."""
    before = _calls_at(drawing, edit)
    caller = drawing.component(before[0].source)
    copies = min(2, caller.instances)
    kind: Kind = "stream" if edit.kind == "stream" else "queue"
    name = "Log" if kind == "stream" else "Queue"
    box = Component(id=str(edit.after), kind=kind, name=name, instances=copies, zones=caller.zones)
    calls: list[Call] = []
    for call in drawing.calls:
        if call not in before:
            calls.append(call)
            continue
        usual = {"when": None, "timeout": None, "retries": None, "blocking": None}
        alone = {"mode": "in_turn", "share": None}
        handed = {"target": box.id, "kind": "async"}
        calls.append(call.model_copy(update={**usual, **alone, **handed}))
        calls.append(call.model_copy(update={**alone, "source": box.id, "when": None}))
    return _of(drawing, components=(*drawing.components, box), calls=tuple(calls))


def _calls_at(drawing: Architecture, edit: Edit) -> list[Call]:
    """The calls an edit is about: those that wait, for any of its operations."""
    found = [
        call
        for call in drawing.calls
        if call.id == edit.at
        and call.waits
        and (not edit.operations or any(call.serves(each) for each in edit.operations))
        and (edit.kind == "cache" or call.kind != "read")
    ]
    if not found:
        raise KeyError(edit.at)
    return found


def _of(
    drawing: Architecture,
    *,
    components: tuple[Component, ...] | None = None,
    calls: tuple[Call, ...] | None = None,
) -> Architecture:
    """The drawing with other boxes or calls; zones that a box newly stands in are drawn too."""
    boxes = drawing.components if components is None else components
    known = {each.id for each in drawing.zones}
    new = sorted({zone for each in boxes for zone in each.zones} - known) if known else []
    region = next((each.within for each in drawing.zones if each.within), None)
    return Architecture(
        components=boxes,
        calls=drawing.calls if calls is None else calls,
        zones=(*drawing.zones, *(Zone(id=each, within=region) for each in new)),
    )
