"""A live capacity panel.

    ```{panel} read_rate
    :given: write_rate=10/s reads_per_write=50
    :then: peak_rate average=<-read_rate peak_factor=3
    :title: From uploads to views
    ```

`:then:` may hold several formulas, separated by semicolons.
"""

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from book.given import read_given
from book.islands import island
from capacity.browser.markup import panel
from capacity.browser.steps import BadPanel, Step, step
from capacity.formulary import FORMULAS


class Panel(SphinxDirective):
    required_arguments = 1
    option_spec: ClassVar = {
        "given": directives.unchanged,
        "then": directives.unchanged,
        "title": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        try:
            steps = self._steps()
        except (BadPanel, ValueError) as error:
            raise self.error(f"panel: {error}") from None
        title = self.options.get("title") or FORMULAS[steps[0]["formula"]].title
        return [island(panel(title, steps))]

    def _steps(self) -> list[Step]:
        steps = [step(self.arguments[0].strip(), read_given(self.options.get("given", "")))]
        for written in filter(None, map(str.strip, self.options.get("then", "").split(";"))):
            name, _, given = written.partition(" ")
            before = tuple(each["formula"] for each in steps)
            steps.append(step(name, read_given(given), before))
        return steps
