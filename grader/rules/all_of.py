"""Several things are wanted together; each earns its part.

Why it matters
    Some answers are one thought in two halves: a cursor in the request and the next one in the
    response. Half of it is worth half, and the sentence says which half is there.

Each part has a name, which the sentence uses. A part that does not apply leaves the sum; a part that
cannot be judged makes the whole wait for a person, since its points would otherwise count as lost.

In a rubric
    rule:
      kind: all_of
      parts:
        an endpoint that creates: {kind: endpoint, operation: create, statuses: [200, 201]}
        protection from repetition: {kind: endpoint_idempotent, operation: create, ways: [idempotency_key]}
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from grader.rule import Combination, Part, RuleKind
from grader.sentences import joined, listed
from grader.submission import Submission
from grader.verdict import Verdict, cannot_judge, met, missed, not_applicable, partly


class AllOf(Combination):
    kind: Literal["all_of"] = "all_of"
    wanted: Annotated[dict[str, Part], Field(alias="parts", min_length=2)]

    def parts(self) -> Mapping[str, RuleKind]:
        return self.wanted

    def prose_share(self) -> float:
        shares = [each.prose_share() for each in self.wanted.values()]
        return sum(shares) / len(shares)

    def check(self, submission: Submission) -> Verdict:
        verdicts = {name: each.check(submission) for name, each in self.wanted.items()}
        unread = next((each for each in verdicts.values() if each.word == "cannot judge"), None)
        if unread is not None:
            return cannot_judge(unread.because, *unread.evidence)
        counted = {name: each for name, each in verdicts.items() if each.counts}
        if not counted:
            first = next(iter(verdicts.values()))
            return not_applicable(first.because, *first.evidence)
        evidence = tuple(
            dict.fromkeys(found for each in counted.values() for found in each.evidence)
        )
        lacking = {name: each for name, each in counted.items() if each.word != "met"}
        if not lacking:
            return met(joined(each.because for each in counted.values()), *evidence)
        would_earn = joined(each.would_earn for each in lacking.values())
        there = [name for name in counted if name not in lacking]
        because = joined(f"{_capital(name)}: {each.because}" for name, each in lacking.items())
        share = sum(each.share for each in counted.values()) / len(counted)
        if share == 0:
            return missed(because, *evidence, would_earn=would_earn)
        opening = f"There: {listed(there)}. " if there else ""
        return partly(share, f"{opening}{because}", *evidence, would_earn=would_earn)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
