"""The lines between boxes: out of the right side, through the bends, into the left side."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from capacity.architecture import Architecture
from capacity.draw.layout import BOX_HEIGHT, Layout

Point = tuple[float, float]
PORT_GAP = 13.0  # pixels between lines that meet at one side of a box
HALF_LAYER = 0.5
LABEL_ROOM = (70.0, 13.0)  # pixels that a word needs to either side, and above


@dataclass(frozen=True)
class Line:
    """A call's way as an SVG path, and where a word may stand on it."""

    path: str
    label_at: Point


def lines(drawing: Architecture, layout: Layout, widths: Mapping[str, float]) -> list[Line]:
    """One line a call, in the order of the calls."""
    ends = _ends(drawing, layout)
    ports = _ports(ends, layout)
    made: list[Line] = []
    taken: list[Point] = []
    for number in range(len(drawing.calls)):
        left, right = ends[number]
        points: list[Point] = [
            (layout.x[left] + widths[left] / 2, ports[number, "out"]),
            *_through(layout.bends.get(number, []), widths, layout),
            (layout.x[right] - widths[right] / 2, ports[number, "in"]),
        ]
        turned = number in layout.turned
        label_at = None
        if drawing.calls[number].label:
            label_at = _free(points[0], points[1], taken)
            taken.append(label_at)
        made.append(Line(_path(points[::-1] if turned else points), label_at or points[0]))
    return made


def _ends(drawing: Architecture, layout: Layout) -> list[tuple[str, str]]:
    return [
        (call.target, call.source) if number in layout.turned else (call.source, call.target)
        for number, call in enumerate(drawing.calls)
    ]


def _ports(ends: list[tuple[str, str]], layout: Layout) -> dict[tuple[int, str], float]:
    """The height at which each line leaves and enters: sorted by where it goes, so that none cross."""
    sides: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
    for number, (left, right) in enumerate(ends):
        bends = layout.bends.get(number, [])
        sides[left, "out"].append((bends[0][1] if bends else layout.y[right], number))
        sides[right, "in"].append((bends[-1][1] if bends else layout.y[left], number))
    found: dict[tuple[int, str], float] = {}
    for (name, side), meeting in sides.items():
        gap = (
            min(PORT_GAP, (BOX_HEIGHT - 12) / max(1, len(meeting) - 1)) if len(meeting) > 1 else 0.0
        )
        top = layout.y[name] - gap * (len(meeting) - 1) / 2
        for place, (_, number) in enumerate(sorted(meeting)):
            found[number, side] = top + gap * place
    return found


def _through(bends: list[Point], widths: Mapping[str, float], layout: Layout) -> list[Point]:
    """A line passes a layer level: it enters and leaves it at one height, clear of its boxes."""
    wide = {layout.x[name]: 0.0 for name in layout.x}
    for name, x in layout.x.items():
        wide[x] = max(wide[x], widths[name])
    return [
        point
        for x, y in bends
        for point in ((x - wide.get(x, 0) / 2, y), (x + wide.get(x, 0) / 2, y))
    ]


def _path(points: list[Point]) -> str:
    """Smooth between layers, straight through them."""
    (x, y), *rest = points
    said = [f"M{_n(x)} {_n(y)}"]
    for nx, ny in rest:
        if abs(ny - y) < 0.05:
            said.append(f"H{_n(nx)}")
        else:
            half = (nx - x) * HALF_LAYER
            said.append(f"C{_n(x + half)} {_n(y)} {_n(nx - half)} {_n(ny)} {_n(nx)} {_n(ny)}")
        x, y = nx, ny
    return "".join(said)


def _free(start: Point, end: Point, taken: list[Point]) -> Point:
    """A place on the curve between two points where no other word stands, the middle if it is free."""
    places = [_on_curve(start, end, at) for at in (0.5, 0.42, 0.58, 0.36, 0.64)]
    for x, y in places:
        if all(
            abs(x - other) > LABEL_ROOM[0] or abs(y - high) > LABEL_ROOM[1] for other, high in taken
        ):
            return x, y
    return places[0]


def _on_curve(start: Point, end: Point, at: float) -> Point:
    """A point of the line that `_path` draws from start to end."""
    rest = 1 - at
    half = (end[0] - start[0]) * HALF_LAYER
    x = (
        rest**3 * start[0]
        + 3 * rest**2 * at * (start[0] + half)
        + 3 * rest * at**2 * (end[0] - half)
        + at**3 * end[0]
    )
    y = (rest**3 + 3 * rest**2 * at) * start[1] + (3 * rest * at**2 + at**3) * end[1]
    return x, y


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
