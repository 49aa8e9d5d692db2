"""The text of a drawing: zones, then boxes, then arrows, in their order."""

from typing import Any

from capacity.architecture import Architecture, Call, Component, Zone
from capacity.exchange.words import OF_CALLS, OF_COMPONENTS, OF_ZONES, WHEN, Attribute, quoted, word


def write(drawing: Architecture) -> str:
    """The drawing as text; `text.parse` reads the same drawing back."""
    blocks = [
        [zone_line(each) for each in drawing.zones],
        [component_line(each) for each in drawing.components],
        [call_line(each) for each in drawing.calls],
    ]
    written = "\n\n".join("\n".join(lines) for lines in blocks if lines)
    return f"{written}\n" if written else ""


def zone_line(each: Zone) -> str:
    inside = f"in {each.within}" if each.within else ""
    return _joined(each.kind, each.id, _name(each.name), *_attributes(each, OF_ZONES), inside)


def component_line(each: Component) -> str:
    return _joined(each.kind, each.id, _name(each.name), component_words(each))


def component_words(each: Component) -> str:
    """What stands after a box's name: how many, where, and everything that is not as usual."""
    return _joined(
        f"x{each.instances}" if each.instances != 1 else "",
        *_attributes(each, OF_COMPONENTS),
        "in " + ", ".join(each.zones) if each.zones else "",
        "holds=" + ", ".join(map(word, each.holds)) if each.holds else "",
        f"note={quoted(each.note)}" if each.note else "",
    )


def call_line(each: Call) -> str:
    return _joined(f"{each.source} -> {each.target}", call_words(each))


def call_words(each: Call) -> str:
    """What stands after an arrow's two ends."""
    return _joined(
        each.kind if each.kind != "request" else "",
        each.mode if each.mode != "in_turn" else "",
        next((word for word, when in WHEN.items() if when == each.when), ""),
        *_attributes(each, OF_CALLS),
        "for " + ", ".join(map(word, each.operations)) if each.operations else "",
        f": {_label(each.label)}" if each.label else "",
    )


def _attributes(each: Any, attributes: tuple[Attribute, ...]) -> list[str]:
    """`word=value` for every field that is not as the schema has it by itself."""
    fields = type(each).model_fields
    return [
        f"{one.word}={one.write(value)}"
        for one in attributes
        if (value := getattr(each, one.field)) != fields[one.field].default
    ]


def _name(name: str) -> str:
    return quoted(name) if name else ""


def _label(label: str) -> str:
    plain = label == label.strip() and label.isprintable() and not label.startswith('"')
    return label if plain else quoted(label)


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))
