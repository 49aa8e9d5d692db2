"""What one operation shows is filled behind a buffer by another: nobody waits until it is done.

Why it matters
    Work that grows with something else than the request, such as one write for each of a million followers, must
    not stand between a user and an answer. A queue or a log takes the event, keeps it, and lets workers go on
    where one of them stopped.

`operation` hands over, `shown_by` reads what was filled. Any store, cache or index counts that both of them
reach; how it is called does not matter.

In a rubric
    rule: {kind: filled_behind, operation: create, shown_by: stats, what: the counts}
"""

import itertools
from typing import Literal

from capacity.architecture import BUFFERS, COMPUTE, DURABLE_STORES, Call
from grader.graph import arrow, trail
from grader.rule import DrawingRule
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly

SHOWN = DURABLE_STORES | {"cache", "search_index"}


class FilledBehind(DrawingRule):
    kind: Literal["filled_behind"] = "filled_behind"
    operation: str
    shown_by: str
    what: str  # what is filled: "the feeds"
    without_buffer: float = 0.5  # the share of a hand-over that nothing keeps

    def operations(self) -> tuple[str, ...]:
        return (self.operation, self.shown_by)

    def judge(self, submission: Submission) -> Verdict:
        drawing = submission.drawing
        title, reader = submission.title_of(self.operation), submission.title_of(self.shown_by)
        would_earn = f"Let “{title}” hand over to a queue or a log, and workers behind it fill {self.what}, which “{reader}” reads."
        shown = self._shown(submission)
        if not shown:
            return missed(f"“{reader}” reads no store or cache.", would_earn=would_earn)
        behind = self._behind(submission)
        for call in self._filling(submission, behind, shown):
            way = [*trail(behind, call.source), call.target]
            return met(
                f"“{title}” hands over and goes on; {drawing.written(way)} fills {self.what}, which “{reader}” reads.",
                *(
                    arrow(each, drawing)
                    for one, other in itertools.pairwise(way)
                    if (
                        each := drawing.call_between(one, other) or drawing.call_between(other, one)
                    )
                ),
            )
        waited = drawing.reach(drawing.clients, drawing.waiting(self.operation))
        handed = self._handed(submission, waited)
        for call in self._filling(submission, handed, shown):
            if call.target not in waited:
                return partly(
                    self.without_buffer,
                    f"Nobody waits for {drawing.title(call.target)} to be filled, but no queue or log keeps what is handed over: it is lost when {drawing.title(call.source)} is down.",
                    arrow(call, drawing),
                    would_earn=would_earn,
                )
        both = [each for each in waited if each in shown]
        if both:
            way = trail(waited, both[0])
            return missed(
                f"“{title}” waits for all it changes: {drawing.written(way)}; nothing is filled behind a buffer.",
                *(
                    arrow(each, drawing)
                    for one, other in itertools.pairwise(way)
                    if (each := drawing.call_between(one, other))
                ),
                would_earn=would_earn,
            )
        return missed(
            f"Nothing carries what “{title}” brings to where “{reader}” reads.",
            would_earn=would_earn,
        )

    def _shown(self, submission: Submission) -> set[str]:
        """The stores and caches that the reading operation waits for."""
        drawing = submission.drawing
        reached = drawing.reach(drawing.clients, drawing.waiting(self.shown_by))
        return {each for each in reached if drawing.kind(each) in SHOWN}

    def _behind(self, submission: Submission) -> dict[str, str | None]:
        """All that comes after a buffer of the operation, and who takes from it by asking."""
        drawing = submission.drawing
        step = drawing.any_call(self.operation)
        reached = drawing.reach(drawing.clients, step)
        buffers = [each for each in reached if drawing.kind(each) in BUFFERS]
        came_from = drawing.reach(buffers, step)
        for call in drawing.architecture.calls:
            takes = call.target in buffers and drawing.serves(call, self.operation)
            if takes and call.source not in reached and drawing.kind(call.source) in COMPUTE:
                came_from[call.source] = call.target
                for each, before in drawing.reach([call.source], step).items():
                    came_from.setdefault(each, before)
        return came_from

    def _handed(
        self, submission: Submission, waited: dict[str, str | None]
    ) -> dict[str, str | None]:
        """All that comes after an asynchronous call."""
        drawing = submission.drawing
        step = drawing.any_call(self.operation)
        starts = [
            call.target
            for call in drawing.architecture.calls
            if call.source in waited and call.kind == "async" and step(call)
        ]
        return drawing.reach([each for each in starts if each not in waited], step)

    def _filling(
        self, submission: Submission, behind: dict[str, str | None], shown: set[str]
    ) -> list[Call]:
        """The calls from there that may change what is shown."""
        drawing = submission.drawing
        return [
            call
            for call in drawing.architecture.calls
            if call.source in behind
            and call.target in shown
            and call.kind not in ("read", "replicate")
            and drawing.serves(call, self.operation)
        ]
