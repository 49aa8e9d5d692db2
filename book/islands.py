"""Nodes for pieces of a page that come as finished HTML, so that other builders can leave them out."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


class Island(nodes.General, nodes.Element):
    """Finished HTML in `html`; its children, if any, are what other builders show."""


class Opened(nodes.General, nodes.Element):
    """HTML around ordinary nodes: `before` and `after`."""


def island(html: str) -> Island:
    return Island(html=html)


def opened(before: str, after: str, *inside: nodes.Node) -> Opened:
    """Words among it stand in one element: a reference must have a text around it."""
    if inside and all(isinstance(each, nodes.Text | nodes.Inline) for each in inside):
        inside = (nodes.inline("", "", *inside),)
    return Opened("", *inside, before=before, after=after)


def _show(self: HTML5Translator, node: Island) -> None:
    self.body.append(node["html"])
    raise nodes.SkipNode


def _open(self: HTML5Translator, node: Opened) -> None:
    self.body.append(node["before"])


def _close(self: HTML5Translator, node: Opened) -> None:
    self.body.append(node["after"])


def _nothing(_self: nodes.NodeVisitor, _node: nodes.Element) -> None:
    """Another builder shows the children alone."""


def setup(app: Sphinx) -> None:
    others = dict.fromkeys(("latex", "text", "man", "texinfo"), (_nothing, _nothing))
    app.add_node(Island, html=(_show, None), **others)
    app.add_node(Opened, html=(_open, _close), **others)
