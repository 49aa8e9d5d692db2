"""So many of several things are there, whichever they are.

Why it matters
    Nobody can dive into everything in forty minutes. Two of five well-argued choices show as much as
    five would, and a rubric that wants all five pays for length.

In a rubric
    rule:
      kind: at_least
      number: 2
      of:
        a cache: {kind: read_through_cache, operation: redirect}
        two copies of the service: {kind: replicated, operation: redirect}
        no single loss: {kind: no_single_point_of_failure, operation: redirect}
"""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from grader.rule import Combination, Part, RuleKind
from grader.sentences import joined, listed
from grader.submission import Submission
from grader.verdict import Verdict, cannot_judge, met, missed, not_applicable, partly


class AtLeast(Combination):
    kind: Literal["at_least"] = "at_least"
    number: Annotated[int, Field(ge=1)]
    of: Annotated[dict[str, Part], Field(min_length=2)]

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if self.number > len(self.of):
            raise ValueError(
                f"asks for {self.number} of {len(self.of)}; ask for fewer, or name more."
            )
        return self

    def parts(self) -> Mapping[str, RuleKind]:
        return self.of

    def check(self, submission: Submission) -> Verdict:
        verdicts = {name: each.check(submission) for name, each in self.of.items()}
        counted = {name: each for name, each in verdicts.items() if each.counts}
        unread = [each for each in verdicts.values() if each.word == "cannot judge"]
        wanted = min(self.number, len(counted) + len(unread))
        if not wanted:
            first = next(iter(verdicts.values()))
            return not_applicable(first.because, *first.evidence)
        ranked = sorted(counted.items(), key=lambda pair: -pair[1].share)
        chosen = dict(ranked[:wanted])
        earned = sum(each.share for each in chosen.values())
        found = {name: each for name, each in chosen.items() if each.share > 0}
        evidence = tuple(dict.fromkeys(one for each in found.values() for one in each.evidence))
        if len(chosen) == wanted and all(each.word == "met" for each in chosen.values()):
            return met(joined(each.because for each in chosen.values()), *evidence)
        if unread:
            return cannot_judge(unread[0].because, *unread[0].evidence)
        lacking = {name: each for name, each in ranked if each.word != "met"}
        would_earn = next(each.would_earn for each in lacking.values())
        if not found:
            because = f"None of these is there: {listed(self.of)}."
            return missed(because, would_earn=would_earn)
        because = (
            f"{joined(each.because for each in found.values())} "
            f"{wanted} of these are wanted: {listed(self.of)}."
        )
        return partly(earned / wanted, because, *evidence, would_earn=would_earn)
