"""An entity has the fields that the operations read and write.

Why it matters
    What is not stored cannot be answered later: without a time of creation nothing can be aged,
    without an expiry or a state nothing can be switched off.

Each field is a list of concepts, any of which a column's name may mention.

In a rubric
    rule:
      kind: entity_fields
      entity: link
      fields: {where it leads: [target_column], when it was made: [created_column]}
"""

from typing import Literal

from grader.rule import SchemaRule
from grader.sentences import listed
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly


class EntityFields(SchemaRule):
    kind: Literal["entity_fields"] = "entity_fields"
    entity: str
    fields: dict[str, tuple[str, ...]]

    def concepts(self) -> tuple[str, ...]:
        return tuple(name for each in self.fields.values() for name in each)

    def judge(self, submission: Submission) -> Verdict:
        table = submission.entity(self.entity)
        if table is None:
            return missed(
                f"No table holds a {self.entity}.",
                would_earn=f"A table with {listed(self.fields)}.",
            )
        found = {
            meaning: columns[0].name
            for meaning, concepts in self.fields.items()
            if (columns := submission.columns(table, *concepts))
        }
        absent = [meaning for meaning in self.fields if meaning not in found]
        evidence = [
            submission.schema.evidence(table, name) for name in dict.fromkeys(found.values())
        ]
        would_earn = f"A column of `{table.name}` for: {listed(absent)}."
        names = listed(f"`{name}`" for name in dict.fromkeys(found.values()))
        if not absent:
            return met(f"`{table.name}` holds {names}.", *evidence)
        if found:
            return partly(
                len(found) / len(self.fields),
                f"`{table.name}` holds {names}. It does not say {listed(absent)}.",
                *evidence,
                would_earn=would_earn,
            )
        return missed(
            f"`{table.name}` does not say {listed(absent)}.",
            submission.schema.evidence(table),
            would_earn=would_earn,
        )
