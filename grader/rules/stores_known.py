"""What the drawing's stores hold is in the data model, under the same names.

Why it matters
    A box that holds `timelines` and a data model without them are two designs. Reading one beside the
    other is the cheapest review there is.

A store that names nothing is not judged; caches may hold what no table does, and buffers hold events.

In a rubric
    rule: {kind: stores_known}
"""

import re
from typing import Literal

from capacity.architecture import DURABLE_STORES
from grader.graph import box
from grader.lexicon import parted
from grader.rule import DrawingRule
from grader.sentences import listed
from grader.stems import stem_of
from grader.submission import Submission
from grader.verdict import Verdict, cannot_judge, met, missed, not_applicable, partly

NOT_IN_TABLES = frozenset({"object_store", "block_storage", "file_store", "data_warehouse"})


class StoresKnown(DrawingRule):
    kind: Literal["stores_known"] = "stores_known"

    def judge(self, submission: Submission) -> Verdict:
        tables = submission.schema.tables
        known = [_stems(each.name) for each in tables]
        stores = [
            each
            for each in submission.drawing.architecture.components
            if each.kind in DURABLE_STORES - NOT_IN_TABLES and each.holds
        ]
        if not stores or not tables:
            return not_applicable("There are not two lists of what is stored to compare.")
        strange = [
            (each, name)
            for each in stores
            for name in each.holds
            if not any(_stems(name) & one for one in known)
        ]
        evidence = (*map(box, stores), *map(submission.schema.evidence, tables))
        if not strange:
            return met("Every store of the drawing holds what the data model describes.", *evidence)
        if submission.schema.unread:
            return cannot_judge(
                f"A part of the data model could not be read: {submission.schema.unread[0]} It may be what is missing.",
                *evidence,
            )
        names = listed(dict.fromkeys(f"`{name}`" for _each, name in strange))
        tables_are = listed(f"`{each.name}`" for each in tables[:6])
        because = f"{strange[0][0].title} holds {names}; the data model has {tables_are}."
        would_earn = (
            f"Describe {names} in the data model, or name it there as it is in the drawing."
        )
        share = 1 - len(strange) / sum(len(each.holds) for each in stores)
        if share > 0:
            return partly(share, because, *evidence, would_earn=would_earn)
        return missed(because, *evidence, would_earn=would_earn)


def _stems(name: str) -> frozenset[str]:
    """'links_by_code' as its words by stem, without those that join them."""
    words = re.findall(r"[^\W\d_]+", parted(name).lower())
    return frozenset(
        stem_of(word) for word in words if word not in ("by", "of", "and", "table", "the")
    )
