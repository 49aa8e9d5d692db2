"""Numbers in prose that cannot drift: computed while the book is built.

{capacity}`read_rate write_rate=38.6/s reads_per_write=100`      → 3.86k requests/s
{derivation}`read_rate write_rate=38.6/s reads_per_write=100`    → 38.6 requests/s × 100 = 3.86k requests/s
"""

from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from book.given import read_given
from book.islands import island
from capacity.browser.steps import BadPanel, step
from capacity.described import shown
from capacity.formulary import FORMULAS


class _Computed(SphinxRole):
    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        name, _, given = self.text.strip().partition(" ")
        try:
            values = step(name, read_given(given))["values"]
        except (BadPanel, ValueError) as error:
            message = self.inliner.reporter.error(f"{self.name}: {error}", line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        return [self.show(name, values)], []

    def show(self, name: str, values: dict[str, float]) -> nodes.Node:
        raise NotImplementedError


class Capacity(_Computed):
    """What a formula comes to."""

    def show(self, name: str, values: dict[str, float]) -> nodes.Node:
        formula = FORMULAS[name]
        came = shown(formula.compute(**values), formula.output)
        return island(
            f'<span class="dts-number" title="{escape(formula.derivation(values))}">{escape(came)}</span>'
        )


class Derivation(_Computed):
    """How it comes to that, with the numbers."""

    def show(self, name: str, values: dict[str, float]) -> nodes.Node:
        return island(f'<span class="dts-sum">{escape(FORMULAS[name].derivation(values))}</span>')
