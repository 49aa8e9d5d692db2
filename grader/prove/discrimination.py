"""A strong answer to one exercise is a poor one to another: it stays below that one's lowest bar."""

from collections.abc import Iterable, Iterator

from grader.prove.finding import Finding
from grader.prove.material import Material

STRONG = 90  # points from which a stored answer counts as strong


def discrimination(material: Material, others: Iterable[Material]) -> Iterator[Finding | None]:
    """For each strong answer to another exercise, what is wrong with its grade here, or None."""
    lowest = min(bar.score for bar in material.exercise.rubric.levels.values())
    for other in others:
        for name, report in other.reports.items():
            if report.score < STRONG:
                continue
            score = material.grade(other.answers[name].answer).score
            yield _below(f"{other.folder.name}/answers/{name}", score, lowest)


def _below(about: str, score: float, lowest: float) -> Finding | None:
    if score < lowest:
        return None
    return Finding(
        about=about,
        expected=f"less than {lowest:g} points, the lowest bar here",
        came=f"{score:g}",
        advice="Too many checks pay for what every design has. Add a cap for answers to another problem, "
        "or checks that only this problem asks for.",
    )
