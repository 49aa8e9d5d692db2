"""The grade in one sentence: what works, and what would be worth mending first."""

from grader.report import CheckReport, PhaseReport, Report

GOOD = 0.8  # share of a phase's points from which it is called strong


def headline(report: Report) -> str:
    """One or two sentences for a person; the score stands beside them."""
    if not any(each.points for each in report.checks):
        return "Nothing here could be credited yet. Begin with two requirements and a drawing in which a client reaches a store."
    if report.caps:
        lowest = min(report.caps, key=lambda cap: cap.limit)
        return f"{lowest.because} Until then the score stays at {lowest.limit:g} or below."
    strongest = max(report.phases, key=_share)
    opening = (
        f"{strongest.title} is the strongest part ({strongest.points:g} of {strongest.max:g})."
    )
    strong = [each.title for each in report.phases if _share(each) >= GOOD]
    if len(strong) == len(report.phases):
        opening = "Every part holds."
    elif len(strong) > 1:
        opening = f"Strong: {', '.join(strong)}."
    worst = min(report.penalties, key=lambda each: each.points, default=None)
    if worst is not None and worst.points <= -1:
        return (
            f"{opening} It contradicts itself: {worst.because}"
            if worst.points <= -2
            else f"{opening} {worst.because}"
        )
    gain = max(report.checks, key=_open, default=None)
    if gain is None or _open(gain) < 0.5:
        return f"{opening} Nothing of weight is missing."
    return f"{opening} Most to gain (+{_open(gain):g}): {gain.title[:1].lower()}{gain.title[1:]}. {gain.because}"


def _share(phase: PhaseReport) -> float:
    return phase.points / phase.max if phase.max else 0.0


def _open(check: CheckReport) -> float:
    """Points that could still be earned."""
    if check.verdict in ("not applicable", "cannot judge"):
        return 0.0
    return round(check.max - check.points, 2)
