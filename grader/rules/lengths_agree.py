"""The column that holds a key is as long as the key.

Why it matters
    An estimate of eight characters and a column of six are two designs. The second one will refuse, or
    cut, every code that the first one makes.

In a rubric
    rule: {kind: lengths_agree, name: key_length, entity: link, column: [code_column]}
"""

from typing import Literal

from grader.rule import SchemaRule
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, not_applicable


class LengthsAgree(SchemaRule):
    kind: Literal["lengths_agree"] = "lengths_agree"
    name: str
    entity: str
    column: tuple[str, ...]

    def concepts(self) -> tuple[str, ...]:
        return self.column

    def judge(self, submission: Submission) -> Verdict:
        number = submission.numbers.get(self.name)
        table = submission.entity(self.entity)
        columns = submission.columns(table, *self.column) if table is not None else []
        held = next((each for each in columns if each.length), None)
        if (
            number is None
            or number.value is None
            or table is None
            or held is None
            or held.length is None
        ):
            return not_applicable("There are not two lengths to compare.")
        evidence = (number.evidence, submission.schema.evidence(table, held.name))
        if held.length < round(number.value):
            return missed(
                f"Codes have {number.written} in the estimates; `{table.name}.{held.name}` holds {held.length}.",
                *evidence,
                would_earn="Change one of the two.",
            )
        return met(
            f"`{table.name}.{held.name}` holds the {number.written} of the estimates.", *evidence
        )
