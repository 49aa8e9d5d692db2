"""What differs between two grades: points and verdicts, and the places that were cited."""

from collections.abc import Mapping

from grader.report import Report
from grader.submission import PROSE
from grader.verdict import Evidence

ONE_SPELLING = str.maketrans({"‑": "-", "’": "'"})
Place = tuple[str, str]


def points(report: Report) -> dict[str, tuple[str, float]]:
    """Verdict and points of every check and penalty."""
    return {each.id: (each.verdict, each.points) for each in report.entries}


def moved(before: Report, after: Report) -> set[str]:
    """The checks and penalties whose verdict or points differ."""
    was, now = points(before), points(after)
    return {name for name in was if was[name] != now[name]}


def cited(report: Report, names: Mapping[str, str] | None = None) -> dict[str, list[Place]]:
    """Where every check and penalty found its evidence: words for prose, names for all else.

    Case, spaces and dashes are no difference. `names` gives boxes that were renamed their old ids.
    """
    return {
        each.id: sorted(_place(one, names or {}) for one in each.evidence)
        for each in report.entries
    }


def cites_otherwise(
    before: Report, after: Report, names: Mapping[str, str] | None = None
) -> set[str]:
    """The checks and penalties that cite other places than before."""
    was, now = cited(before), cited(after, names)
    return {name for name in was if was[name] != now[name]}


def _place(evidence: Evidence, names: Mapping[str, str]) -> Place:
    if evidence.section in PROSE:
        words = evidence.quote.translate(ONE_SPELLING).casefold().split()
        return (evidence.section, " ".join(words))
    ends = [names.get(each, each) for each in evidence.at.split("->")]
    return (evidence.section, "->".join(ends))
