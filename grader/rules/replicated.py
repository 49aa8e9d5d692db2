"""The compute on an operation's path runs more than once, behind something that spreads requests.

Why it matters
    One process is down at every deploy and every crash. Two behind a load balancer are the smallest
    thing that stays up; more carry the load.

In a rubric
    rule: {kind: replicated, operation: redirect, at_least: 2}
"""

from typing import Literal

from capacity.architecture import ENTRANCES
from capacity.boxes import is_managed
from grader.graph import box, in_words
from grader.rule import DrawingRule
from grader.sentences import listed
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly


class Replicated(DrawingRule):
    kind: Literal["replicated"] = "replicated"
    operation: str
    at_least: int = 2

    def judge(self, submission: Submission) -> Verdict:
        drawing = submission.drawing
        title = submission.title_of(self.operation)
        reached = drawing.reach(drawing.clients, drawing.waiting(self.operation))
        compute = [
            each
            for each in drawing.architecture.of_kind(
                "service", "function", *drawing.works_in.get(self.operation, ())
            )
            if each.id in reached and drawing.working_path(self.operation)
        ]
        if not compute:
            return missed(
                f"No service carries “{title}” from a client to a store.",
                would_earn="A service with two instances behind a load balancer.",
            )
        alone = [
            each
            for each in compute
            if each.instances < self.at_least
            and not is_managed(each)
            and not drawing.succeeds(self.operation, frozenset({each.id}))
        ]
        naked = [
            each
            for each in compute
            if not is_managed(each)
            and each.kind not in ENTRANCES
            and not drawing.behind_entrance(each.id)
            and any(
                drawing.kind(call.source) == "client"
                for call in drawing.architecture.calls
                if call.target == each.id
            )
        ]
        good = listed(in_words(each) for each in compute)
        if not alone and not naked:
            return met(
                f"{good} carry “{title}”, behind something that spreads requests."
                if len(compute) > 1
                else f"{good} carries “{title}”, behind something that spreads requests.",
                *map(box, compute),
            )
        if not alone:
            return partly(
                0.5,
                f"{good}: nothing spreads requests over the instances; {naked[0].title} is called by the client itself.",
                *map(box, naked),
                would_earn=f"A load balancer in front of {naked[0].title}.",
            )
        share = (len(compute) - len(alone)) / len(compute) / 2
        because = (
            f"{listed(in_words(each) for each in alone)}: one deploy or crash stops “{title}”."
        )
        would_earn = (
            f"Two instances of {listed(each.title for each in alone)}, behind a load balancer."
        )
        if share:
            return partly(share, because, *map(box, alone), would_earn=would_earn)
        return missed(because, *map(box, alone), would_earn=would_earn)
