"""A figure drawn from data, with a walk through it.

    ```{drawing} figure-1-1
    :name: figure-1-1
    :walk:

    The caption.
    ```

The data stand in book/figures/figure-1-1.yaml, in the schema of every other drawing.
"""

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from book import diagram, figures
from book.islands import island
from capacity.browser import markup
from capacity.frozen import BadInput


class Drawing(SphinxDirective):
    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {"name": directives.unchanged, "walk": directives.flag}

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0].strip()
        self.env.note_dependency(str(figures.path_of(name)))
        try:
            figure = figures.figure(name)
        except BadInput as error:
            raise self.error(f"drawing: {error}") from None
        if "walk" in self.options and not figure.steps:
            raise self.error(f"drawing: book/figures/{name}.yaml has no steps to walk through.")
        drawn = f'<div class="dts-drawing" tabindex="0" role="group" aria-label="{name}: scrolls">{diagram.svg(figure, prefix=diagram.prefix_of(name))}</div>'
        inside: list[nodes.Node] = [island(drawn)]
        if "walk" in self.options:
            inside.append(island(_walk(figure)))
        made = nodes.figure("", *inside, classes=["dts-figure"])
        words, messages = self.state.inline_text("\n".join(self.content), self.lineno)
        made += nodes.caption("", "", *words)
        self.set_source_info(made)
        self.add_name(made)
        return [made, *messages]


def _walk(figure: figures.Figure) -> str:
    """The steps as a list, which walk.mjs turns into one step at a time on the drawing."""
    steps = [{"at": each.at, "say": each.say} for each in figure.steps]
    listed = "".join(f"<li>{markup.escape(each.say)}</li>" for each in figure.steps)
    return markup.island(
        "walk.mjs",
        {"steps": steps},
        f'<ol class="dts-steps">{listed}</ol>',
        label=f"The way through: {figure.title}",
    )
