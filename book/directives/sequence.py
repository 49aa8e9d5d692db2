"""A sequence or a state diagram from lines of text.

```{sequence} A car drives in
:name: seq-in

driver -> gate : press
gate --> driver : ticket
```

```{states} A place
:name: states-place

[*] -> free : built
free -> taken : car drives in
```
"""

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from book import diagram, sequence
from book.islands import island


class Sequence(SphinxDirective):
    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = {"name": directives.unchanged_required}
    draw: ClassVar = staticmethod(sequence.sequence)

    def run(self) -> list[nodes.Node]:
        title = self.arguments[0].strip()
        try:
            arrows = sequence.read(list(self.content))
        except ValueError as error:
            raise self.error(f"{self.name}: {error}") from None
        prefix = diagram.prefix_of(f"{self.env.docname}/{title}")
        drawn = type(self).draw(arrows, title, prefix)
        label = f'<div class="dts-drawing dts-lines" tabindex="0" role="group" aria-label="{title}: scrolls">{drawn}</div>'
        made = nodes.figure("", island(label), classes=["dts-figure"])
        words, messages = self.state.inline_text(title, self.lineno)
        made += nodes.caption("", "", *words)
        self.set_source_info(made)
        self.add_name(made)
        return [made, *messages]


class States(Sequence):
    draw: ClassVar = staticmethod(sequence.states)
