"""Rows live where the hot lookup looks: the partition key is what the lookup knows.

Why it matters
    Data that is spread by something else than what requests ask for sends every request to every
    part. Then more parts make reads slower, not faster.

In a rubric
    rule: {kind: partitioned_by, entity: link, by: [code_column], also: [partition_by_code], otherwise: [partition_by_other]}
"""

from typing import Literal

from grader.rule import SchemaRule
from grader.sentences import quoted
from grader.submission import EVERYWHERE, Submission
from grader.verdict import Verdict, met, missed, partly


class PartitionedBy(SchemaRule):
    kind: Literal["partitioned_by"] = "partitioned_by"
    entity: str
    by: tuple[str, ...]
    buckets: tuple[
        str, ...
    ] = ()  # of columns that only cut a long list into parts, such as a month
    also: tuple[str, ...] = ()  # concepts of sentences that say so
    otherwise: tuple[str, ...] = ()  # concepts of sentences that say another key

    def concepts(self) -> tuple[str, ...]:
        return (*self.by, *self.buckets, *self.also, *self.otherwise)

    def judge(self, submission: Submission) -> Verdict:
        table = submission.entity(self.entity)
        if table is None:
            return missed(
                f"No table holds a {self.entity}.",
                would_earn=f"A table of {self.entity}s, with the key that says where a row lives.",
            )
        wrong = submission.find(self.otherwise, EVERYWHERE)
        right = submission.find(self.also, EVERYWHERE, ("affirmed", "supposed", "put off"))
        would_earn = (
            "Let the lookup's own key decide where a row lives, so that one lookup asks one part."
        )
        if wrong and not right:
            where = wrong[0].whole_sentence
            return missed(
                f"{quoted(where.quote)}: a lookup does not know that key, so it would have to ask every part.",
                where,
                would_earn=would_earn,
            )
        wanted = {each.name.lower() for each in submission.columns(table, *self.by)}
        cut = {each.name.lower() for each in submission.columns(table, *self.buckets)} - wanted
        lives = tuple(each for each in table.where_a_row_lives if each.lower() not in cut)
        if len(lives) == 1 and lives[0].lower() in wanted:
            where = submission.schema.evidence(table, lives[0])
            more = (right[0].whole_sentence,) if right else ()
            return met(
                f"`{lives[0]}` says where a row of `{table.name}` lives, and a lookup knows it: it asks one part.",
                where,
                *more,
            )
        if right:
            where = right[0].whole_sentence
            return met(f"A lookup asks one part: {quoted(where.quote)}.", where)
        if lives and lives[0].lower() in wanted:
            return partly(
                0.5,
                f"Rows of `{table.name}` live by `{', '.join(lives)}`; a lookup that knows only `{lives[0]}` asks several parts.",
                submission.schema.evidence(table, lives[0]),
                would_earn=would_earn,
            )
        name = lives[0] if lives else ""
        return missed(
            f"Rows of `{table.name}` live by `{name}`, which a lookup does not know."
            if name
            else f"Nothing says where a row of `{table.name}` lives.",
            submission.schema.evidence(table, name),
            would_earn=would_earn,
        )
