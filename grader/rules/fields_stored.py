"""What the API takes is kept: a field of a request has a column, or it is lost.

Why it matters
    An endpoint that takes `expires_in` beside a table without an expiry accepts a promise that nothing
    can keep. The two were written on different pages of one design.

Each field names concepts by which the API would mention it and concepts of the column that would keep it.

In a rubric
    rule:
      kind: fields_stored
      entity: link
      fields: {an expiry: {asked: [expiry], kept: [expiry_column]}}
"""

from typing import Literal

from capacity.frozen import Frozen
from grader.lexicon import parted
from grader.rule import SchemaRule
from grader.sentences import listed
from grader.submission import Submission
from grader.verdict import Evidence, Verdict, met, missed, not_applicable, partly


class Field(Frozen):
    """How the API mentions a field, and how a column that keeps it is called."""

    asked: tuple[str, ...]
    kept: tuple[str, ...]


class FieldsStored(SchemaRule):
    kind: Literal["fields_stored"] = "fields_stored"
    entity: str
    fields: dict[str, Field]

    def concepts(self) -> tuple[str, ...]:
        return tuple(name for each in self.fields.values() for name in (*each.asked, *each.kept))

    def judge(self, submission: Submission) -> Verdict:
        tables = submission.entity_tables(self.entity)
        asked = {name: where for name in self.fields if (where := self._asked(submission, name))}
        if not asked or not tables:
            return not_applicable("The API takes nothing that the tables could fail to keep.")
        columns = {
            name: [
                submission.schema.evidence(table, column.name)
                for table in submission.schema.tables
                for column in submission.columns(table, *self.fields[name].kept)
            ]
            for name in asked
        }
        lost = [name for name in asked if not columns[name]]
        if not lost:
            ends = [each for name in asked for each in (asked[name], columns[name][0])]
            return met(f"What the API takes is kept: {listed(asked)}.", *ends)
        because = f"{asked[lost[0]].quote} takes {listed(lost)}; no table keeps it."
        ends = [asked[lost[0]], submission.schema.evidence(tables[0])]
        would_earn = (
            f"A column of `{tables[0].name}` for {listed(lost)}, or no such field in the API."
        )
        if len(lost) < len(asked):
            return partly(1 - len(lost) / len(asked), because, *ends, would_earn=would_earn)
        return missed(because, *ends, would_earn=would_earn)

    def _asked(self, submission: Submission, name: str) -> Evidence | None:
        for number, each in enumerate(submission.answer.api):
            if each.method in ("POST", "PUT", "PATCH") and submission.is_about(
                parted(each.request), *self.fields[name].asked
            ):
                return submission.endpoint_evidence(number)
        return None
