"""What separates a report from the next level: what is short, and the checks that would close it.

A level asks for a score and for shares of the points of each level of checks, so the points alone do not
say what to do next. The checks named are the nearest way by points; any others do as well.
"""

from collections.abc import Collection, Iterable, Mapping

from capacity.frozen import Frozen
from grader.report import CheckReport, Report
from grader.rubric import LEVELS, Level, LevelBar, Rubric

ROUNDING = 1e-9
OUTSIDE = ("not applicable", "cannot judge")

Gap = tuple[tuple[Level, ...], float]  # levels of checks, and the points of them that are short


class NextLevel(Frozen):
    """The next level, and what is missing for it."""

    level: Level
    short: tuple[str, ...]  # a sentence each
    caps: tuple[str, ...]  # those that hold the score below, or that the level must be clear of
    checks: tuple[
        str, ...
    ]  # open checks that would close what points can close, most to gain first
    enough: bool  # whether these checks alone reach the level


def next_level(rubric: Rubric, report: Report) -> NextLevel | None:
    """None at the top."""
    level = next(
        (each for each in LEVELS if LEVELS.index(each) > _place(report.level)),
        None,
    )
    if level is None:
        return None
    bar = rubric.levels[level]
    gaps = [gap for gap in _gaps(bar, report) if gap[1] > ROUNDING]
    caps = tuple(
        each.id for each in report.caps if each.limit < bar.score or each.id in bar.clear_of
    )
    prompted = tuple(_prompted(bar, report))
    checks, closed = _nearest(gaps, report.checks)
    return NextLevel(
        level=level,
        short=(*_said(level, bar, report), *prompted),
        caps=caps,
        checks=checks,
        enough=closed and not caps and not prompted,
    )


def _place(level: str) -> int:
    return [str(each) for each in LEVELS].index(level) if level in LEVELS else -1


def _asked(bar: LevelBar) -> list[tuple[tuple[Level, ...], float]]:
    """The shares that a level asks for, of one level of checks or of several together."""
    alone: list[tuple[tuple[Level, ...], float]] = [
        ((of,), least) for of, least in bar.shares.items()
    ]
    return [*alone, *((each.levels, each.least) for each in bar.joint)]


def _gaps(bar: LevelBar, report: Report) -> Iterable[Gap]:
    """How many points of which checks are short of the bar; penalties and caps stay as they are."""
    have, most = _points(report.checks, LEVELS)
    lost = sum(each.points for each in report.penalties)
    yield LEVELS, bar.score / 100 * most - have - lost
    for levels, least in _asked(bar):
        have, most = _points(report.checks, levels)
        yield levels, least * most - have


def _said(level: Level, bar: LevelBar, report: Report) -> Iterable[str]:
    if report.score < bar.score:
        short = round(bar.score - report.score, 1)
        yield f"{level.capitalize()} begins at {bar.score:g} points: {short:g} more."
    for levels, least in _asked(bar):
        have, most = _points(report.checks, levels)
        short = least * most - have
        if short > ROUNDING:
            kinds = " and ".join(levels)
            yield (
                f"It asks for {100 * least:.0f} % of the points of {kinds} checks: "
                f"you have {have:g} of {most:g}, {round(short + 0.005, 2):g} more."
            )


def _prompted(bar: LevelBar, report: Report) -> Iterable[str]:
    """Where too much of what was earned came after a hint or a question."""
    earned = [each for each in report.checks if each.level != "junior" and each.points]
    alone = sum(each.points for each in earned if each.times == 1.0)
    points = sum(each.points for each in earned)
    if points and alone / points < bar.unprompted:
        yield (
            f"It asks that {100 * bar.unprompted:.0f} % of what senior and staff checks earn is raised "
            f"without a hint; here it was {100 * alone / points:.0f} %."
        )


def _nearest(gaps: Iterable[Gap], checks: tuple[CheckReport, ...]) -> tuple[tuple[str, ...], bool]:
    """Checks that close the gaps, taking each time the one that closes most of what is left."""
    left: Mapping[tuple[Level, ...], float] = dict(gaps)
    chosen: list[CheckReport] = []
    while any(short > ROUNDING for short in left.values()):
        gains = {
            each.id: sum(min(_open(each), short) for of, short in left.items() if each.level in of)
            for each in checks
            if each not in chosen
        }
        best = max(gains, key=lambda name: gains[name], default="")
        if gains.get(best, 0.0) <= ROUNDING:
            break
        check = next(each for each in checks if each.id == best)
        chosen.append(check)
        left = {
            of: max(0.0, short - _open(check)) if check.level in of else short
            for of, short in left.items()
        }
    closed = all(short <= ROUNDING for short in left.values())
    return tuple(each.id for each in sorted(chosen, key=_open, reverse=True)), closed


def _points(checks: Iterable[CheckReport], levels: Collection[Level]) -> tuple[float, float]:
    """Earned and most, of the checks of some levels that could be judged."""
    counted = [each for each in checks if each.level in levels and each.verdict not in OUTSIDE]
    have, most = sum(each.points for each in counted), sum(each.max for each in counted)
    return round(have, 2), round(most, 2)


def _open(check: CheckReport) -> float:
    return 0.0 if check.verdict in OUTSIDE else check.max - check.points
