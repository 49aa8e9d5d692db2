"""Calls go the way calls can go: nobody calls a client, and a store does not ask a service for anything.

Why it matters
    A drawing in which everything calls everything says nothing about the order of things. A store that
    publishes its changes to a queue or a stream, or copies them to another store, is fine.

In a rubric
    rule: {kind: plausible_calls, most: 4}
"""

from typing import Literal

from capacity.architecture import BUFFERS, COMPUTE, DURABLE_STORES, ENTRANCES, Call
from grader.graph import Drawing, arrow
from grader.rule import DrawingRule
from grader.sentences import listed, some
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, not_applicable, partly

ANSWERS_ONLY = DURABLE_STORES | {"cache", "search_index"}
MOST_NAMED = 3


class PlausibleCalls(DrawingRule):
    kind: Literal["plausible_calls"] = "plausible_calls"
    most: int = 4  # so many, and nothing is left

    def judge(self, submission: Submission) -> Verdict:
        drawing = submission.drawing
        if not drawing.architecture.calls:
            return not_applicable("There are no calls.")
        odd = [call for call in drawing.architecture.calls if _is_odd(call, drawing)]
        if not odd:
            return met("Every call goes a way that calls can go.")
        evidence = tuple(arrow(call, drawing) for call in odd[:10])
        named = [each.quote for each in evidence[:MOST_NAMED]]
        if len(odd) > MOST_NAMED:
            named.append(f"{len(odd) - MOST_NAMED} more")
        because = f"{some(len(odd), 'call')} that nothing would make: {listed(named)}."
        would_earn = "Turn these calls round, or take them out."
        share = 1 - len(odd) / self.most
        if share > 0:
            return partly(share, because, *evidence, would_earn=would_earn)
        return missed(because, *evidence, would_earn=would_earn)


def _is_odd(call: Call, drawing: Drawing) -> bool:
    source, target = drawing.kind(call.source), drawing.kind(call.target)
    if target == "client":
        return source in ANSWERS_ONLY | ENTRANCES | BUFFERS
    asks = call.waits and target in COMPUTE | ENTRANCES
    return source in ANSWERS_ONLY and asks
