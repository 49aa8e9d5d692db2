"""A relation between two things is found from either of them: whom I follow, and who follows me.

Why it matters
    A pair of ids is stored once and asked from both sides. A key answers the side that comes first in it; the
    other side reads the whole table, unless there is an index or a second table turned round.

`ends` names the two sides, each with concepts of column names. A column that fits `either`, such as `user_id`
beside `follower_id`, is the side that its table lacks. `also` are concepts of sentences that say so.

In a rubric
    rule:
      kind: found_from_both_ends
      entity: link
      ends: {the links of one owner: [owner_column], the owner of a link: [code_column]}
      either: [id_column]
      also: [owner_index]
"""

from typing import Annotated, Literal

from pydantic import Field

from grader.rule import SchemaRule
from grader.schema import Table
from grader.sentences import listed, quoted
from grader.submission import EVERYWHERE, Submission
from grader.verdict import Evidence, Verdict, met, missed, partly


class FoundFromBothEnds(SchemaRule):
    kind: Literal["found_from_both_ends"] = "found_from_both_ends"
    entity: str
    ends: Annotated[dict[str, tuple[str, ...]], Field(min_length=2, max_length=2)]
    either: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    one_end: float = 0.5  # the share of a relation that is found from one side

    def concepts(self) -> tuple[str, ...]:
        return (*(name for each in self.ends.values() for name in each), *self.either, *self.also)

    def judge(self, submission: Submission) -> Verdict:
        tables = submission.entity_tables(self.entity)
        found: dict[str, Evidence] = {}
        for table in tables:
            for end, columns in self._sides(submission, table).items():
                for way in table.ways:
                    must = way[: len(table.partition)] if way == table.ways[0] else ()
                    if all(name.lower() in columns for name in must or way[:1]):
                        found.setdefault(end, submission.schema.evidence(table, way[0]))
        if len(found) == len(self.ends):
            return met(
                f"Both are found by a key or an index: {listed(f'{end} by `{where.at}`' for end, where in found.items())}.",
                *found.values(),
            )
        said = submission.find(self.also, EVERYWHERE)
        if said:
            where = said[0].whole_sentence
            return met(f"{quoted(where.quote)} says how both ends are found.", where)
        absent = next(end for end in self.ends if end not in found)
        would_earn = f"An index, or a second table turned round, for {absent}."
        if found:
            end, where = next(iter(found.items()))
            return partly(
                self.one_end,
                f"`{where.at}` finds {end}; {absent} would read all of it.",
                where,
                would_earn=would_earn,
            )
        if not tables:
            return missed(f"No table holds a {self.entity}.", would_earn=would_earn)
        return missed(
            f"`{tables[0].name}` has no key or index for {listed(self.ends, 'or')}.",
            submission.schema.evidence(tables[0]),
            would_earn=would_earn,
        )

    def _sides(self, submission: Submission, table: Table) -> dict[str, set[str]]:
        """The columns of each side, in small letters; none where a table does not hold both."""
        sides = {
            end: {each.name.lower() for each in submission.columns(table, *concepts)}
            for end, concepts in self.ends.items()
        }
        one, other = self.ends
        shared = sides[one] & sides[other]
        sides = {end: columns - shared for end, columns in sides.items()}
        taken = sides[one] | sides[other]
        free = [
            each.name.lower()
            for each in submission.columns(table, *self.either)
            if each.name.lower() not in taken
        ]
        if not taken and len(free) > 1:
            sides = {one: {free[0]}, other: {free[1]}}
        for here, there in ((one, other), (other, one)):
            if sides[there] and not sides[here]:
                sides[here] = set(free[:1])
        return sides if all(sides.values()) else {}
