"""Where everything stands: layers from left to right, few crossings, no box on another.

The classic steps (Sugiyama, Tagawa and Toda, 1981): break cycles, give each component a layer, split
long calls into steps of one layer, order the layers so that few lines cross, then choose heights.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from capacity.architecture import Architecture, Call

BOX_HEIGHT = 50.0
ROW_GAP = 26.0
LAYER_GAP = 58.0
LABEL_GAP = 116.0  # between layers where a call has something written on it
PASSES = 12  # of ordering and of settling; more changes little
BEND_HEIGHT = 14.0  # the room a passing line takes in a layer

Bend = tuple[int, int]  # the call's number, and its step
Place = str | Bend


@dataclass
class Layout:
    """Centres of boxes, and for each call (by number) the bends it passes, in pixels."""

    width: float
    height: float
    x: dict[str, float]
    y: dict[str, float]
    layer: dict[str, int]
    bends: dict[int, list[tuple[float, float]]] = field(default_factory=dict)
    turned: frozenset[int] = frozenset()  # calls that run from right to left


def lay_out(drawing: Architecture, widths: Mapping[str, float]) -> Layout:
    """The places of all components of a drawing, given how wide each box is."""
    turned = _calls_that_close_a_cycle(drawing)
    edges = [
        (call.target, call.source) if number in turned else (call.source, call.target)
        for number, call in enumerate(drawing.calls)
    ]
    layer = _layers(drawing, edges)
    rows, steps = _with_bends(drawing, edges, layer)
    _order(rows, steps)
    tall = {
        place: BOX_HEIGHT if isinstance(place, str) else BEND_HEIGHT
        for row in rows
        for place in row
    }
    y = _heights(rows, steps, tall)
    x = _columns(rows, widths, drawing.calls, layer)
    top = min((y[place] - tall[place] / 2 for place in y), default=0.0)
    bottom = max((y[place] + tall[place] / 2 for place in y), default=0.0)
    places = {place: y[place] - top for place in y}
    right = max((x[row] + _widest(rows[row], widths) / 2 for row in range(len(rows))), default=0.0)
    return Layout(
        width=right,
        height=bottom - top,
        x={each.id: x[layer[each.id]] for each in drawing.components},
        y={each.id: places[each.id] for each in drawing.components},
        layer=layer,
        bends=_bend_points(rows, x, places),
        turned=turned,
    )


def _calls_that_close_a_cycle(drawing: Architecture) -> frozenset[int]:
    """The calls that lead back to a component which is still being followed, clients first."""
    numbered: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, call in enumerate(drawing.calls):
        numbered[call.source].append((number, call.target))
    called = {call.target for call in drawing.calls}
    starts = sorted(drawing.components, key=lambda each: (each.kind != "client", each.id in called))
    state: dict[str, int] = {}
    turned: set[int] = set()
    for start in starts:
        if start.id in state:
            continue
        state[start.id] = 1
        stack = [(start.id, iter(numbered[start.id]))]
        while stack:
            here, rest = stack[-1]
            number, target = next(rest, (-1, ""))
            if number < 0:
                state[here] = 2
                stack.pop()
            elif state.get(target) == 1:
                turned.add(number)
            elif target not in state:
                state[target] = 1
                stack.append((target, iter(numbered[target])))
    return frozenset(turned)


def _layers(drawing: Architecture, edges: list[tuple[str, str]]) -> dict[str, int]:
    """The longest way from the left to each component; loose ones stand as far right as they can."""
    after: dict[str, list[str]] = defaultdict(list)
    waiting = {each.id: 0 for each in drawing.components}
    for source, target in edges:
        after[source].append(target)
        waiting[target] += 1
    layer = dict.fromkeys(waiting, 0)
    ready = [name for name, count in waiting.items() if not count]
    order = []
    while ready:
        here = ready.pop(0)
        order.append(here)
        for target in after[here]:
            layer[target] = max(layer[target], layer[here] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    clients = {each.id for each in drawing.components if each.kind == "client"}
    called = {target for _, target in edges}
    for here in reversed(order):  # a caller that nobody calls stands next to what it calls
        if here not in called and here not in clients and after[here]:
            layer[here] = min(layer[target] for target in after[here]) - 1
    return layer


def _with_bends(
    drawing: Architecture, edges: list[tuple[str, str]], layer: Mapping[str, int]
) -> tuple[list[list[Place]], list[tuple[Place, Place]]]:
    """Components by layer, with a bend in every layer that a call passes; and the steps between."""
    rows: list[list[Place]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for each in drawing.components:
        rows[layer[each.id]].append(each.id)
    steps: list[tuple[Place, Place]] = []
    for number, (source, target) in enumerate(edges):
        last: Place = source
        for at in range(layer[source] + 1, layer[target]):
            bend = (number, at)
            rows[at].append(bend)
            steps.append((last, bend))
            last = bend
        steps.append((last, target))
    return rows, steps


def _order(rows: list[list[Place]], steps: Iterable[tuple[Place, Place]]) -> None:
    """Sort each layer by where its neighbours stand, sweeping to and fro (barycentre method)."""
    before: dict[Place, list[Place]] = defaultdict(list)
    after: dict[Place, list[Place]] = defaultdict(list)
    for source, target in steps:
        before[target].append(source)
        after[source].append(target)
    for sweep in range(PASSES):
        forward = sweep % 2 == 0
        neighbours = before if forward else after
        for row in rows if forward else reversed(rows):
            at = {
                place: number / max(1, len(each) - 1)
                for each in rows
                for number, place in enumerate(each)
            }
            own = {place: number for number, place in enumerate(row)}

            def middle(place: Place) -> tuple[float, int]:
                near = neighbours[place]  # noqa: B023 - used before the loop goes on
                here = sum(at[each] for each in near) / len(near) if near else at[place]  # noqa: B023
                return here, own[place]  # noqa: B023

            row.sort(key=middle)


def _heights(
    rows: list[list[Place]], steps: list[tuple[Place, Place]], tall: Mapping[Place, float]
) -> dict[Place, float]:
    """A height for everything: as level with its neighbours as the order and the gaps allow."""
    neighbours: dict[Place, list[tuple[Place, float]]] = defaultdict(list)
    for source, target in steps:
        weight = (
            3.0 if isinstance(source, tuple) or isinstance(target, tuple) else 1.0
        )  # long lines run straight
        neighbours[source].append((target, weight))
        neighbours[target].append((source, weight))
    y: dict[Place, float] = {}
    for row in rows:
        total = sum(tall[place] + ROW_GAP for place in row)
        at = -total / 2
        for place in row:
            y[place] = at + tall[place] / 2
            at += tall[place] + ROW_GAP
    for sweep in range(PASSES * 2):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = [_wanted(place, neighbours, y) for place in row]
            y.update(zip(row, _apart(row, wanted, tall), strict=True))
    return y


def _wanted(
    place: Place, neighbours: Mapping[Place, list[tuple[Place, float]]], y: Mapping[Place, float]
) -> float:
    near = neighbours.get(place)
    if not near:
        return y[place]
    return sum(y[each] * weight for each, weight in near) / sum(weight for _, weight in near)


def _apart(row: list[Place], wanted: list[float], tall: Mapping[Place, float]) -> list[float]:
    """The heights nearest to the wanted ones at which nothing overlaps (pool adjacent violators)."""
    offsets = [0.0]
    for above, below in pairwise(row):
        offsets.append(offsets[-1] + (tall[above] + tall[below]) / 2 + ROW_GAP)
    blocks: list[tuple[float, int]] = []  # mean of wanted minus offset, and how many it holds
    for want, offset in zip(wanted, offsets, strict=True):
        blocks.append((want - offset, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (mean, count), (before, held) = blocks.pop(), blocks.pop()
            blocks.append(((mean * count + before * held) / (count + held), count + held))
    means = [mean for mean, count in blocks for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def _columns(
    rows: list[list[Place]],
    widths: Mapping[str, float],
    calls: tuple[Call, ...],
    layer: Mapping[str, int],
) -> list[float]:
    """The middle of each layer, from left to right."""
    written = {min(layer[call.source], layer[call.target]) for call in calls if call.label}
    x: list[float] = []
    edge = 0.0
    for number, row in enumerate(rows):
        wide = _widest(row, widths)
        x.append(edge + wide / 2)
        edge += wide + (LABEL_GAP if number in written else LAYER_GAP)
    return x


def _widest(row: list[Place], widths: Mapping[str, float]) -> float:
    return max((widths[place] for place in row if isinstance(place, str)), default=0.0)


def _bend_points(
    rows: list[list[Place]], x: list[float], y: Mapping[Place, float]
) -> dict[int, list[tuple[float, float]]]:
    bends: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for at, row in enumerate(rows):
        for place in row:
            if isinstance(place, tuple):
                bends[place[0]].append((x[at], y[place]))
    return dict(bends)
