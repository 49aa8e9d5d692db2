"""Tables, links and sections of generated pages, as the nodes that Sphinx knows."""

from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx import addnodes

Cell = str | nodes.Node | Sequence[nodes.Node]


def paragraph(*parts: str | nodes.Node, classes: Sequence[str] = ()) -> nodes.paragraph:
    made = nodes.paragraph(classes=list(classes))
    made += [_node(each) for each in parts]
    return made


def section(document: nodes.document, title: str, label: str, *inside: nodes.Node) -> nodes.section:
    """A section that {ref}`label` leads to."""
    made = nodes.section(ids=[label], names=[label])
    made += nodes.title("", title)
    made += inside
    document.note_explicit_target(made, made)
    return made


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]], *, classes: str = "") -> nodes.Node:
    """A table, a row a line."""
    group = nodes.tgroup(cols=len(head))
    group += [nodes.colspec(colwidth=1) for _ in head]
    group += nodes.thead("", _row(head))
    group += nodes.tbody("", *(_row(each) for each in rows))
    made = nodes.table("", group, classes=["colwidths-auto", *classes.split()])
    return nodes.container("", made, classes=["dts-scroll"])


def to_label(document: str, label: str, words: str) -> addnodes.pending_xref:
    """A link to a label of the book. `document` is the page that it stands in."""
    return addnodes.pending_xref(
        "", nodes.inline("", words), refdoc=document, refdomain="std", reftype="ref",
        reftarget=label, refexplicit=True, refwarn=True,
    )  # fmt: skip


def to_address(address: str, words: str) -> nodes.reference:
    return nodes.reference("", words, refuri=address, internal=False)


def _row(cells: Sequence[Cell]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", _cell(each)) for each in cells))


def _cell(cell: Cell) -> nodes.paragraph:
    return paragraph(*([cell] if isinstance(cell, str | nodes.Node) else cell))


def _node(part: str | nodes.Node) -> nodes.Node:
    return nodes.Text(part) if isinstance(part, str) else part
