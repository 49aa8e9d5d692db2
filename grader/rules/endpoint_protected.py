"""An operation that costs something is not open to everyone at any rate.

Why it matters
    An open create endpoint is filled by the first script that finds it. Knowing who calls, or bounding
    how often, is what keeps storage, keys and reputation.

In a rubric
    rule: {kind: endpoint_protected, operation: create, ways: [authentication, rate_limit], statuses: [401, 403, 429]}
"""

from typing import Literal

from grader.rule import ApiRule
from grader.sentences import listed, quoted
from grader.submission import PROSE, Submission
from grader.verdict import Section, Verdict, met, missed, partly


class EndpointProtected(ApiRule):
    kind: Literal["endpoint_protected"] = "endpoint_protected"
    operation: str
    ways: tuple[str, ...]
    statuses: tuple[int, ...]

    def concepts(self) -> tuple[str, ...]:
        return self.ways

    def judge(self, submission: Submission) -> Verdict:
        title = submission.title_of(self.operation)
        found = submission.endpoint(self.operation)
        if found is None:
            return missed(
                f"No endpoint does “{title}”, so none can be protected.",
                would_earn="An endpoint that knows its caller or limits its rate.",
            )
        number, each = found
        written = f"{each.method} {each.path}"
        refused = sorted(set(each.answers) & set(self.statuses))
        if refused:
            evidence = submission.endpoint_evidence(
                number, f"{written}: {listed(map(str, refused))}"
            )
            return met(f"{written} turns callers away with {listed(map(str, refused))}.", evidence)
        at_endpoint = [
            each
            for each in submission.find(self.ways, ("api",), ("affirmed",))
            if each.document.at == str(number)
        ]
        if at_endpoint:
            where = at_endpoint[0].whole_sentence
            return met(f"{written} knows or bounds its callers: {quoted(where.quote)}.", where)
        sections: tuple[Section, ...] = ("api", "architecture", *PROSE)
        elsewhere = submission.find(self.ways, sections, ("affirmed",))
        would_earn = (
            f"Name at {written} what it answers to a stranger (401) or to too many calls (429)."
        )
        if elsewhere:
            where = elsewhere[0].whole_sentence
            return partly(
                0.6,
                f"{quoted(where.quote)} protects something; {written} itself does not say how it turns a caller away.",
                where,
                submission.endpoint_evidence(number),
                would_earn=would_earn,
            )
        return missed(
            f"{written} is open to everyone at any rate.",
            submission.endpoint_evidence(number),
            would_earn=would_earn,
        )
