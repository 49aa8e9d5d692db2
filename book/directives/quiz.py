"""A question to answer by marking, reckoning, ordering or matching, with feedback on each part.

    ```{quiz} several
    Which of these may a network repeat without harm?
    - * reading an order → Reading changes nothing.
    - paying for it → The second payment is a second payment.
    ```

    ```{quiz} number
    30 million requests a day: how many a second?
    = 347 request/s within 10 %
    - 500 request/s → A day has 86,400 seconds, not 60,000.
    → 30 million ÷ 86,400 s.
    ```

    ```{quiz} order
    In which order?
    1. ask for the numbers → they decide what is drawn
    2. draw → against the numbers
    3. look for what breaks → in the drawing
    ```

    ```{quiz} match
    Where does it belong?
    - a photo = object store → written once, read whole
    - a basket = key-value store → one key, one small value
    ```

Without a script the question stands there with its answer folded; quiz.mjs adds the controls.
"""

import hashlib
import json
from html import escape

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from book import questions
from book.islands import island, opened
from book.questions import Item, Number

KINDS = {
    "several": "mark all that apply",
    "number": "reckon",
    "order": "bring it into order",
    "match": "what belongs to what",
}


class Quiz(SphinxDirective):
    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        kind = self.arguments[0].strip()
        if kind not in KINDS:
            raise self.error(f"quiz: '{kind}' is not one of {', '.join(KINDS)}.")
        lines = list(self.content)
        asked, answers = questions.parted(lines)
        if not "".join(asked).strip():
            raise self.error("quiz: the question is missing before the answers.")
        try:
            body = getattr(self, f"_{kind}")(answers)
        except ValueError as error:
            raise self.error(f"quiz: {error}") from None
        question = nodes.Element()
        self.state.nested_parse(StringList(asked, source=""), self.content_offset, question)
        name = "quiz-" + hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
        head = opened(
            f'<div class="dts-question"><p class="dts-kind">Check yourself · {KINDS[kind]}</p>',
            "</div>",
            *question.children,
        )
        before = f'<div class="dts-check dts-quiz" id="{name}" data-dts-quiz="{kind}" role="group" aria-label="Check yourself">'
        return [opened(before, "</div>", head, *body)]

    def _several(self, lines: list[str]) -> list[nodes.Node]:
        items = questions.several(lines)
        shown = [
            self._item(each, n, f'data-right="{"yes" if each.right else "no"}"')
            for n, each in enumerate(items)
        ]
        verdicts = [("Belongs." if each.right else "Does not belong.") for each in items]
        return [_list("ul", shown), self._folded(items, verdicts)]

    def _order(self, lines: list[str]) -> list[nodes.Node]:
        items = questions.order(lines)
        shown = [self._item(items[n], n) for n in questions.shuffled(items)]
        verdicts = [f"{n}." for n in range(1, len(items) + 1)]
        return [_list("ol", shown), self._folded(items, verdicts)]

    def _match(self, lines: list[str]) -> list[nodes.Node]:
        items = questions.match(lines)
        shown = [
            self._item(each, n, f'data-half="{escape(each.half)}"') for n, each in enumerate(items)
        ]
        halves = "".join(
            f"<li>{escape(each)}</li>" for each in sorted({each.half for each in items})
        )
        choices = island(
            f'<ul class="dts-halves" aria-label="What there is to choose from">{halves}</ul>'
        )
        return [
            _list("ul", shown),
            choices,
            self._folded(items, [f"{each.half}." for each in items]),
        ]

    def _number(self, lines: list[str]) -> list[nodes.Node]:
        asked = questions.number(lines)
        slips = (Item(f"{each.value}", each.why, right=False) for each in asked.slips)
        items = (Item(f"{asked.value}", asked.why), *slips)
        data = island(f'<script type="application/json">{json.dumps(_data(asked))}</script>')
        return [data, self._folded(items, ["Right.", *("A slip." for _ in asked.slips)])]

    def _item(self, each: Item, number: int, extra: str = "") -> nodes.Node:
        words, _ = self.state.inline_text(each.text, self.lineno)
        return opened(
            f'<li data-item="{number}" {extra}><span class="dts-item">', "</span></li>", *words
        )

    def _folded(self, items: tuple[Item, ...], verdicts: list[str]) -> nodes.Node:
        """The answer, which a page without a script unfolds and quiz.mjs gives out piece by piece."""
        rows = []
        for number, (each, verdict) in enumerate(zip(items, verdicts, strict=True)):
            text, _ = self.state.inline_text(each.text, self.lineno)
            why, _ = self.state.inline_text(each.why, self.lineno)
            feedback = opened(
                f'<p class="dts-feedback"><strong>{escape(verdict)}</strong> ', "</p>", *why
            )
            rows.append(opened(f'<li data-of="{number}">', "</li>", *text, feedback))
        return opened(
            '<details class="dts-folded"><summary>Answer</summary><ul>', "</ul></details>", *rows
        )


def _list(tag: str, items: list[nodes.Node]) -> nodes.Node:
    return opened(f'<{tag} class="dts-items">', f"</{tag}>", *items)


def _data(asked: Number) -> dict[str, object]:
    """What the page needs to judge an answer; values in base units."""
    return {
        "unit": asked.value.unit.name,
        "value": asked.value.value,
        "within": asked.within,
        "slips": [each.value.value for each in asked.slips],
    }
