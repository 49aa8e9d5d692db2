"""Every check is met by some stored answer, missed by another, and moved by some mutant."""

from collections.abc import Iterator

from capacity.frozen import Frozen
from grader.prove.finding import Finding
from grader.prove.material import Material


class Row(Frozen):
    """How the stored answers and mutants exercise one check or penalty."""

    id: str
    points: float
    met: int  # answers that earn all of it; for a penalty, that are not charged
    partly: int
    missed: int
    mutants: int  # that declare to move it; the proof of mutants holds them to it


def kill_matrix(material: Material) -> tuple[Row, ...]:
    """A row for every check, then for every penalty."""
    rubric = material.exercise.rubric
    points = {each.id: each.points for each in rubric.checks}
    points |= {each.id: each.points for each in rubric.penalties}
    return tuple(_row(material, name, worth) for name, worth in points.items())


def _row(material: Material, name: str, points: float) -> Row:
    words = [
        found.verdict
        for report in material.reports.values()
        for found in report.entries
        if found.id == name
    ]
    return Row(
        id=name,
        points=points,
        met=words.count("met"),
        partly=words.count("partly"),
        missed=words.count("missed"),
        mutants=sum(name in mutant.moves for mutant in material.mutants.mutants),
    )


def every_check_is_tried(material: Material) -> Iterator[Finding | None]:
    """For each check and penalty, what the stored answers and mutants do not show of it, or None."""
    checks = set(material.checks)
    for row in kill_matrix(material):
        if row.id in checks:
            yield _unless(row.met, row, "a stored answer that meets it", "Store a strong answer that earns it: a check that nothing earns may be impossible.")  # fmt: skip
            yield _unless(row.missed, row, "a stored answer that misses it", "Store the mistake it is about: a check that nothing misses tells nobody apart.")  # fmt: skip
        yield _unless(row.mutants, row, "a mutant that moves it", "Add a small edit of the strong answer to mutants.yaml that takes away just this.")  # fmt: skip


def _unless(count: int, row: Row, expected: str, advice: str) -> Finding | None:
    return None if count else Finding(about=row.id, expected=expected, came="none", advice=advice)
