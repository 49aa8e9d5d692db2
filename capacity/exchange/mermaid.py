r"""A drawing as a Mermaid flowchart, and a flowchart as a drawing.

Kinds are guessed from words and shapes: `links[(Links)]` is a database, `q[/Jobs/]` a queue,
`app["App ×3"]:::service` is what its class says. A subgraph is a zone. An arrow's label may be the
words of the text form (`|read for redirect : on a miss|`) or anything else, which is then a note.

>>> drawing = parse('flowchart LR\n  web["Web ×3"] -->|read| links[(Links)] -.-> log')
>>> [(each.kind, each.instances) for each in drawing.components], drawing.calls[1].kind
([('service', 3), ('sql_database', 1), ('stream', 1)], 'async')
"""

import re
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from capacity.architecture import COMPUTE, Architecture, Component
from capacity.exchange.enclosed import enclose, enclosed
from capacity.exchange.kinds import kind_of
from capacity.exchange.lines import call_words
from capacity.exchange.text import read_call_words
from capacity.exchange.tokens import Misread
from capacity.frozen import BadInput, Problem

LONGEST = 50_000  # characters

# How a shape opens and closes, and the kind that it suggests; longer openings first.
_SHAPES = {
    "([": ("])", ""), "[[": ("]]", ""), "[(": (")]", "sql_database"), "(((": (")))", "client"), "((": ("))", "client"),
    "{{": ("}}", ""), "[/": ("/]", "queue"), "[\\": ("\\]", "queue"), "[": ("]", ""), "(": (")", ""), "{": ("}", ""), ">": ("]", ""),
}  # fmt: skip
_SHAPE_OF = {
    "client": "((", "queue": "[/", "stream": "[/", "cache": "([",
    **dict.fromkeys(("sql_database", "key_value_store", "document_store", "wide_column_store", "object_store",
                     "block_storage", "file_store", "data_warehouse", "search_index"), "[("),
}  # fmt: skip
_HEAD = re.compile(r"^(?:flowchart|graph)\b\s*(?:TB|TD|BT|RL|LR)?\s*;?\s*")
_PASSED_OVER = re.compile(
    r"^(?:%%|classDef\b|class\b|style\b|linkStyle\b|click\b|direction\b|title\b|acc\w+\s*:|---|$)"
)
_NAME = re.compile(r"\s*(?P<id>[A-Za-z0-9_](?:[\w]|-(?![-.>]))*)")
_CLASS = re.compile(r":::([\w-]+)")
_AND = re.compile(r"\s*&")
_ARROW = re.compile(
    r"\s*(?P<back><)?(?P<line>--+|==+|-\.+-?)"
    r"(?:\s*(?P<said>[^-=.|>\s][^-=.|>]*?)\s*(?:--+|==+|\.+-))?[>xo]?\s*(?:\|(?P<label>[^|]*)\|)?"
)


def write(drawing: Architecture) -> str:
    """The drawing as a flowchart from left to right; `parse` reads the same drawing back."""
    lines = ["flowchart LR"]
    names = {each.id: each.name or each.id for each in drawing.zones}
    names |= {zone: zone for each in drawing.components for zone in each.zones if zone not in names}
    for zone, name in names.items():
        inside = [each for each in drawing.components if each.zones == (zone,)]
        if inside:
            lines.append(f"  subgraph {zone}_[{_quoted(name)}]")
            lines += [f"    {_box(each)}" for each in inside]
            lines.append("  end")
    lines += [f"  {_box(each)}" for each in drawing.components if len(each.zones) != 1]
    for call in drawing.calls:
        arrow = "-.->" if call.kind in ("async", "replicate") else "-->"
        words = call_words(call)
        label = f"|{_quoted(words)}|" if words else ""
        lines.append(f"  {call.source}_ {arrow}{label} {call.target}_")
    return enclose("\n".join(lines), drawing, "%%")


def _box(each: Component) -> str:
    opening = _SHAPE_OF.get(each.kind, "[")
    count = f" ×{each.instances}" if each.instances > 1 else ""
    # the underscore keeps ids apart from Mermaid's own words, such as `end`
    return f"{each.id}_{opening}{_quoted(each.title + count)}{_SHAPES[opening][0]}:::{each.kind}"


def parse(text: str) -> Architecture:
    """The drawing in a flowchart. Raises BadInput, each problem with its line and column."""
    if len(text) > LONGEST:
        message = f"is {len(text):,} characters long; at most {LONGEST:,} are read."
        raise BadInput([Problem(field="text", message=message)])
    kept = enclosed(text, "%%")
    if kept:
        return kept
    chart = _Flowchart()
    problems = []
    for number, raw in enumerate(text.split("\n"), 1):
        indent = len(raw) - len(raw.lstrip())
        try:
            chart.read(raw.strip().rstrip(";"))
        except Misread as wrong:
            field_ = f"line {number}, column {indent + wrong.column}"
            problems.append(Problem(field=field_, message=str(wrong)))
    if not chart.started:
        message = "this is no flowchart: one begins with the line 'flowchart LR'."
        problems.insert(0, Problem(field="line 1, column 1", message=message))
    if problems:
        raise BadInput(problems)
    try:
        return Architecture.model_validate(chart.drawing())
    except ValidationError as error:
        raise BadInput.of(error, Architecture) from None


@dataclass
class _Box:
    id: str
    label: str = ""
    suggested: str = ""  # by the shape
    named: str = ""  # by the class
    zone: str = ""


@dataclass
class _Flowchart:
    """A flowchart, as far as it was read."""

    started: bool = False
    boxes: dict[str, _Box] = field(default_factory=dict)
    zones: dict[str, str] = field(default_factory=dict)
    open_zones: list[str] = field(default_factory=list)
    calls: list[dict[str, Any]] = field(default_factory=list)

    def read(self, line: str) -> None:
        if not self.started:
            head = _HEAD.match(line)
            self.started = head is not None
            line = line[head.end() :] if head else ""
        if line.startswith("subgraph"):
            self._open(line.removeprefix("subgraph").strip())
        elif line == "end":
            self.open_zones = self.open_zones[:-1]
        elif not _PASSED_OVER.match(line):
            self._chain(line)

    def _open(self, words: str) -> None:
        name, bracket, title = words.partition("[")
        made = _id(name.strip() or title) if bracket or name else f"zone{len(self.zones) + 1}"
        self.zones[made] = _plain(title.removesuffix("]") if bracket else name)
        self.open_zones.append(made)

    def _chain(self, line: str) -> None:
        """`A[Client] -->|reads| B & C --> D`: boxes, arrow, boxes, arrow, boxes."""
        sources, at = self._boxes(line, 0)
        while line[at:].strip():
            arrow = _ARROW.match(line, at)
            if not arrow:
                found = line[at:].strip()[:20]
                raise Misread(f"'{found}' is no arrow; write one as -->.", at + 1)
            targets, at = self._boxes(line, arrow.end())
            self.calls += [
                _call(source, target, arrow)
                for source in sources
                for target in targets
                if source != target
            ]
            sources = targets

    def _boxes(self, line: str, at: int) -> tuple[list[str], int]:
        found: list[str] = []
        while True:
            name, at = self._box(line, at)
            found.append(name)
            more = _AND.match(line, at)
            if not more:
                return found, at
            at = more.end()

    def _box(self, line: str, at: int) -> tuple[str, int]:
        name = _NAME.match(line, at)
        if not name:
            found = line[at:].strip()[:20]
            raise Misread(f"a box comes here{f', not {found!r}' if found else ''}.", at + 1)
        made = self.boxes.setdefault(_id(name["id"]), _Box(_id(name["id"])))
        made.zone = made.zone or (self.open_zones[-1] if self.open_zones else "")
        at = name.end()
        opening = next((each for each in _SHAPES if line.startswith(each, at)), None)
        if opening:
            closing, suggested = _SHAPES[opening]
            end = _end_of_label(line, at + len(opening), closing)
            if end < 0:
                raise Misread(f"'{opening}' is not closed by '{closing}'.", at + 1)
            made.label, made.suggested = _plain(line[at + len(opening) : end]), suggested
            at = end + len(closing)
        named = _CLASS.match(line, at)
        if named:
            made.named, at = named[1], named.end()
        return made.id, at

    def drawing(self) -> dict[str, Any]:
        used = {each.zone for each in self.boxes.values()}
        return {
            "components": [_component(each) for each in self.boxes.values()],
            "calls": self.calls,
            "zones": [
                {"id": zone, "name": name[:200] if name != zone else ""}
                for zone, name in self.zones.items()
                if zone in used
            ],
        }


def _call(source: str, target: str, arrow: re.Match[str]) -> dict[str, Any]:
    label = _plain(arrow["label"] or arrow["said"] or "")[:200]
    ends = {"from": source, "to": target}
    made: dict[str, Any] = dict(ends)
    try:
        read_call_words(made, label)
    except Misread:
        made = {**ends, "label": label}
    if arrow["line"].startswith("-.") and "kind" not in made:
        made["kind"] = "async"
    return made


def _component(box: _Box) -> dict[str, Any]:
    count = re.search(r"\s*[×x]\s?(\d{1,3})$", box.label)
    label = box.label[: count.start()] if count else box.label
    kind = kind_of(*filter(None, (box.named, label, box.id)))
    shape_tells = box.suggested and not box.named and kind in COMPUTE  # 'Jobs' in a queue's shape
    return {
        "id": box.id,
        "kind": box.suggested if shape_tells else kind,
        "instances": max(1, int(count[1])) if count else 1,
        "name": label[:200] if label != box.id else "",
        "zones": [box.zone] if box.zone else [],
    }


def _end_of_label(line: str, at: int, closing: str) -> int:
    """Where a shape closes; inside quotation marks everything is a word."""
    quoted = re.compile(r'\s*"[^"]*"').match(line, at)
    return line.find(closing, quoted.end() if quoted else at)


def _id(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", name.strip()).strip("_-")[:40] or "box"
    return plain if plain[0].isalpha() else f"n{plain}"[:40]


def _quoted(text: str) -> str:
    return '"' + " ".join(text.split()).replace('"', "#quot;") + '"'


def _plain(text: str) -> str:
    """A label without quotation marks, line breaks and Mermaid's entities."""
    text = re.sub(r"<br\s*/?>", " ", text.strip())
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    return " ".join(text.replace("#quot;", '"').split())
