"""Maths as MathML, written while the book is built: browsers show it without a script or a font."""

import re

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

# '3{,}858' is one number with a comma, not two numbers with a comma between them.
_SPLIT_NUMBER = re.compile(r"</mn><mrow><mo>&#x0002C;</mo></mrow><mn>")


def mathml(latex: str, *, block: bool) -> str:
    """One formula. In a block, lines of an `aligned` stand below one another."""
    made = convert(latex, display="block" if block else "inline")
    return _SPLIT_NUMBER.sub(",", made)


def visit_inline(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(mathml(node.astext(), block=False))
    raise nodes.SkipNode


def visit_block(self: HTML5Translator, node: nodes.Element) -> None:
    named = f' id="{node["ids"][0]}"' if node["ids"] else ""
    number = f'<span class="eqno">({node["number"]})</span>' if node.get("number") else ""
    self.body.append(f'<div class="math"{named}>{number}{mathml(node.astext(), block=True)}</div>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
