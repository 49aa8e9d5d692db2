"""Reads that repeat are answered near, and a miss still finds its way to the store.

Why it matters
    A few keys get most of the reads, so a small cache takes most of the load. A cache without a way
    on a miss is a store that forgets.

Any of these is such a design: a service that reads a cache and the store; a cache that reads the
store itself; a CDN in front of a service; a key-value store at the edge in front of another store.

In a rubric
    rule: {kind: read_through_cache, operation: redirect}
"""

from typing import Literal

from capacity.architecture import COMPUTE, DURABLE_STORES
from grader.graph import box, trail
from grader.rule import DrawingRule
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly


class ReadThroughCache(DrawingRule):
    kind: Literal["read_through_cache"] = "read_through_cache"
    operation: str

    def judge(self, submission: Submission) -> Verdict:
        drawing = submission.drawing
        title = submission.title_of(self.operation)
        step = drawing.waiting(self.operation)
        reached = drawing.reach(drawing.clients, step)
        near = [each for each in drawing.architecture.of_kind("cache", "cdn") if each.id in reached]
        for cache in near:
            on_a_miss = self._miss(submission, cache.id)
            if on_a_miss:
                return met(
                    f"{cache.title} answers “{title}” first; on a miss {drawing.written(on_a_miss)}.",
                    box(cache),
                    *(box(drawing.architecture.component(each)) for each in on_a_miss),
                )
        edge = self._edge_store(submission)
        if edge:
            return met(
                f"{drawing.title(edge[1])} answers “{title}” first; on a miss {drawing.written((edge[0], edge[2]))}.",
                *(box(drawing.architecture.component(each)) for each in edge),
            )
        if near:
            return partly(
                0.4,
                f"{near[0].title} is read for “{title}”, but a miss finds no way to a durable store.",
                box(near[0]),
                would_earn=f"A read from {near[0].title}, or from the service that reads it, to the store.",
            )
        elsewhere = drawing.architecture.of_kind("cache", "cdn")
        if elsewhere:
            return missed(
                f"{elsewhere[0].title} is drawn, but no call of “{title}” reads it.",
                box(elsewhere[0]),
                would_earn=f"A read of {elsewhere[0].title} on the path of “{title}”.",
            )
        return missed(
            f"Every “{title}” goes to the store.",
            would_earn="A cache that is read first, with the store behind it on a miss.",
        )

    def _miss(self, submission: Submission, cache: str) -> list[str]:
        """The way from a cache, or from who reads it, to a durable store."""
        drawing = submission.drawing
        step = drawing.waiting(self.operation)
        stores = [
            each.id for each in drawing.architecture.components if each.kind in DURABLE_STORES
        ]
        through = drawing.path([cache], stores, step)
        if through:
            return through
        readers = [
            call.source
            for call in drawing.architecture.calls
            if call.target == cache and step(call)
        ]
        reached = drawing.reach(drawing.clients, step)
        for reader in readers:
            if reader in reached and drawing.kind(reader) != "client":
                beside = drawing.path([reader], stores, step, around=[cache])
                if beside:
                    return beside
        return []

    def _edge_store(self, submission: Submission) -> tuple[str, str, str] | None:
        """Compute that reads a key-value store and, on a miss, reaches another durable store."""
        drawing = submission.drawing
        step = drawing.waiting(self.operation)
        reached = drawing.reach(drawing.clients, step)
        for reader in reached:
            if drawing.kind(reader) not in COMPUTE:
                continue
            read = [
                call.target
                for call in drawing.architecture.calls_from[reader]
                if step(call) and call.kind != "write"
            ]
            first = next((each for each in read if drawing.kind(each) == "key_value_store"), None)
            if first is None:
                continue
            behind = drawing.reach(
                [each for each in read if each != first]
                + [call.target for call in drawing.architecture.calls_from[first] if step(call)],
                step,
            )
            store = next(
                (
                    each
                    for each in behind
                    if each != first and drawing.kind(each) in DURABLE_STORES - {"key_value_store"}
                ),
                None,
            )
            if store is not None:
                return reader, first, trail(behind, store)[-1]
        return None
