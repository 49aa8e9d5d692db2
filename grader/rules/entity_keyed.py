"""An entity is found by its key: the column that the hot lookup asks for is the primary key.

Why it matters
    The busiest question of the system is answered once for each request. By primary key it is one
    short walk down an index; by another column it is a second index, or a scan of everything.

In a rubric
    rule: {kind: entity_keyed, entity: link, by: [code_column], encoded_by: [base62_of_id]}
"""

from typing import Literal

from grader.rule import SchemaRule
from grader.schema import Table
from grader.sentences import listed, quoted
from grader.submission import PROSE, Submission
from grader.verdict import Section, Verdict, met, missed, partly


class EntityKeyed(SchemaRule):
    kind: Literal["entity_keyed"] = "entity_keyed"
    entity: str
    by: tuple[str, ...]  # concepts of column names
    encoded_by: tuple[str, ...] = ()  # concepts that say the code is the key, written differently
    indexed: float = 0.6  # the share that a unique or plain index on the column earns

    def concepts(self) -> tuple[str, ...]:
        return (*self.by, *self.encoded_by)

    def judge(self, submission: Submission) -> Verdict:
        table = submission.entity(self.entity)
        if table is None:
            return missed(
                f"No table holds a {self.entity}.",
                would_earn=f"A table of {self.entity}s whose primary key is what it is looked up by.",
            )
        wanted = {each.name.lower() for each in submission.columns(table, *self.by)}
        key = tuple(name.lower() for name in table.key)
        where = submission.schema.evidence(table, table.key[0] if table.key else "")
        if key and key[0] in wanted:
            return met(
                f"`{table.name}` is keyed by `{table.key[0]}`, so a lookup touches one row.", where
            )
        if key and self._encoded(submission):
            found = submission.find(self.encoded_by, _SECTIONS, ("affirmed",))[0]
            return met(
                f"`{table.name}` is keyed by `{table.key[0]}`, and {quoted(found.whole_sentence.quote)}: the code is the key, written differently.",
                where,
                found.whole_sentence,
            )
        return self._not_the_key(submission, table, wanted)

    def _encoded(self, submission: Submission) -> bool:
        return bool(self.encoded_by and submission.find(self.encoded_by, _SECTIONS, ("affirmed",)))

    def _not_the_key(self, submission: Submission, table: Table, wanted: set[str]) -> Verdict:
        schema = submission.schema
        named = next((each.name for each in table.columns if each.name.lower() in wanted), "")
        would_earn = f"Make `{named or 'code'}` the primary key of `{table.name}`."
        for columns in (*table.unique, *table.indexes):
            if columns and columns[0].lower() in wanted:
                return partly(
                    self.indexed,
                    f"`{columns[0]}` has an index, but the key of `{table.name}` is `{listed(table.key) or 'missing'}`: each lookup walks two trees.",
                    schema.evidence(table, columns[0]),
                    would_earn=would_earn,
                )
        if named:
            return missed(
                f"`{table.name}` has `{named}` without a key or an index on it, so a lookup would scan the table.",
                schema.evidence(table, named),
                would_earn=would_earn,
            )
        return missed(
            f"`{table.name}` has no column by which it would be looked up.",
            schema.evidence(table),
            would_earn=would_earn,
        )


_SECTIONS: tuple[Section, ...] = (*PROSE, "data_model", "estimates", "api", "architecture")
