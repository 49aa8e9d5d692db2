"""Calling an operation twice does no more than calling it once.

Why it matters
    Networks lose answers, clients repeat. Without an idempotency key, a PUT to a name the client
    chose, or a rule that finds what is already there, every lost answer leaves a second link behind.

In a rubric
    rule: {kind: endpoint_idempotent, operation: create, ways: [idempotency_key, same_url_same_code]}
"""

from typing import Literal

from grader.rule import ApiRule
from grader.sentences import quoted
from grader.submission import PROSE, Submission
from grader.verdict import Section, Verdict, met, missed


class EndpointIdempotent(ApiRule):
    kind: Literal["endpoint_idempotent"] = "endpoint_idempotent"
    operation: str
    ways: tuple[str, ...]

    def concepts(self) -> tuple[str, ...]:
        return self.ways

    def judge(self, submission: Submission) -> Verdict:
        found = submission.endpoint(self.operation)
        sections: tuple[Section, ...] = ("api", *PROSE, "data_model")
        said = submission.find(self.ways, sections, ("affirmed",))
        if said:
            where = said[0].whole_sentence
            return met(f"A repeated call does no harm: {quoted(where.quote)}.", where)
        title = submission.title_of(self.operation)
        if found is not None and found[1].method == "PUT":
            return met(
                f"{found[1].method} {found[1].path} can be repeated: the client names what it creates.",
                submission.endpoint_evidence(found[0]),
            )
        written = f"{found[1].method} {found[1].path}" if found else f"“{title}”"
        evidence = (submission.endpoint_evidence(found[0]),) if found else ()
        return missed(
            f"When the answer of {written} is lost and the client repeats it, nothing says that only one thing is made.",
            *evidence,
            would_earn=f"Let {written} take an Idempotency-Key, or say that the same input gives back what is there.",
        )
