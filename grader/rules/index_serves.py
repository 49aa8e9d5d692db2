"""A question that is asked often is answered by a key or an index, in the order in which it is asked.

Why it matters
    "Who follows me" over a table that is keyed by follower reads all of it. A second table or an index
    turned round answers it in one short range; if it also keeps the order, nothing is sorted afterwards.

`by` is what the question knows: the first column of a key, a constraint or an index (in a partitioned
table the whole partition key). `then` is what orders the rows, and must come next. Every table that
looks like the entity is considered, also one that repeats it turned round.

In a rubric
    rule: {kind: index_serves, entity: link, by: [owner_column], then: [created_column], what: the links of one owner, also: [owner_index]}
"""

from typing import Literal

from grader.rule import SchemaRule
from grader.schema import Table
from grader.sentences import listed, quoted
from grader.submission import EVERYWHERE, Submission
from grader.verdict import Verdict, met, missed, partly


class IndexServes(SchemaRule):
    kind: Literal["index_serves"] = "index_serves"
    entity: str
    by: tuple[str, ...]  # concepts of column names
    then: tuple[str, ...] = ()
    what: str  # completes "… answers": "the followers of one user"
    buckets: tuple[
        str, ...
    ] = ()  # of columns that only cut a long list into parts, such as a month
    also: tuple[str, ...] = ()  # concepts of sentences that say so, where there is no SQL
    unordered: float = 0.6  # the share of a way that finds the rows and must sort them

    def concepts(self) -> tuple[str, ...]:
        return (*self.by, *self.then, *self.buckets, *self.also)

    def judge(self, submission: Submission) -> Verdict:
        tables = submission.entity_tables(self.entity)
        found = [
            (each, way)
            for each in tables
            for way in each.ways
            if self._finds(submission, each, way)
        ]
        ordered = [(each, way) for each, way in found if self._orders(submission, each, way)]
        if ordered:
            table, way = ordered[0]
            return met(
                f"`{table.name}` answers {self.what} by `{', '.join(way)}`.",
                submission.schema.evidence(table, way[0]),
            )
        said = submission.find(self.also, EVERYWHERE)
        if said:
            where = said[0].whole_sentence
            return met(f"{quoted(where.quote)} answers {self.what}.", where)
        if found:
            table, way = found[0]
            return partly(
                self.unordered,
                f"`{', '.join(way)}` of `{table.name}` finds {self.what}, in no useful order: every answer is sorted first.",
                submission.schema.evidence(table, way[0]),
                would_earn=f"Let what orders the rows come next in the key or index of `{table.name}`.",
            )
        return self._not_found(submission, tables)

    def _not_found(self, submission: Submission, tables: list[Table]) -> Verdict:
        if not tables:
            return missed(
                f"No table holds a {self.entity}.",
                would_earn=f"A table with a key or an index for {self.what}.",
            )
        named = [
            (each, column.name) for each in tables for column in submission.columns(each, *self.by)
        ]
        table, column = named[0] if named else (tables[0], "")
        keys = listed(f"`{', '.join(way)}`" for way in table.ways) or "nothing"
        return missed(
            f"`{table.name}` is found by {keys}; {self.what} would read all of it.",
            submission.schema.evidence(table, column),
            would_earn=f"An index on `{column}`, or a second table keyed by it."
            if column
            else f"A column that {self.what} is asked by, with a key or an index on it.",
        )

    def _finds(self, submission: Submission, table: Table, way: tuple[str, ...]) -> bool:
        """Whether the question knows all that must be known, and that comes first."""
        wanted = {each.name.lower() for each in submission.columns(table, *self.by)}
        cut = {each.name.lower() for each in submission.columns(table, *self.buckets)}
        must = way[: len(table.partition)] if way == table.ways[0] and table.partition else way[:1]
        known = [name for name in must if name.lower() not in cut - wanted]
        return bool(known) and all(name.lower() in wanted for name in known)

    def _orders(self, submission: Submission, table: Table, way: tuple[str, ...]) -> bool:
        if not self.then:
            return True
        wanted = {each.name.lower() for each in submission.columns(table, *self.then)}
        known = {each.name.lower() for each in submission.columns(table, *self.by, *self.buckets)}
        rest = [name.lower() for name in way if name.lower() not in known]
        return bool(rest) and rest[0] in wanted
