"""Two requests at the same moment cannot get the same code: the store refuses, not a look beforehand.

Why it matters
    "Look whether it is free, then insert" leaves a gap in which a second request looks too. A unique
    key in SQL, or a conditional insert where an insert would overwrite, closes the gap.

In SQL the primary key or a unique constraint is enough. In a wide-column or key-value store an
insert overwrites, so the condition must be said.

In a rubric
    rule: {kind: unique_without_race, entity: link, of: [code_column], conditional: [conditional_insert], by_construction: [unique_ranges], races: [read_then_write]}
"""

from typing import Literal

from grader.rule import SchemaRule
from grader.schema import Table
from grader.sentences import quoted
from grader.submission import EVERYWHERE, Submission
from grader.verdict import Verdict, met, missed, partly

OVERWRITING = ("wide_column_store", "key_value_store", "document_store")


class UniqueWithoutRace(SchemaRule):
    kind: Literal["unique_without_race"] = "unique_without_race"
    entity: str
    of: tuple[str, ...]
    conditional: tuple[str, ...]
    by_construction: tuple[str, ...] = ()
    races: tuple[str, ...] = ()

    def concepts(self) -> tuple[str, ...]:
        return (*self.of, *self.conditional, *self.by_construction, *self.races)

    def judge(self, submission: Submission) -> Verdict:
        table = submission.entity(self.entity)
        if table is None:
            return missed(
                f"No table holds a {self.entity}, so nothing keeps its code unique.",
                would_earn="A primary key or a unique constraint on the code.",
            )
        said = submission.find(self.conditional, EVERYWHERE)
        if said:
            where = said[0].whole_sentence
            return met(
                f"The store itself refuses a code that is taken: {quoted(where.quote)}.", where
            )
        column = self._unique_column(submission, table)
        would_earn = "Insert under a condition (ON CONFLICT, IF NOT EXISTS, attribute_not_exists) and try another code when it fails."
        racy = submission.find(self.races, EVERYWHERE)
        if racy:
            where = racy[0].whole_sentence
            because = f"{quoted(where.quote)}: between the look and the insert another request can take the code."
            if column:
                return partly(0.5, because, where, would_earn=would_earn)
            return missed(because, where, would_earn=would_earn)
        built = submission.find(self.by_construction, EVERYWHERE)
        if built:
            where = built[0].whole_sentence
            return met(f"No code is handed out twice: {quoted(where.quote)}.", where)
        return self._by_key(submission, table, column, would_earn)

    def _unique_column(self, submission: Submission, table: Table) -> str:
        """The column for codes that a key or a constraint of its own keeps unique."""
        wanted = {each.name.lower() for each in submission.columns(table, *self.of)}
        unique = [each for each in (table.key, *table.unique) if len(each) == 1]
        return next((each[0] for each in unique if each[0].lower() in wanted), "")

    def _by_key(
        self, submission: Submission, table: Table, column: str, would_earn: str
    ) -> Verdict:
        """What the key alone does: refuse a second row, or overwrite the first."""
        if not column:
            return missed(
                f"Nothing in `{table.name}` refuses a second row with the same code.",
                submission.schema.evidence(table),
                would_earn=would_earn,
            )
        where = submission.schema.evidence(table, column)
        drawing = submission.answer.architecture
        overwriting = drawing.of_kind(*OVERWRITING)
        if overwriting and not drawing.of_kind("sql_database"):
            return partly(
                0.5,
                f"`{column}` is the key of `{table.name}`, but in {overwriting[0].title} an insert with a taken key overwrites the row.",
                where,
                would_earn=would_earn,
            )
        return met(
            f"`{column}` is unique in `{table.name}`, so the database refuses a code that is taken.",
            where,
        )
