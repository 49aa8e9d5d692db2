"""The numbers everyone should know, from the catalogue in capacity/numbers, while the book is built.

    ```{numbers}
    ```

A section a topic. What was measured at an earlier time stands beside the value of today.
"""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from book.nodes import Cell, paragraph, section, table, to_address
from capacity.numbers import Number, Topic, topics


class Numbers(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        beside = {each.earlier for topic in topics() for each in topic.numbers if each.earlier}
        made = []
        for topic in topics():
            kept = tuple(each for each in topic.numbers if each.id not in beside)
            if kept:
                made.append(self._section(topic, kept))
        return made

    def _section(self, topic: Topic, kept: tuple[Number, ...]) -> nodes.section:
        before = sorted({each.was.year for each in kept if each.was and each.was.year})
        head = ["What", "Value", *(["", f"In {before[0]}"][1:] if before else []), "Kind", "Source"]
        rows = [_row(each, earlier=bool(before)) for each in kept]
        return section(
            self.state.document, topic.title, f"numbers-{topic.name}",
            paragraph(topic.about), table(head, rows, classes="dts-numbers"),
        )  # fmt: skip


def _row(each: Number, *, earlier: bool) -> list[Cell]:
    what: list[nodes.Node] = [nodes.Text(each.title)]
    if each.note:
        what += [nodes.Text(" "), nodes.inline("", each.note, classes=["dts-note"])]
    kind = nodes.strong("", each.kind) if each.kind == "assumption" else nodes.Text(each.kind)
    return [
        what,
        nodes.inline("", each.value, classes=["dts-number"]),
        *([_before(each)] if earlier else []),
        kind,
        _source(each),
    ]


def _before(each: Number) -> Cell:
    return nodes.inline("", each.was.value, classes=["dts-number"]) if each.was else ""


def _source(each: Number) -> Cell:
    """Where it comes from, and where its earlier value does when that is another place."""
    made = [to_address(each.url, each.cited) if each.url else nodes.Text(each.cited)]
    if each.was and each.was.source != each.source:
        earlier = to_address(each.was.url, each.was.cited) if each.was.url else each.was.cited
        made += [nodes.Text("; before: "), earlier if isinstance(earlier, nodes.Node) else nodes.Text(earlier)]  # fmt: skip
    return made
