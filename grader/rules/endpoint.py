"""The API has an endpoint for an operation, with a fitting method, input, output and status.

Why it matters
    The API is where the requirements become something one can call. Its method says whether it may be
    cached and repeated, its status what a browser does next.

The parts that are asked for share the points; the endpoint with most of the operation's signs is judged.

In a rubric
    rule: {kind: endpoint, operation: create, takes: [long_url], gives: [short_code], statuses: [200, 201]}
"""

from typing import Literal

from grader.answer import Endpoint as Written
from grader.rule import ApiRule
from grader.sentences import listed
from grader.submission import Submission, has_parameter
from grader.verdict import Verdict, met, missed, partly


class Endpoint(ApiRule):
    kind: Literal["endpoint"] = "endpoint"
    operation: str
    statuses: tuple[int, ...]
    takes: tuple[str, ...] = ()  # concepts, any of which the path or the request mentions
    gives: tuple[str, ...] = ()  # concepts, any of which the response or the notes mention

    def concepts(self) -> tuple[str, ...]:
        return (*self.takes, *self.gives)

    def judge(self, submission: Submission) -> Verdict:
        title = submission.title_of(self.operation)
        found = submission.endpoint(self.operation)
        signs = submission.signs.operations[self.operation].endpoint
        methods = listed(signs.methods, "or") if signs else ""
        if found is None:
            return missed(
                f"No endpoint does “{title}”." if submission.answer.api else "The API is empty.",
                would_earn=f"One {methods} endpoint for “{title}” that answers {listed(map(str, self.statuses[:3]), 'or')}.",
            )
        number, each = found
        written = f"{each.method} {each.path}"
        good, lacking = self._parts(submission, each)
        evidence = submission.endpoint_evidence(number)
        if not lacking:
            return met(f"{written} does “{title}”: {listed(good)}.", evidence)
        share = (1 + len(good)) / (1 + len(good) + len(lacking))
        return partly(
            share,
            f"{written} does “{title}”. What it does not say: {listed(lacking)}.",
            evidence,
            would_earn=f"Add to {written}: {listed(lacking)}.",
        )

    def _parts(self, submission: Submission, each: Written) -> tuple[list[str], list[str]]:
        """What the endpoint shows and what it lacks, in words."""
        signs = submission.signs.operations[self.operation].endpoint
        good: list[str] = []
        lacking: list[str] = []

        def weigh(fits: object, yes: str, no: str) -> None:
            if fits:
                good.append(yes)
            else:
                lacking.append(no)

        if self.statuses:
            shown = sorted(set(each.answers) & set(self.statuses))
            weigh(
                shown,
                f"answers {listed(map(str, shown), 'or')}",
                f"a status such as {self.statuses[0]}",
            )
        if self.takes:
            words = f"{each.request} {each.path} {each.notes}"
            weigh(submission.is_about(words, *self.takes), "says what it takes", "what it takes")
        if self.gives:
            words = f"{each.response} {each.notes}"
            weigh(
                submission.is_about(words, *self.gives), "says what it gives", "what it gives back"
            )
        if signs and signs.parameter:
            weigh(
                has_parameter(each.path),
                "names what varies in its path",
                "the part of the path that varies, as in /{code}",
            )
        return good, lacking
