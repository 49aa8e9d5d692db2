"""The API says how it fails: the error statuses its callers must handle.

Why it matters
    Half of an interface is what happens when the thing is not there, is taken, has expired, or is
    asked for too often. A client can only be written against errors that are named.

In a rubric
    rule: {kind: endpoint_errors, statuses: [400, 404, 409, 410, 429], at_least: 3}
"""

from typing import Literal

from grader.rule import ApiRule
from grader.sentences import listed, some
from grader.submission import Submission
from grader.verdict import Evidence, Verdict, met, missed, partly


class EndpointErrors(ApiRule):
    kind: Literal["endpoint_errors"] = "endpoint_errors"
    statuses: tuple[int, ...]
    at_least: int = 3

    def judge(self, submission: Submission) -> Verdict:
        seen: dict[int, Evidence] = {}
        for number, each in enumerate(submission.answer.api):
            for status in each.answers:
                if status in self.statuses and status not in seen:
                    quote = f"{each.method} {each.path}: {status}"
                    seen[status] = submission.endpoint_evidence(number, quote)
        other = [str(each) for each in self.statuses if each not in seen]
        named = listed(map(str, sorted(seen)))
        would_earn = f"Name {some(self.at_least - len(seen), 'more error', 'more errors')}, for example {listed(other[:3], 'or')}, at the endpoint it comes from."
        if len(seen) >= self.at_least:
            return met(f"Callers know how it fails: {named}.", *seen.values())
        if seen:
            return partly(
                len(seen) / self.at_least,
                f"{named} {'is' if len(seen) == 1 else 'are'} named. Callers will meet others that are not.",
                *seen.values(),
                would_earn=would_earn,
            )
        return missed("No endpoint says how it fails.", would_earn=would_earn)
