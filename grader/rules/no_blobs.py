"""Large bytes stay out of the tables: a row holds where they are, not what they are.

Why it matters
    A picture in a row makes every backup, replica and cache carry it. Object stores cost a tenth and
    serve it themselves; the row keeps a key of a few dozen bytes.

In a rubric
    rule: {kind: no_blobs, what: pictures, columns: [extras]}
"""

from typing import Literal

from grader.rule import RuleKind
from grader.schema import Column
from grader.submission import Submission
from grader.verdict import Evidence, Verdict, cannot_judge, met, missed, not_applicable

BINARY = ("blob", "bytea", "binary", "image", "bytes", "raw", "base64")
POINTS = ("url", "uri", "key", "path", "id", "ref", "link", "hash", "location", "name", "type")


class NoBlobs(RuleKind):
    kind: Literal["no_blobs"] = "no_blobs"
    what: str
    columns: tuple[str, ...]  # concepts of column names

    def concepts(self) -> tuple[str, ...]:
        return self.columns

    def check(self, submission: Submission) -> Verdict:
        schema = submission.schema
        pointing: list[Evidence] = []
        for table in schema.tables:
            for column in submission.columns(table, *self.columns):
                if _holds_bytes(column):
                    return missed(
                        f"`{table.name}.{column.name}` keeps {self.what} in the rows themselves.",
                        schema.evidence(table, column.name),
                        would_earn=f"Keep {self.what} in an object store, and its key in `{table.name}`.",
                    )
                pointing.append(schema.evidence(table, column.name))
        if schema.unread:
            first = schema.unread[0]
            return cannot_judge(
                f"I could not read the data model: {first} A person will look at it, or mend it and hand in again; nothing is deducted.",
                Evidence(
                    section="data_model",
                    at=first.table,
                    start=first.start,
                    end=first.end,
                    quote=schema.ddl[first.start : first.end][:200],
                ),
            )
        if schema.is_empty:
            return not_applicable("There is no data model that could hold any.")
        if pointing:
            return met(f"Rows hold where {self.what} are: {pointing[0].quote}.", *pointing)
        return met(f"No table holds {self.what}.")


def _holds_bytes(column: Column) -> bool:
    last = column.name.lower().replace("-", "_").split("_")[-1]
    return any(word in column.type for word in BINARY) and last not in POINTS
