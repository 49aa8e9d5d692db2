"""The reference of the formulas, made from the formulas themselves while the book is built.

    ```{formulas} Traffic
    ```

is a section for each formula of a topic: a live panel with its equation and derivation, its inputs with
their units and bounds, where it holds, turned round for each input, its source, and where it is used.
`{formula-index}` lists them all.
"""

from dataclasses import replace

import sympy
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from book import mentions
from book.islands import island
from book.mathematics import mathml
from book.nodes import paragraph, section, table, to_address, to_label
from capacity.browser.markup import panel
from capacity.browser.steps import step
from capacity.described import Described, DescribedInput, shown
from capacity.emit import inverse, latex
from capacity.formula import Formula, Input
from capacity.formulary import FORMULAS
from capacity.formulas import TOPICS
from capacity.suggest import did_you_mean


def label_of(name: str) -> str:
    """What {ref} calls a formula's section."""
    return f"formula-{name.replace('_', '-')}"


class Formulas(SphinxDirective):
    """The sections of one topic."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0].strip()
        if name not in TOPICS:
            raise self.error(f"formulas: there is no topic '{name}'.{did_you_mean(name, TOPICS)}")
        return [self._section(each, FORMULAS[each.name]) for each in TOPICS[name]]

    def _section(self, formula: Formula, described: Described) -> nodes.section:
        parts = [
            island(panel(described.title, [step(described.name, {})])),
            _inputs(described),
            *_domain(formula),
            *_turned_round(formula),
            paragraph(
                nodes.strong("", "Source: "), f"{described.source} ({described.source_kind})."
            ),
            *self._used(described.name),
        ]
        return section(self.state.document, described.title, label_of(described.name), *parts)

    def _used(self, name: str) -> list[nodes.Node]:
        links: list[nodes.Node] = [
            to_label(self.env.docname, each.label, each.title)
            for each in mentions.in_chapters().get(name, ())
        ]
        links += [
            to_address(f"/practise/{each.slug}", f"{each.title} (exercise)")
            for each in mentions.in_exercises().get(name, ())
        ]
        return [paragraph(nodes.strong("", "Used in: "), *_with_commas(links))] if links else []


class FormulaIndex(SphinxDirective):
    """All formulas, a table a topic."""

    def run(self) -> list[nodes.Node]:
        made: list[nodes.Node] = []
        for topic, formulas in TOPICS.items():
            rows = [
                [
                    to_label(self.env.docname, label_of(each.name), FORMULAS[each.name].title),
                    FORMULAS[each.name].meaning,
                    nodes.literal("", each.name),
                ]
                for each in formulas
            ]
            label = f"formulas-about-{topic.lower().replace(',', '').replace(' ', '-')}"
            inside = table(["Formula", "What it says", "Name"], rows)
            made.append(section(self.state.document, topic, label, inside))
        return made


def _inputs(one: Described) -> nodes.Node:
    """What goes in and what comes out, with letters, units and bounds."""
    rows = [
        [_letters(each.letters), each.label, _unit(each.shown or each.unit), _bounds(each), shown(each.example, each)]
        for each in one.inputs
    ]  # fmt: skip
    out = one.output
    came = shown(one.compute(**one.examples), out)
    rows.append([_letters(out.letters), [nodes.strong("", out.label)], _unit(out.shown or out.unit), "the result", came])  # fmt: skip
    return table(["Letter", "Meaning", "Unit", "May be", "Example"], rows)


def _letters(letters: str) -> nodes.Node:
    return island(mathml(letters, block=False))


def _unit(name: str) -> str:
    return "a plain number" if name == "1" else name


def _bounds(each: DescribedInput) -> str:
    """What makes sense for an input, in words."""
    whole = "a whole number, " if each.whole else ""
    least = "more than 0" if each.least is None else f"{shown(each.least, each)} or more"
    if each.most == float("inf"):
        return whole + least
    if each.least is None:
        return f"{whole}more than 0, at most {shown(each.most, each)}"
    return f"{whole}{shown(each.least, each)} to {shown(each.most, each)}"


def _domain(formula: Formula) -> list[nodes.Node]:
    names = {one.symbol: one.letters for one in formula.inputs}
    made = []
    for each in formula.conditions:
        said = each.said.format_map({one.name: one.label for one in formula.inputs})
        holds = sympy.latex(each.holds, symbol_names=names, order="none", mul_symbol=r"\,")
        where = island(mathml(holds, block=False))
        made.append(paragraph(nodes.strong("", "Holds while "), where, f". Otherwise: {said[0].lower()}{said[1:]}"))  # fmt: skip
    return made


def _turned_round(formula: Formula) -> list[nodes.Node]:
    """The formula solved for each input, where the result is short."""
    found = [(one, inverse.closed(formula, one)) for one in formula.inputs]
    short = [(one, expression) for one, expression in found if expression is not None]
    if not short:
        return [paragraph("It is solved for its inputs step by step, by halving: no short form exists.")]  # fmt: skip
    result = Input("result", inverse.RESULT, formula.letters, formula.output, 1.0, "")
    equations = "".join(
        latex.mathml(
            replace(
                formula, letters=one.letters, expression=expression, conditions=(),
                inputs=(result, *(other for other in formula.inputs if other is not one)),
            )
        )
        for one, expression in short
    )  # fmt: skip
    return [
        paragraph(nodes.strong("", "Turned round:")),
        island(f'<div class="math dts-turned">{equations}</div>'),
    ]


def _with_commas(links: list[nodes.Node]) -> list[nodes.Node]:
    made: list[nodes.Node] = []
    for each in links:
        made += [nodes.Text(", "), each] if made else [each]
    return [*made, nodes.Text(".")]
