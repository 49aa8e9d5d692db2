"""Every stored answer earns what it declares: score, level, what it misses, what it earns, what it pays."""

from collections.abc import Iterator

from grader.prove.finding import Finding
from grader.prove.material import Expect, Material
from grader.report import Report
from grader.sentences import listed

UNEXPECTED = "Read the reason with `python3 dev.py grade`; mend the rubric, or the answer's `expect` if the reason is right."


def bands(material: Material) -> Iterator[Finding | None]:
    """For each thing that an answer declares, what is wrong with it or None."""
    for name, stored in material.answers.items():
        report, expect = material.report(name), stored.expect
        about = f"answers/{name}"
        low, high = expect.score
        yield _unless(
            low <= report.score <= high, about, f"{low:g} to {high:g} points", f"{report.score:g}"
        )
        yield _unless(report.level == expect.level, about, f"level {expect.level}", report.level)
        yield _same(f"{about}: missed", _declared(expect, material), report.missed)
        paid = [each.id for each in report.penalties if each.points < 0]
        yield _same(f"{about}: penalties", expect.penalties, paid)
        yield from _earned(about, expect, report)


def _declared(expect: Expect, material: Material) -> tuple[str, ...]:
    return tuple(material.checks) if expect.missed == "all" else expect.missed


def _earned(about: str, expect: Expect, report: Report) -> Iterator[Finding | None]:
    for wanted in expect.earned:
        check = report.check(wanted)
        came = f"{check.points:g} of {check.max:g}: {check.because}"
        yield _unless(check.verdict == "met", f"{about}: {wanted}", f"{check.max:g} points", came)


def _unless(holds: bool, about: str, expected: str, came: str) -> Finding | None:  # noqa: FBT001
    if holds:
        return None
    return Finding(about=about, expected=expected, came=came.rstrip("."), advice=UNEXPECTED)


def _same(about: str, declared: object, came: object) -> Finding | None:
    """The same names on both sides, in any order; what differs is named."""
    wanted, found = set(_names(declared)), set(_names(came))
    if wanted == found:
        return None
    more, less = sorted(found - wanted), sorted(wanted - found)
    return Finding(
        about=about,
        expected=listed(less) if less else "nothing more than is declared",
        came=f"also {listed(more)}" if more else "nothing of the kind",
        advice=UNEXPECTED,
    )


def _names(names: object) -> tuple[str, ...]:
    return tuple(map(str, names)) if isinstance(names, list | tuple) else ()
