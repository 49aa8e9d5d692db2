"""A mechanism is where it is needed and nowhere else: on the path of one operation, off another's.

Why it matters
    Codes are made when a link is created. If a redirect had to ask the code maker too, its loss or
    its slowness would stop every redirect, hundreds of times more often than it is needed.

The mechanism may be a box (a counter, a key pool) or a way of working that needs none (a random code
and a conditional insert), said in a sentence.

In a rubric
    rule: {kind: mechanism_placed, what: a way to make codes, box: [code_maker], said: [random_code, hashed_url], on: create, off: redirect}
"""

from typing import Literal

from capacity.architecture import Component
from grader.graph import box
from grader.rule import DrawingRule
from grader.sentences import quoted
from grader.submission import EVERYWHERE, Submission
from grader.verdict import Verdict, met, missed, partly


class MechanismPlaced(DrawingRule):
    kind: Literal["mechanism_placed"] = "mechanism_placed"
    what: str
    box: tuple[str, ...]  # concepts of names, notes and what a box holds
    said: tuple[str, ...]  # concepts of a sentence that needs no box
    on: str
    off: str

    def concepts(self) -> tuple[str, ...]:
        return (*self.box, *self.said)

    def operations(self) -> tuple[str, ...]:
        return (self.on, self.off)

    def judge(self, submission: Submission) -> Verdict:
        drawing = submission.drawing
        step_on, step_off = drawing.any_call(self.on), drawing.waiting(self.off)
        reached_on = drawing.reach(drawing.clients, step_on)
        reached_off = drawing.reach(drawing.clients, step_off)
        on, off = submission.title_of(self.on), submission.title_of(self.off)
        boxes = [each for each in drawing.architecture.components if self._is_one(submission, each)]
        placed = [each for each in boxes if self._serves(submission, each, reached_on)]
        for each in placed:
            if each.id in reached_off:
                return partly(
                    0.4,
                    f"{each.title} is {self.what}, and “{off}” calls it too: its loss would stop both.",
                    box(each),
                    would_earn=f"Keep {each.title} off the path of “{off}”: mark its call “for {self.on}”.",
                )
        if placed:
            return met(
                f"{placed[0].title} is on the path of “{on}” and off the path of “{off}”.",
                box(placed[0]),
            )
        said = submission.find(self.said, EVERYWHERE)
        if said and drawing.working_path(self.on):
            where = said[0].whole_sentence
            return met(
                f"{quoted(where.quote)}: that happens at “{on}” and needs no box, so “{off}” never waits for it.",
                where,
            )
        if boxes:
            return missed(
                f"{boxes[0].title} is drawn, but no call of “{on}” reaches it.",
                box(boxes[0]),
                would_earn=f"A call to {boxes[0].title} for {self.on}.",
            )
        return missed(
            f"Nothing in the drawing or the text is {self.what}.",
            would_earn=f"Say how it is done, or draw it on the path of “{on}”.",
        )

    def _is_one(self, submission: Submission, each: Component) -> bool:
        if each.kind in ("client", "load_balancer", "dns"):
            return False
        words = " ".join((each.id, each.name, *each.holds)).replace("_", " ").replace("-", " ")
        return submission.is_about(words, *self.box)

    def _serves(
        self, submission: Submission, each: Component, reached: dict[str, str | None]
    ) -> bool:
        """Whether the operation reaches it, or it fills something that the operation reaches."""
        calls = submission.drawing.architecture.calls_from[each.id]
        return each.id in reached or any(call.target in reached for call in calls)
