"""The API can change without breaking those who use it: its version is named.

Why it matters
    A mobile app of last year still calls. A version in the path, in a header or in a media type lets two
    contracts live side by side until the old one has no callers.

Operations under `except_for` are addresses that people keep, such as short links; they need none.

In a rubric
    rule: {kind: endpoint_versioned, except_for: [redirect]}
"""

import re
from typing import Literal

from grader.rule import ApiRule
from grader.sentences import listed
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly

IN_PATH = re.compile(
    r"(?:^|/)v\d+(?:\.\d+)?(?:/|$)|(?:^|/)20\d\d-\d\d(?:-\d\d)?/|[?&](?:api[-_])?version=",
    re.IGNORECASE,
)
IN_WORDS = re.compile(
    r"\b(?:api[- ]?)?version(?:ed|ing)?\b(?!\s*(?:column|vector|of the row))|application/vnd\.",
    re.IGNORECASE,
)


class EndpointVersioned(ApiRule):
    kind: Literal["endpoint_versioned"] = "endpoint_versioned"
    except_for: tuple[str, ...] = ()
    some: float = 0.5  # the share of an API in which only a part has a version

    def operations(self) -> tuple[str, ...]:
        return self.except_for

    def judge(self, submission: Submission) -> Verdict:
        kept = {found[0] for name in self.except_for if (found := submission.endpoint(name))}
        asked = {n: each for n, each in enumerate(submission.answer.api) if n not in kept}
        would_earn = "Begin paths with /v1, or name the version in a header."
        if not asked:
            return missed("The API is empty, so it has no version.", would_earn=would_earn)
        by_word = [
            n for n, each in asked.items() if IN_WORDS.search(f"{each.request} {each.notes}")
        ]
        if by_word:
            evidence = submission.endpoint_evidence(by_word[0])
            return met(f"{evidence.quote} says how the API is versioned.", evidence)
        by_path = [n for n, each in asked.items() if IN_PATH.search(each.path)]
        evidences = tuple(map(submission.endpoint_evidence, by_path))
        if len(by_path) == len(asked):
            return met(f"Paths name their version: {evidences[0].quote}.", *evidences)
        bare = [submission.endpoint_evidence(n) for n in asked if n not in by_path]
        if by_path:
            return partly(
                self.some,
                f"{evidences[0].quote} names a version; {listed(each.quote for each in bare[:3])} has none.",
                *bare,
                would_earn=would_earn,
            )
        return missed(
            f"{bare[0].quote} has no version: a change breaks every caller at once.",
            bare[0],
            would_earn=would_earn,
        )
