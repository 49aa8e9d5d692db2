"""What changes at every read is kept apart from what is read.

Why it matters
    A counter in the row that every request reads turns each read into a write: the row is locked, its
    cache entry is stale at once, and the busiest row is the one that suffers.

In a rubric
    rule: {kind: counter_apart, entity: link, counter: [click_counter], kept_in: [click_store], unless_out_of_scope: [clicks]}
"""

from typing import Literal

from capacity.architecture import DURABLE_STORES
from grader.graph import box
from grader.rule import SchemaRule
from grader.schema import Table
from grader.sentences import quoted
from grader.submission import EVERYWHERE, Submission
from grader.verdict import Evidence, Verdict, met, missed, not_applicable, partly

STORES = DURABLE_STORES | {"cache", "search_index"}


class CounterApart(SchemaRule):
    kind: Literal["counter_apart"] = "counter_apart"
    entity: str
    counter: tuple[str, ...]  # concepts of column names
    kept_in: tuple[str, ...]  # concepts of tables, or of boxes and what they hold
    unless_out_of_scope: tuple[str, ...] = ()

    def concepts(self) -> tuple[str, ...]:
        return (*self.counter, *self.kept_in, *self.unless_out_of_scope)

    def judge(self, submission: Submission) -> Verdict:
        table = submission.entity(self.entity)
        inside = submission.columns(table, *self.counter) if table is not None else []
        if table is not None and inside:
            name = inside[0].name
            return missed(
                f"`{table.name}.{name}` changes with everybody who comes, in the row that everybody reads.",
                submission.schema.evidence(table, name),
                would_earn=f"Move `{name}` to a table or store of its own.",
            )
        out = submission.scoped_out(self.unless_out_of_scope)
        if out is not None:
            return not_applicable(
                f"{quoted(out.whole_sentence.quote)} leaves counting out.", out.whole_sentence
            )
        if table is None:
            return missed(
                f"No table holds a {self.entity}.",
                would_earn="A table for what is read and another for what is counted.",
            )
        kept = self._kept(submission, table)
        if kept is not None:
            return met(f"Counts live in {kept.quote}, apart from `{table.name}`.", kept)
        if not submission.find(self.unless_out_of_scope, EVERYWHERE):
            return missed(
                "Nothing says whether anything is counted, or where.",
                submission.schema.evidence(table),
                would_earn="A table or store for counts; or put counting out of scope.",
            )
        return partly(
            0.5,
            f"`{table.name}` holds no counter, which is good; nothing says where counts are kept.",
            submission.schema.evidence(table),
            would_earn="A table or store for counts.",
        )

    def _kept(self, submission: Submission, table: Table) -> Evidence | None:
        """The table or the store in which counts are kept."""
        for other in submission.schema.tables:
            if other is not table and submission.is_about(other.name, *self.kept_in):
                return submission.schema.evidence(other)
        for each in submission.answer.architecture.components:
            words = " ".join((each.id, each.name, *each.holds)).replace("_", " ")
            if each.kind in STORES and submission.is_about(words, *self.kept_in):
                return box(each)
        return None
