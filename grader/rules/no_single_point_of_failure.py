"""No single loss stops an operation: every thing it waits for has another that can stand in.

Why it matters
    Availability is a product over everything that must work. One box of which there is one sets the
    limit for all of them, however many copies the others have.

Every call that waits must succeed; asynchronous calls do not count; copies, replicas and boxes drawn
once for each place stand in for one another; a cache is passed by where the store can be reached
without it. Zones are things too: where zones are drawn, losing one must not stop the operation.

In a rubric
    rule: {kind: no_single_point_of_failure, operation: redirect}
"""

from typing import Literal

from grader.graph import box, in_words
from grader.rule import DrawingRule
from grader.sentences import listed
from grader.submission import Submission
from grader.verdict import Evidence, Verdict, met, missed, partly


class NoSinglePointOfFailure(DrawingRule):
    kind: Literal["no_single_point_of_failure"] = "no_single_point_of_failure"
    operation: str

    def judge(self, submission: Submission) -> Verdict:
        drawing = submission.drawing
        title = submission.title_of(self.operation)
        path = drawing.working_path(self.operation)
        if not path:
            return missed(
                f"No path carries “{title}”, so there is nothing that could survive a loss.",
                would_earn="A path from a client to a store, each part of it at least twice.",
            )
        alone = drawing.single_points(self.operation)
        zones = drawing.single_zones(self.operation)
        reached = drawing.reach(drawing.clients, drawing.waiting(self.operation))
        parts = [
            each
            for each in drawing.architecture.components
            if each.id in reached and each.kind != "client"
        ]
        if not alone and not zones:
            spread = " or zone" if any(each.zones for each in parts) else ""
            return met(
                f"No single box{spread} stops “{title}”: {listed(in_words(each) for each in parts)}.",
                *map(box, parts),
            )
        if alone:
            share = 0.5 * (1 - len(alone) / len(parts)) if len(alone) < len(parts) else 0.0
            share = share if len(alone) == 1 else 0.0
            because = f"Losing {listed((in_words(each) for each in alone), 'or')} stops “{title}”."
            would_earn = f"A second {listed((each.title for each in alone), 'and a second')}, able to take over."
            evidence = tuple(map(box, alone))
            if share:
                return partly(share, because, *evidence, would_earn=would_earn)
            return missed(because, *evidence, would_earn=would_earn)
        inside = [each for each in parts if each.zones == (zones[0],)]
        return partly(
            0.5,
            f"Every box has a second, but all of {listed(each.title for each in inside)} stand in zone {zones[0]}: losing it stops “{title}”.",
            *(map(box, inside) if inside else [Evidence(section="architecture", at=zones[0])]),
            would_earn=f"Spread {listed(each.title for each in inside)} over two zones.",
        )
