"""An operation does not wait for work that nobody in it needs: a buffer stands between.

Why it matters
    A caller that waits for a click to be stored is as slow and as available as the store of clicks.
    A queue or a log takes the event at once and lets the rest happen behind it.

A service that the front door calls is where the operation is done, whatever its name reminds of.

In a rubric
    rule: {kind: no_waiting_on, operation: redirect, on: [click_store], what: counting a click, unless_out_of_scope: [clicks]}
"""

from typing import Literal

from capacity.architecture import BUFFERS, COMPUTE, DURABLE_STORES, ENTRANCES, Call, Component
from grader.graph import arrow, box
from grader.rule import DrawingRule
from grader.sentences import quoted
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, not_applicable, partly


class NoWaitingOn(DrawingRule):
    kind: Literal["no_waiting_on"] = "no_waiting_on"
    operation: str
    on: tuple[str, ...]  # concepts of boxes' names and of what they hold
    what: str
    unless_out_of_scope: tuple[str, ...] = ()
    only_waiting: bool = False  # asks no more than that nobody waits

    def concepts(self) -> tuple[str, ...]:
        return (*self.on, *self.unless_out_of_scope)

    def judge(self, submission: Submission) -> Verdict:
        drawing = submission.drawing
        title = submission.title_of(self.operation)
        waited = self._waited_for(submission)
        if waited is not None:
            return missed(
                f"“{title}” waits for {self.what} ({arrow(waited, drawing).quote}, synchronous): it is as slow and as often down as {drawing.title(waited.target)}.",
                arrow(waited, drawing),
                would_earn=f"A queue or a log between {drawing.title(waited.source)} and {drawing.title(waited.target)}.",
            )
        if self.only_waiting:
            return met(f"“{title}” does not wait for {self.what}.")
        return self._done_behind(submission, title)

    def _done_behind(self, submission: Submission, title: str) -> Verdict:
        """Where nobody waits: how the work is done instead."""
        drawing = submission.drawing
        buffered = self._buffered(submission)
        if buffered:
            first = buffered[0]
            return met(
                f"{arrow(first, drawing).quote}: “{title}” hands the event over and goes on.",
                *(arrow(each, drawing) for each in buffered),
            )
        out = submission.scoped_out(self.unless_out_of_scope)
        if out is not None:
            return not_applicable(
                f"{quoted(out.whole_sentence.quote)} leaves {self.what} out.", out.whole_sentence
            )
        handed = self._handed_over(submission)
        if handed is not None:
            return partly(
                0.6,
                f"{arrow(handed, drawing).quote}: nobody waits, but without a buffer the event is lost when {drawing.title(handed.target)} is down.",
                arrow(handed, drawing),
                would_earn="A queue or a log that keeps the event until it is stored.",
            )
        stores = [
            each for each in drawing.architecture.components if self._is_one(submission, each)
        ]
        if stores:
            return missed(
                f"Nothing carries the events of “{title}” to {stores[0].title}.",
                box(stores[0]),
                would_earn=f"An asynchronous call from “{title}” to a queue, and from there to {stores[0].title}.",
            )
        return missed(
            f"No part of the drawing does {self.what}, and it is not out of scope.",
            would_earn=f"An asynchronous call to a queue, a worker and a store for {self.what}; or put it out of scope.",
        )

    def _is_one(self, submission: Submission, each: Component) -> bool:
        """A box that is about it by its name or by what it holds; a store of other things is not."""
        if each.kind in BUFFERS | {"client", "load_balancer", "cdn", "dns"}:
            return False
        name = f"{each.id} {each.name}".replace("_", " ").replace("-", " ")
        holds = " ".join(each.holds).replace("_", " ")
        return submission.is_about(name, *self.on) or submission.is_about(holds, *self.on)

    def _waited_for(self, submission: Submission) -> Call | None:
        """A call of the operation whose caller waits for it, or a write into any store."""
        drawing = submission.drawing
        step = drawing.waiting(self.operation)
        reached = drawing.reach(drawing.clients, step)
        for call in drawing.architecture.calls:
            if (
                call.source not in reached
                or not step(call)
                or drawing.kind(call.source) == "client"
            ):
                continue
            target = drawing.architecture.component(call.target)
            named = self.operation in {each.lower() for each in call.operations}
            is_one = self._is_one(submission, target) and call.kind != "read"
            stores = target.kind in DURABLE_STORES
            handled = target.kind in COMPUTE and drawing.kind(call.source) not in ENTRANCES
            if is_one and (call.kind == "write" or stores or handled):
                return call
            if named and call.kind == "write" and stores and len(call.operations) == 1:
                return call
        return None

    def _buffered(self, submission: Submission) -> list[Call]:
        """The call that hands the event to a buffer, and the one that takes it out again."""
        drawing = submission.drawing
        reached = drawing.reach(drawing.clients, drawing.waiting(self.operation))
        for call in drawing.architecture.calls:
            if (
                call.source in reached
                and drawing.kind(call.target) in BUFFERS
                and drawing.serves(call, self.operation)
            ):
                out = [
                    each
                    for each in drawing.architecture.calls
                    if call.target in (each.source, each.target) and each is not call
                ]
                if out:
                    return [call, out[0]]
        return []

    def _handed_over(self, submission: Submission) -> Call | None:
        drawing = submission.drawing
        reached = drawing.reach(drawing.clients, drawing.waiting(self.operation))
        return next(
            (
                call
                for call in drawing.architecture.calls
                if call.kind == "async"
                and call.source in reached
                and drawing.serves(call, self.operation)
            ),
            None,
        )
