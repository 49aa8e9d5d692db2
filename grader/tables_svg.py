"""Tables as a picture: a box each, with its key and indexes, and a line to the table whose key a column names.

>>> drawn = tables_svg(read_schema("CREATE TABLE links (code text PRIMARY KEY)", ()))
>>> drawn.startswith("<svg") and "links" in drawn
True
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from grader.schema import Column, Schema, Table, read_schema

__all__ = ["links_between", "read_schema", "tables_svg"]

CHARACTER, LINE, HEAD, PAD, GAP = 7.3, 20, 30, 12, 64  # pixels, of the mono type in tables.css
NARROWEST, WIDEST = 150, 300
MOST_COLUMNS = 24  # of one table in the picture; the rest is counted
ROW = 4  # tables side by side at most
NAMES = re.compile(
    r"(?:\bFOREIGN\s+KEY\s*\(\s*[\"`]?(?P<key>\w+)[^)]*\)|(?:^|[,(])\s*[\"`]?(?P<column>(?!(?:FOREIGN|CONSTRAINT)\b)\w+)[\"`]?[^,()]*(?:\([^)]*\))?[^,()]*?)\s*\bREFERENCES\s+[\"`]?(?P<table>\w+)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Link:
    """A column that holds another table's key; `said` where the SQL says so, else read off the name."""

    table: str
    column: str
    to: str
    said: bool


@dataclass(frozen=True, slots=True)
class _Box:
    table: Table
    lines: tuple[tuple[str, str, str], ...]  # a mark, a name, a type
    wide: float
    x: float = 0
    y: float = 0

    @property
    def high(self) -> float:
        return HEAD + len(self.lines) * LINE + PAD / 2


def tables_svg(schema: Schema) -> str:
    """The picture, or nothing where there is no table."""
    boxes = _placed([_box(each) for each in schema.tables])
    if not boxes:
        return ""
    links = links_between(schema)
    wide = max(box.x + box.wide for box in boxes) + PAD
    high = max(box.y + box.high for box in boxes) + PAD
    names = ", ".join(each.table.name for each in boxes)
    said = "; ".join(f"{each.table}.{each.column} names {each.to}" for each in links)
    label = f"Tables: {names}. {said}" if said else f"Tables: {names}"
    body = "".join([*(_line(each, boxes) for each in links), *map(_drawn, boxes)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="tables" role="img" aria-label="{escape(label)}" '
        f'viewBox="0 0 {wide:.0f} {high:.0f}" width="{wide:.0f}" height="{high:.0f}">{body}</svg>'
    )


def links_between(schema: Schema) -> tuple[Link, ...]:
    """The columns that name another table: as the SQL says, or by the name of its key."""
    tables = {each.name.lower(): each for each in schema.tables}
    found: dict[tuple[str, str], Link] = {}
    for table in schema.tables:
        for column, other in _references(schema, table):
            if other.lower() in tables:
                to = tables[other.lower()].name
                found[table.name, column] = Link(table.name, column, to, said=True)
        for each in table.columns:
            to = next(
                (o.name for o in schema.tables if o is not table and _names(each, o, table)), ""
            )
            if to and (table.name, each.name) not in found:
                found[table.name, each.name] = Link(table.name, each.name, to, said=False)
    return tuple(found.values())


def _references(schema: Schema, table: Table) -> Iterable[tuple[str, str]]:
    if table.start is None:
        return ()
    statement = re.sub(r"--[^\n]*", "", schema.ddl[table.start : table.end])
    body = statement[statement.find("(") :]
    return [(each["key"] or each["column"], each["table"]) for each in NAMES.finditer(body)]


def _names(column: Column, other: Table, table: Table) -> bool:
    """Whether a column is named after another table's only key: link_id after links, code after its code."""
    if len(other.key) != 1:
        return False
    name, key, called = column.name.lower(), other.key[0].lower(), other.name.lower()
    singular = called.removesuffix("s")
    if name in {f"{singular}_{key}", f"{called}_{key}", f"{singular}_id", f"{singular}id"}:
        return True
    return name == key and key not in {"id", "key", "name"} and table.key != other.key


def _box(table: Table) -> _Box:
    shown = table.columns[:MOST_COLUMNS]
    lines = [(_mark(table, each), each.name, each.type) for each in shown]
    if len(table.columns) > len(shown):
        lines.append(("", f"and {len(table.columns) - len(shown)} more", ""))
    partition = ", ".join(table.partition)
    lines += [("", "", f"lives by {partition}")] if partition else []
    lines += [("U", ", ".join(each), "unique") for each in table.unique if len(each) > 1]
    lines += [("I", ", ".join(each), "index") for each in table.indexes]
    longest = max([len(table.name) + 2, *(len(f"{name} {kind}") + 4 for _, name, kind in lines)])
    return _Box(table, tuple(lines), min(max(longest * CHARACTER + 2 * PAD, NARROWEST), WIDEST))


def _mark(table: Table, column: Column) -> str:
    name = column.name.lower()
    if name in {each.lower() for each in (*table.key, *table.partition)}:
        return "K"
    return "U" if any([each.lower() for each in one] == [name] for one in table.unique) else ""


def _placed(boxes: list[_Box]) -> list[_Box]:
    """In rows of up to four, from left to right."""
    placed: list[_Box] = []
    y = float(PAD)
    for start in range(0, len(boxes), ROW):
        x, row = float(PAD), boxes[start : start + ROW]
        for box in row:
            placed.append(_Box(box.table, box.lines, box.wide, x, y))
            x += box.wide + GAP
        y += max(each.high for each in row) + GAP / 2
    return placed


def _drawn(box: _Box) -> str:
    parts = [
        f'<rect class="tables-box" x="{box.x:.1f}" y="{box.y:.1f}" width="{box.wide:.1f}" height="{box.high:.1f}" rx="4"/>',
        f'<text class="tables-name" x="{box.x + PAD:.1f}" y="{box.y + 20:.1f}">{escape(_cut(box.table.name, box.wide))}</text>',
        f'<path class="tables-rule" d="M{box.x:.1f} {box.y + HEAD:.1f}h{box.wide:.1f}"/>',
    ]
    for number, (mark, name, kind) in enumerate(box.lines):
        y = box.y + HEAD + LINE * number + 16
        room = box.wide - 2 * PAD - 2 * CHARACTER - len(kind) * CHARACTER
        if mark:
            parts.append(
                f'<text class="tables-mark" x="{box.x + PAD:.1f}" y="{y:.1f}">{mark}</text>'
            )
        if name:
            parts.append(
                f'<text x="{box.x + PAD + 16:.1f}" y="{y:.1f}">{escape(_cut(name, max(room, 90)))}</text>'
            )
        if kind:
            left = box.x + PAD + 16 + (len(name) + 1) * CHARACTER
            room = box.x + box.wide - PAD - left
            parts.append(
                f'<text class="tables-type" x="{box.x + box.wide - PAD:.1f}" y="{y:.1f}" text-anchor="end">{escape(_cut(kind, room))}</text>'
            )
    return f'<g data-table="{escape(box.table.name)}">{"".join(parts)}</g>'  # fmt: skip


def _cut(text: str, room: float) -> str:
    most = max(int(room / CHARACTER), 1)
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _line(link: Link, boxes: list[_Box]) -> str:
    """From the column to the other table's head, leaving and arriving sideways."""
    source = next(each for each in boxes if each.table.name == link.table)
    target = next(each for each in boxes if each.table.name == link.to)
    at = next((n for n, (_, name, _kind) in enumerate(source.lines) if name == link.column), 0)
    y1, y2 = source.y + HEAD + LINE * at + 11, target.y + 15
    right = target.x > source.x
    x1 = source.x + source.wide if right else source.x
    x2 = target.x if right else target.x + target.wide
    if target.x == source.x:
        x1 = x2 = source.x
    bend = GAP / 2 if right else -GAP / 2
    middle = x1 + bend if abs(x2 - x1) > GAP + 1 or target.x == source.x else (x1 + x2) / 2
    kind = "tables-link" if link.said else "tables-link tables-guess"
    return f'<path class="{kind}" d="M{x1:.1f} {y1:.1f}H{max(middle, 3):.1f}V{y2:.1f}H{x2:.1f}"/>'
