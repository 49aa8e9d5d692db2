"""A check-yourself question: every answer has its own feedback, the right one begins with a star.

    ```{check}
    A cache answers 95 % of reads. You make it 97.5 %. By how much does the database's load fall?
    - 2.5 % → That is the change in hits. Look at the misses.
    - * half → Yes: misses went from 5 % to 2.5 %.
    ```

Answers open without a script; check.mjs adds what was tried before on this browser.
"""

import hashlib
import re
from dataclasses import dataclass
from html import escape

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from book.islands import opened

ANSWER = re.compile(r"^- (?P<right>\* )?(?P<answer>.+?)\s+→\s+(?P<feedback>.+)$")


@dataclass(frozen=True)
class Choice:
    answer: str
    feedback: str
    right: bool


class Check(SphinxDirective):
    has_content = True

    def run(self) -> list[nodes.Node]:
        lines = list(self.content)
        first = next((n for n, line in enumerate(lines) if line.startswith("- ")), len(lines))
        try:
            choices = read_choices(lines[first:])
        except ValueError as error:
            raise self.error(f"check: {error}") from None
        if not "".join(lines[:first]).strip():
            raise self.error("check: the question is missing before the answers.")
        question = nodes.Element()
        self.state.nested_parse(StringList(lines[:first], source=""), self.content_offset, question)
        name = "check-" + hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
        head = opened(
            '<div class="dts-question"><p class="dts-kind">Check yourself</p>',
            "</div>",
            *question.children,
        )
        body = [self._choice(each, name) for each in choices]
        before = f'<div class="dts-check" id="{name}" data-dts-check="{name}" role="group" aria-label="Check yourself">'
        return [opened(before, "</div>", head, *body)]

    def _choice(self, each: Choice, name: str) -> nodes.Node:
        answer, _ = self.state.inline_text(each.answer, self.lineno)
        feedback, _ = self.state.inline_text(each.feedback, self.lineno)
        right = "yes" if each.right else "no"
        verdict = "Right." if each.right else "Not quite."
        return opened(
            f'<details class="dts-choice" name="{escape(name)}" data-right="{right}">',
            "</details>",
            opened("<summary>", "</summary>", *answer),
            opened(f'<p class="dts-feedback"><strong>{verdict}</strong> ', "</p>", *feedback),
        )


def read_choices(lines: list[str]) -> list[Choice]:
    """The answers, continued lines joined. Raises ValueError saying what is wrong."""
    joined: list[str] = []
    for line in filter(str.strip, lines):
        if line.startswith("- "):
            joined.append(line)
        else:
            joined[-1] += " " + line.strip()
    choices = []
    for line in joined:
        found = ANSWER.match(line)
        if found is None:
            raise ValueError(f"'{line}' is not '- answer → feedback'.")
        choices.append(Choice(found["answer"], found["feedback"], bool(found["right"])))
    if len(choices) < 2:
        raise ValueError("a question needs at least two answers.")
    if sum(each.right for each in choices) != 1:
        raise ValueError("exactly one answer must begin with '- * '.")
    return choices
