"""Sequence and state diagrams from lines of text, as SVG in the colours of the page.

    driver -> gate : press            a call, with an answer below it or none
    gate --> driver : ticket          an answer
    free -> taken : car drives in     a change of state; `[*]` is where it begins

>>> [each.said for each in read(["a -> b : hello", "b --> a : hi"])]
['hello', 'hi']
"""

import re
import tempfile
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path

import graphviz

from book import diagram  # noqa: F401 - says which Graphviz is used

_LINE = re.compile(
    r"^(?P<source>[\w\[\]* ]+?)\s*(?P<arrow>-->|->)\s*(?P<target>[\w\[\]* ]+?)\s*:\s*(?P<said>.+)$"
)
COLUMN, ROW, TOP, LETTER = 150, 44, 56, 7.2  # pixels; a letter at 13 px is about that wide
START = "[*]"
_FONT = {"fontname": "DejaVu Sans", "fontsize": "11"}
_SIZE = re.compile(r'viewBox="[\d.]+ [\d.]+ ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True)
class Arrow:
    source: str
    target: str
    said: str
    is_answer: bool


def read(lines: list[str]) -> list[Arrow]:
    """The arrows, a line each. Raises ValueError naming the line."""
    found = []
    for line in filter(str.strip, lines):
        matched = _LINE.match(line.strip())
        if matched is None:
            raise ValueError(f"'{line.strip()}' is not 'one -> other : what is said'.")
        found.append(
            Arrow(matched["source"], matched["target"], matched["said"], matched["arrow"] == "-->")
        )
    if not found:
        raise ValueError("there is no arrow.")
    return found


def in_words(arrows: list[Arrow]) -> str:
    """What a diagram says, for those who cannot see it."""
    return " ".join(
        f"{n}. {each.source} {'answers' if each.is_answer else 'to'} {each.target}: {each.said}."
        for n, each in enumerate(arrows, 1)
    )


def sequence(arrows: list[Arrow], title: str, prefix: str) -> str:
    """Who calls whom, from top to bottom."""
    names = list(dict.fromkeys(name for each in arrows for name in (each.source, each.target)))
    gaps = [_gap(arrows, one, other) for one, other in pairwise(names)]
    at = {name: 75 + sum(gaps[:place]) for place, name in enumerate(names)}
    height = TOP + ROW * len(arrows) + 20
    parts = []
    for name, x in at.items():
        parts.append(f'<line class="dts-life" x1="{x}" y1="38" x2="{x}" y2="{height - 10}"/>')
        parts.append(_box(x, 22, name))
    for row, each in enumerate(arrows):
        y, one, other = TOP + ROW * row + 24, at[each.source], at[each.target]
        kind = "dts-answer" if each.is_answer else "dts-call"
        if one == other:
            parts.append(
                f'<path class="{kind}" d="M{one} {y - 8} h34 v16 h-30" marker-end="url(#{prefix}-tip)"/>'
            )
            parts.append(f'<text x="{one + 42}" y="{y + 4}">{escape(each.said)}</text>')
            continue
        tip = other - 3 if other > one else other + 3
        parts.append(
            f'<line class="{kind}" x1="{one}" y1="{y}" x2="{tip}" y2="{y}" marker-end="url(#{prefix}-tip)"/>'
        )
        parts.append(
            f'<text class="dts-middle" x="{(one + other) / 2}" y="{y - 6}">{escape(each.said)}</text>'
        )
    return _svg((max(at.values()) + 160, height), parts, arrows, (title, prefix))


def states(arrows: list[Arrow], title: str, prefix: str) -> str:
    """The states and the changes between them, placed by Graphviz."""
    graph = graphviz.Digraph(
        graph_attr={"nodesep": "0.7", "ranksep": "0.55", "bgcolor": "transparent"},
        node_attr={"shape": "box", "style": "rounded", **_FONT},
        edge_attr={"arrowsize": "0.7", **_FONT},
    )
    graph.node(START, label="", shape="circle", width="0.17", fixedsize="true")
    for each in arrows:
        graph.edge(each.source, each.target, label=f" {each.said} ")
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(graph.render(filename="states", directory=folder, format="svg")).read_text(
            encoding="utf-8"
        )
    inside = drawn[drawn.index("<g id=") : drawn.rindex("</svg>")]
    inside = re.sub(r"<title>.*?</title>\s*|<!--.*?-->\s*", "", inside, flags=re.DOTALL)
    inside = re.sub(r' (?:id|fill|stroke)="[^"]*"', "", inside)  # the page has the colours
    width, height = (float(found) for found in _SIZE.search(drawn).groups())  # type: ignore[union-attr]
    return _svg((width, height), [inside], arrows, (title, prefix))


def _gap(arrows: list[Arrow], one: str, other: str) -> float:
    """How far apart two neighbours stand: their names and what they say fit between."""
    said = [len(each.said) for each in arrows if {each.source, each.target} == {one, other}]
    return max(COLUMN, max(said, default=0) * LETTER + 30)


def _box(x: float, y: float, name: str) -> str:
    width = max(60.0, len(name) * LETTER + 18)
    return (
        f'<rect class="dts-box" x="{x - width / 2}" y="{y - 16}" width="{width}" height="32" rx="5"/>'
        f'<text class="dts-middle dts-bold" x="{x}" y="{y + 5}">{escape(name)}</text>'
    )


def _svg(size: tuple[float, float], parts: list[str], arrows: list[Arrow], named: tuple[str, str]) -> str:  # fmt: skip
    (width, height), (title, prefix) = size, named
    tip = f'<defs><marker id="{prefix}-tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="dts-tip" d="M0 0 L10 5 L0 10 z"/></marker></defs>'
    words = f'<title id="{prefix}-title">{escape(title)}</title><desc id="{prefix}-words">{escape(in_words(arrows))}</desc>'
    return (
        f'<svg class="dts-diagram" role="img" aria-labelledby="{prefix}-title {prefix}-words" '
        f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">{words}{tip}{"".join(parts)}</svg>'
    )
