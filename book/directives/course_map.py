"""The map of the course, made from book/concepts.yaml while the book is built.

    ```{course-map}
    ```

A table a part: each concept, the section that teaches it, and the graded problems that need it.
"""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from book.concepts import Concept, concepts, title_of
from book.nodes import Cell, section, table, to_address, to_label
from grader.bank import exercise


class CourseMap(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        parts: dict[str, list[Concept]] = {}
        for each in concepts():
            parts.setdefault(each.part, []).append(each)
        return [self._part(name, found) for name, found in parts.items()]

    def _part(self, name: str, found: list[Concept]) -> nodes.section:
        rows = [self._row(each) for each in found]
        return section(
            self.state.document, name[:1].upper() + name[1:], f"map-{name.replace(' ', '-')}",
            table(["Concept", "What it is about", "Taught under", "Practised in"], rows),
        )  # fmt: skip

    def _row(self, each: Concept) -> list[Cell]:
        words = each.id.replace("-", " ")
        named = nodes.strong("", words[:1].upper() + words[1:])
        label = each.taught.section.partition("#")[2]
        problems: list[nodes.Node] = []
        for slug in each.taught.exercises:
            problems += [nodes.Text(", ")] if problems else []
            problems.append(to_address(f"/practise/{slug}", exercise(slug).title))
        return [named, each.what, to_label(self.env.docname, label, title_of(each.taught.section)), problems]  # fmt: skip
