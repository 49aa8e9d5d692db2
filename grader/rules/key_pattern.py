"""What is kept by key, without a table, has a key that says what it belongs to.

Why it matters
    A store in memory has no columns. Who reads `cart:{user_id}` knows whose it is, that it is found in one step,
    and on which machine; "we use Redis" says none of it.

Any pattern of parts joined by colons counts, as in `cart:{user_id}` or `rl:<key>:<minute>`, wherever it is
written; one of its parts must be about `by`.

In a rubric
    rule: {kind: key_pattern, what: a link, by: [code_column]}
"""

import re
from typing import Literal

from grader.rule import RuleKind
from grader.submission import EVERYWHERE, Submission
from grader.text import Document
from grader.verdict import Evidence, Verdict, met, missed, partly

PART = r"[{<$\[]{0,2}[\w.+ -]{1,40}?[}>\]]{1,2}|[\w.-]+"
PATTERN = re.compile(rf"(?<![\w/])[A-Za-z{{<][\w{{}}<>.-]*(?::(?!/)(?:{PART}))+")


class KeyPattern(RuleKind):
    kind: Literal["key_pattern"] = "key_pattern"
    what: str  # with its article: "a count"
    by: tuple[str, ...]  # concepts of what its key names
    unfit: float = 0.3  # the share of a key that names something else

    def concepts(self) -> tuple[str, ...]:
        return self.by

    def check(self, submission: Submission) -> Verdict:
        would_earn = (
            f"The key under which {self.what} stands, with its parts: cart:{{user_id}}, say."
        )
        other: Evidence | None = None
        for section in EVERYWHERE:
            for document in submission.documents[section]:
                for pattern in PATTERN.finditer(document.plain.text):
                    where = _evidence(document, pattern.start())
                    if submission.is_about(_parted(pattern[0]), *self.by):
                        return met(f"`{pattern[0]}` says what {self.what} belongs to.", where)
                    if "{" in pattern[0] or "<" in pattern[0]:
                        other = other or where
        for table in submission.schema.tables:
            for written in (table.name, *table.key):
                if PATTERN.fullmatch(written) and submission.is_about(_parted(written), *self.by):
                    return met(
                        f"`{written}` says what {self.what} belongs to.",
                        submission.schema.evidence(table),
                    )
        if other is not None:
            return partly(
                self.unfit,
                f"“{other.quote}” is a pattern of keys, and does not say what {self.what} belongs to.",
                other,
                would_earn=would_earn,
            )
        return missed(f"Nothing says under which key {self.what} stands.", would_earn=would_earn)


def _parted(pattern: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", " ", pattern)


def _evidence(document: Document, start: int) -> Evidence:
    """The sentence in which a pattern begins."""
    for number, each in enumerate(document.sentences):
        if start < each.end:
            return document.sentence_evidence(number)
    return document.sentence_evidence(len(document.sentences) - 1)
