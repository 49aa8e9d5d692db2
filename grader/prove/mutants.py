"""Every mutant moves exactly the checks that it declares, and of all others only those cite new places that it names."""

from collections.abc import Iterator

from capacity.frozen import BadInput
from grader.prove.edits import NothingToEdit, mutated
from grader.prove.finding import Finding
from grader.prove.material import Material, Mutant
from grader.prove.moved import cites_otherwise, moved
from grader.report import Report
from grader.sentences import listed


def mutants(material: Material) -> Iterator[Finding | None]:
    """For each mutant, what is wrong with it or None."""
    for mutant in material.mutants.mutants:
        about = f"mutant “{mutant.name}”"
        try:
            before, after = both_grades(material, mutant)
        except (NothingToEdit, BadInput) as error:
            yield cannot_be_made(about, error)
            continue
        yield _moves(about, set(mutant.moves), before, after)
        yield _cites(about, mutant, before, after)


def both_grades(material: Material, mutant: Mutant) -> tuple[Report, Report]:
    """The grade of the answer that a mutant edits, and the grade of the edited one."""
    raw = material.written_out(material.of(mutant))
    return material.report(material.of(mutant)), material.grade(mutated(raw, mutant.edits))


def cannot_be_made(about: str, error: Exception) -> Finding:
    return Finding(
        about=about,
        expected="an edit that can be done",
        came=str(error).rstrip("."),
        advice="The stored answer has changed, or the edit names something else. Write the edit for the answer as it stands.",
    )


def _moves(about: str, declared: set[str], before: Report, after: Report) -> Finding | None:
    came = moved(before, after)
    if came == declared:
        return None
    still, more = sorted(declared - came), sorted(came - declared)
    parts = []
    if still:
        parts.append(f"{listed(still)} did not move")
    parts += [f"{name} moved too ({reason(after, name)})" for name in more]
    return Finding(
        about=about,
        expected=f"{listed(sorted(declared)) or 'nothing'} to move",
        came="; ".join(parts),
        advice="A check that does not move may be met by other words as well: edit those too, or sharpen the rule. "
        "A check that moves without being meant to looks at more than its title says.",
    )


def reason(report: Report, name: str) -> str:
    """Why a check or penalty stands as it does, in the report's words."""
    return next(each.because for each in report.entries if each.id == name).rstrip(".")


def _cites(about: str, mutant: Mutant, before: Report, after: Report) -> Finding | None:
    came = cites_otherwise(before, after) - moved(before, after)
    if came == set(mutant.cites):
        return None
    return Finding(
        about=f"{about}: cites",
        expected=f"{listed(mutant.cites) or 'no other check'} to keep its points and cite other places",
        came=listed(sorted(came)) or "none",
        advice="See what they cite now, with `python3 dev.py grade`. If those words earn the points as well, name the "
        "checks under `cites`; if not, they are paid for something else.",
    )
