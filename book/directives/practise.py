"""A card that leads from a chapter to a graded exercise.

```{practise} url-shortener
:for: load-peak
Estimate, draw and hand in: the grade shows which paragraph helps.
```
"""

from html import escape
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from book.islands import opened
from grader.bank import UnknownExercise, exercise


class Practise(SphinxDirective):
    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {"for": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        try:
            found = exercise(self.arguments[0].strip())
        except UnknownExercise as error:
            raise self.error(f"practise: {error}") from None
        words, _ = self.state.inline_text(" ".join(self.content) or found.summary, self.lineno)
        label = self.options.get("for", "")
        address = f"/practise/{found.slug}" + (f"?from={escape(label)}" if label else "")
        return [
            opened(
                f'<aside class="dts-practise"><p class="dts-kind">Practise · {found.level} · {found.minutes} minutes</p>'
                f'<p class="dts-name"><a href="{address}">{escape(found.title)}</a></p><p>',
                "</p></aside>",
                *words,
            )
        ]
