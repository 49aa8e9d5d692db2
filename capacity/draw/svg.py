"""An architecture as one SVG: accessible, deterministic, coloured by the page it stands in.

Colours are plain presentation attributes, so that a file saved alone looks right; browser/drawing.css replaces
them by the page's tokens in light and dark. There is no style attribute and no script.
"""

from collections.abc import Mapping
from html import escape

from capacity.architecture import Architecture, Call, Component
from capacity.draw.glyphs import GLYPHS
from capacity.draw.layout import BOX_HEIGHT, Layout, lay_out
from capacity.draw.route import Line, lines

INK, QUIET, SHEET, EDGE = "#16202e", "#5a6577", "#ffffff", "#c9c5b8"
MARGIN = 28.0
LEGEND = 30.0
SHORTEST, LONGEST = 118.0, 212.0  # width of a box
GLYPH = 26.0  # width of the sign and its room
LONGEST_LABEL = 21  # characters on a line between two layers
ZONE_PADDING = 14.0
DASHES = {"async": "6 5", "replicate": "1.5 4"}
SAID = {
    "waits": "waits for an answer",
    "async": "goes on without waiting",
    "replicate": "copies data",
}
MARKS = frozenset({"good", "part", "bad", "lit"})

# Widths of letters in a sans serif, as shares of the font size; an estimate is enough for a box.
_NARROW, _WIDE = frozenset("iljtf.,:;'|!()[]1 "), frozenset("mwMWQO@%—")


def svg(
    architecture: Architecture,
    *,
    title: str,
    prefix: str = "drawing",
    marks: Mapping[str, str] | None = None,
) -> str:
    """The picture of an architecture.

    `marks` gives components (by id) and calls (as 'from->to') a class: good, part, bad or lit.
    `prefix` makes ids unique where a page has several drawings.
    """
    if not architecture.components:
        return _empty(title, prefix)
    areas = _areas(architecture)
    while True:
        in_areas = {name for names in areas.values() for name in names}
        second = {
            each.id: _second_line(each, with_zones=each.id not in in_areas)
            for each in architecture.components
        }
        widths = {each.id: _width(each, second[each.id]) for each in architecture.components}
        layout = lay_out(architecture, widths)
        boxes = {name: _box(name, layout, widths) for name in layout.x}
        shown = {
            zones: box for zones, names in areas.items() if (box := _area(names, boxes)) is not None
        }
        if len(shown) == len(areas):
            break
        # an area that would hold strangers is said in the boxes instead
        areas = {zones: areas[zones] for zones in shown}
    classes = {name: mark for name, mark in (marks or {}).items() if mark in MARKS}
    body = [
        *(_zone(zones, box, architecture) for zones, box in shown.items()),
        *(
            _call(call, line, prefix, classes.get(call.id, ""))
            for call, line in zip(
                architecture.calls, lines(architecture, layout, widths), strict=True
            )
        ),
        *(
            _component(each, boxes[each.id], second[each.id], classes.get(each.id, ""))
            for each in architecture.components
        ),
        _legend(architecture, layout.height + MARGIN),
    ]
    has_legend = any(call.kind in DASHES for call in architecture.calls)
    bottom = layout.height + MARGIN + (LEGEND if has_legend else 0)
    return _document(title, _in_words(architecture), prefix, (layout.width, bottom), body)


def _document(
    title: str, description: str, prefix: str, size: tuple[float, float], body: list[str]
) -> str:
    wide, high = size[0] + 2 * MARGIN, size[1] + MARGIN
    ends = "".join(
        f'<marker id="{prefix}-{name}" class="head {name}" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" '
        f'markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 .5 8 4 0 7.5z" fill="{colour}"/></marker>'
        for name, colour in (
            ("end", QUIET),
            ("good", "#1b7a43"),
            ("part", "#8a6100"),
            ("bad", "#b3261e"),
            ("lit", "#1f4fd1"),
        )
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="architecture" role="img" width="{wide:.0f}" height="{high:.0f}" '
        f'viewBox="{-MARGIN:.0f} {-MARGIN:.0f} {wide:.0f} {high:.0f}" aria-labelledby="{prefix}-title {prefix}-words" '
        f"font-family=\"Inter, system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif\">"
        f'<title id="{prefix}-title">{escape(title)}</title><desc id="{prefix}-words">{escape(description)}</desc>'
        f"<defs>{ends}</defs>{''.join(body)}</svg>"
    )


def _empty(title: str, prefix: str) -> str:
    words = "Nothing is drawn yet. Add a component, or write a line such as: client browser"
    box = (
        f'<rect class="nothing" x="0" y="0" width="520" height="120" rx="6" fill="none" stroke="{EDGE}" stroke-dasharray="4 4"/>'
        f'<text class="second" x="260" y="65" font-size="13" text-anchor="middle" fill="{QUIET}">{escape(words)}</text>'
    )
    return _document(title, words, prefix, (520, 120), [box])


# --- words ----------------------------------------------------------------------------------------


def _in_words(architecture: Architecture) -> str:
    """The drawing for somebody who cannot see it."""
    said = []
    for each in architecture.components:
        calls = architecture.calls_from[each.id]
        targets = ", ".join(
            f"{architecture.component(call.target).title} ({call.kind})" for call in calls
        )
        count = f", {each.instances} instances" if each.instances > 1 else ""
        said.append(
            f"{each.title}, {in_words(each.kind)}{count}{f', calls {targets}' if targets else ''}."
        )
    return " ".join(said)


def in_words(kind: str) -> str:
    """'sql_database' as a person says it: SQL database."""
    words = kind.replace("_", " ")
    for short in ("sql", "api", "dns", "cdn", "waf"):
        words = f" {words} ".replace(f" {short} ", f" {short.upper()} ").strip()
    return words


def _second_line(each: Component, *, with_zones: bool) -> str:
    parts = [in_words(each.kind)]
    if each.shards > 1:
        parts.append(f"{each.shards} shards")
    if each.hit_ratio is not None:
        parts.append(f"hit {each.hit_ratio * 100:.4g} %")
    if each.zones and with_zones:
        parts.append(f"{len(each.zones)} zones" if len(each.zones) > 1 else f"zone {each.zones[0]}")
    return " · ".join(parts)


def _first_line(each: Component) -> str:
    return f"{each.title} ×{each.instances}" if each.instances > 1 else each.title


def _letters(text: str, size: float) -> float:
    return size * sum(
        0.33 if letter in _NARROW else 0.88 if letter in _WIDE else 0.6 for letter in text
    )


def _width(each: Component, second: str) -> float:
    wanted = GLYPH + 24 + max(_letters(_first_line(each), 13.5), _letters(second, 11))
    return min(LONGEST, max(SHORTEST, round(wanted)))


def _fitting(text: str, room: float, size: float) -> str:
    if _letters(text, size) <= room:
        return text
    kept = text
    while kept and _letters(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


# --- areas ----------------------------------------------------------------------------------------

Box = tuple[float, float, float, float]  # x, y, width, height


def _areas(architecture: Architecture) -> dict[tuple[str, ...], list[str]]:
    """Components that stand in exactly the same zones."""
    found: dict[tuple[str, ...], list[str]] = {}
    for each in architecture.components:
        if each.zones:
            found.setdefault(tuple(sorted(each.zones)), []).append(each.id)
    return found


def _box(name: str, layout: Layout, widths: Mapping[str, float]) -> Box:
    return (
        layout.x[name] - widths[name] / 2,
        layout.y[name] - BOX_HEIGHT / 2,
        widths[name],
        BOX_HEIGHT,
    )


def _area(names: list[str], boxes: Mapping[str, Box]) -> Box | None:
    """The area around some boxes, or None where it would hold others or say little."""
    own = [boxes[name] for name in names]
    left, top = (
        min(box[0] for box in own) - ZONE_PADDING,
        min(box[1] for box in own) - ZONE_PADDING - 8,
    )
    right = max(box[0] + box[2] for box in own) + ZONE_PADDING
    bottom = max(box[1] + box[3] for box in own) + ZONE_PADDING
    strangers = (box for name, box in boxes.items() if name not in names)
    if any(
        box[0] < right and box[0] + box[2] > left and box[1] < bottom and box[1] + box[3] > top
        for box in strangers
    ):
        return None
    return (left, top, right - left, bottom - top) if len(names) > 1 else None


def _zone(zones: tuple[str, ...], box: Box, architecture: Architecture) -> str:
    names = {each.id: each.name or each.id for each in architecture.zones}
    said = ("zone " if len(zones) == 1 else "zones ") + ", ".join(
        names.get(each, each) for each in zones
    )
    x, y, wide, high = box
    return (
        f'<g class="zone"><rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="8" fill="none" '
        f'stroke="{EDGE}" stroke-dasharray="4 4"/><text x="{x + 10:.1f}" y="{y + 13:.1f}" font-size="11" '
        f'fill="{QUIET}">{escape(_fitting(said, wide - 20, 11))}</text></g>'
    )


# --- boxes and arrows -----------------------------------------------------------------------------


def _component(each: Component, box: Box, second: str, mark: str) -> str:
    x, y, wide, high = box
    room = wide - GLYPH - 20
    left = x + GLYPH + 10
    sign = (
        f'<path class="glyph" transform="translate({x + 11:.1f} {y + high / 2 - 8:.1f})" d="{GLYPHS[each.kind]}" '
        f'fill="none" stroke="{QUIET}" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round"/>'
    )
    copies = (
        f'<rect class="copy" x="{x + 4:.1f}" y="{y - 4:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="6" fill="{SHEET}" stroke="{EDGE}"/>'
        if each.instances > 1 or each.shards > 1
        else ""
    )
    return (
        f'<g class="component kind-{each.kind}{f" {mark}" if mark else ""}" data-component="{escape(each.id)}">'
        f"<title>{escape(_first_line(each))}, {escape(second)}</title>{copies}"
        f'<rect class="box" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="6" fill="{SHEET}" stroke="{EDGE}"/>'
        f'{sign}<text class="name" x="{left:.1f}" y="{y + 21:.1f}" font-size="13" font-weight="600" fill="{INK}">'
        f"{escape(_fitting(_first_line(each), room, 13.2))}</text>"
        f'<text class="second" x="{left:.1f}" y="{y + 37:.1f}" font-size="11" fill="{QUIET}">'
        f"{escape(_fitting(second, room, 10.8))}</text></g>"
    )


def _call(call: Call, line: Line, prefix: str, mark: str) -> str:
    dashes = f' stroke-dasharray="{DASHES[call.kind]}"' if call.kind in DASHES else ""
    said = f"{call.source} to {call.target}, {call.kind}" + (
        f", for {', '.join(call.operations)}" if call.operations else ""
    )
    x, y = line.label_at
    label = (
        call.label
        if len(call.label) <= LONGEST_LABEL
        else call.label[: LONGEST_LABEL - 1].rstrip() + "…"
    )
    written = (
        f'<text class="label" x="{x:.1f}" y="{y - 5:.1f}" font-size="11" text-anchor="middle" fill="{QUIET}" '
        f'stroke="{SHEET}" stroke-width="4" paint-order="stroke" stroke-linejoin="round">{escape(label)}</text>'
        if label
        else ""
    )
    return (
        f'<g class="call kind-{call.kind}{f" {mark}" if mark else ""}" data-call="{escape(call.id)}">'
        f"<title>{escape(said)}{f': {escape(call.label)}' if call.label else ''}</title>"
        f'<path class="line" d="{line.path}" fill="none" stroke="{QUIET}" stroke-width="1.4"{dashes} '
        f'marker-end="url(#{prefix}-{mark or "end"})"/>{written}</g>'
    )


def _legend(architecture: Architecture, top: float) -> str:
    """What the kinds of line mean, where more than the plain one occurs."""
    kinds = {call.kind if call.kind in DASHES else "waits" for call in architecture.calls}
    if kinds <= {"waits"}:
        return ""
    x, said = 0.0, []
    for kind in (each for each in SAID if each in kinds):
        dashes = f' stroke-dasharray="{DASHES[kind]}"' if kind in DASHES else ""
        said.append(
            f'<path class="line" d="M{x:.0f} {top:.1f}h26" stroke="{QUIET}" stroke-width="1.4" fill="none"{dashes}/>'
            f'<text x="{x + 32:.0f}" y="{top + 4:.1f}" font-size="11" fill="{QUIET}">{SAID[kind]}</text>'
        )
        x += 48 + _letters(SAID[kind], 11)
    return f'<g class="legend" aria-hidden="true">{"".join(said)}</g>'
