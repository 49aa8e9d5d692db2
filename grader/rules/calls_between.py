"""One part calls another: the arrow that makes an idea work is in the drawing.

Why it matters
    "For famous authors we pull" is a sentence; a read from the feed service to the authors' posts is a
    design. The arrow also carries load, and can be counted.

In a rubric
    rule:
      kind: calls_between
      operation: redirect
      start: {kinds: [service, function]}
      to: {kinds: [cache]}
      by: [read, request]
      what: a read of the cache
"""

from typing import Literal

from capacity.architecture import CallKind
from grader.graph import arrow, box
from grader.roles import Role, served
from grader.rule import DrawingRule
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly


class CallsBetween(DrawingRule):
    kind: Literal["calls_between"] = "calls_between"
    operation: str
    start: Role
    to: Role
    by: tuple[CallKind, ...] = ("request", "read", "write", "async")
    what: str  # "a read of the cache"
    of_another_kind: float = 0.4  # the share of an arrow that calls in another way

    def concepts(self) -> tuple[str, ...]:
        return (*self.start.concepts(), *self.to.concepts())

    def judge(self, submission: Submission) -> Verdict:
        drawing = submission.drawing
        title = submission.title_of(self.operation)
        starts = {each.id: each for each in self.start.players(submission)}
        ends = {each.id: each for each in self.to.players(submission)}
        reached = served(drawing, self.operation)
        joining = [
            call
            for call in drawing.architecture.calls
            if call.source in starts and call.target in ends and call.source in reached
        ]
        serving = [call for call in joining if drawing.serves(call, self.operation)]
        good = next((call for call in serving if call.kind in self.by), None)
        if good is not None:
            return met(
                f"{arrow(good, drawing).quote}: {self.what}, for “{title}”.", arrow(good, drawing)
            )
        would_earn = f"{self.what[:1].upper()}{self.what[1:]}, drawn as an arrow of “{title}”."
        if serving:
            return partly(
                self.of_another_kind,
                f"{arrow(serving[0], drawing).quote} joins the two, but is not {self.what}.",
                arrow(serving[0], drawing),
                would_earn=would_earn,
            )
        if joining:
            return missed(
                f"{arrow(joining[0], drawing).quote} serves other operations, not “{title}”.",
                arrow(joining[0], drawing),
                would_earn=would_earn,
            )
        boxes = [*list(starts.values())[:1], *list(ends.values())[:1]]
        return missed(
            f"No arrow of “{title}” is {self.what}.", *map(box, boxes), would_earn=would_earn
        )
