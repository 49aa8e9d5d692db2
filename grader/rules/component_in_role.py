"""A part is played: some box does the work, whatever it is called, and the operation reaches it.

Why it matters
    A box is worth what flows through it. A cache that no request reaches answers nothing, and a search
    index under another name is a search index.

A role is kinds of boxes, or what a box is about by its name, note or what it holds. `copies` asks for so
many that can stand in for one another.

In a rubric
    rule: {kind: component_in_role, what: a cache of links, role: {kinds: [cache, cdn]}, operation: redirect}
"""

from typing import Literal

from capacity.architecture import Component
from capacity.boxes import is_managed
from grader.graph import box, in_words
from grader.roles import Role, served
from grader.rule import DrawingRule
from grader.sentences import listed
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly


class ComponentInRole(DrawingRule):
    kind: Literal["component_in_role"] = "component_in_role"
    what: str  # with its article: "a cache of links"
    role: Role
    operation: str = ""
    copies: int = 1
    drawn_only: float = 0.3  # the share of a box that the operation does not reach
    alone: float = 0.5  # the share of fewer copies than are wanted

    def concepts(self) -> tuple[str, ...]:
        return self.role.concepts()

    def judge(self, submission: Submission) -> Verdict:
        drawing = submission.drawing
        players = self.role.players(submission)
        reached = served(drawing, self.operation)
        used = [each for each in players if each.id in reached or self._feeds(submission, each)]
        on_path = (
            f" on the path of “{submission.title_of(self.operation)}”" if self.operation else ""
        )
        if not players:
            return missed(
                f"No box is {self.what}.",
                would_earn=f"Draw {self.what}{on_path}, and who calls it.",
            )
        if not used:
            names = listed(each.title for each in players)
            because = f"{names} is drawn, but nothing{on_path or ' in use'} calls it."
            would_earn = f"A call to {players[0].title}{on_path}."
            return partly(self.drawn_only, because, box(players[0]), would_earn=would_earn)
        enough = [each for each in used if is_managed(each) or drawing.copies(each) >= self.copies]
        if not enough:
            because = f"{listed(map(in_words, used))}: {self.copies} that can stand in for one another are wanted."
            would_earn = f"{self.copies} instances of {used[0].title}, or a replica."
            return partly(self.alone, because, *map(box, used), would_earn=would_earn)
        return met(f"{in_words(enough[0])} is {self.what}{on_path}.", box(enough[0]))

    def _feeds(self, submission: Submission, each: Component) -> bool:
        """Whether it fills or watches what is in use, where no operation is named."""
        unused = submission.drawing.unused
        return not self.operation and each not in unused
