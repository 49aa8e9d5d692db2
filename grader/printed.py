"""A report for a terminal: what a person reads, in the order in which they would want to."""

from textwrap import fill

from grader.report import CheckReport, Report

WIDTH = 100
MARKS = {"met": "+", "partly": "~", "missed": "-", "not applicable": "o", "cannot judge": "?"}


def printed(report: Report, title: str) -> str:
    """The whole report as text."""
    parts = [_head(report, title)]
    for phase in report.phases:
        checks = [each for each in report.checks if each.phase == phase.id]
        lines = [f"{phase.title}  {phase.points:g} of {phase.max:g}", ""]
        lines += [_check(each) for each in checks]
        parts.append("\n".join(lines))
    lost = [each for each in report.penalties if each.points < 0]
    if lost:
        lines = ["Contradictions and faults", ""]
        lines += [
            _wrapped(f"{each.points:+g}  {each.title}: {each.because}", "  ", "        ")
            for each in lost
        ]
        parts.append("\n".join(lines))
    if report.caps:
        lines = ["Bounds on the score", ""]
        lines += [
            _wrapped(f"at most {each.limit:g}: {each.because}", "  ", "    ")
            for each in report.caps
        ]
        parts.append("\n".join(lines))
    if report.needs_person:
        lines = ["For a person to look at", ""]
        lines += [_wrapped(each, "  · ", "    ") for each in report.needs_person]
        parts.append("\n".join(lines))
    if report.left_for_later:
        lines = ["Not judged here yet", ""]
        lines += [_wrapped(each, "  · ", "    ") for each in report.left_for_later]
        parts.append("\n".join(lines))
    receipt = f"rubric {report.rubric_digest}  answer {report.answer_digest}"
    parts.append(f"{receipt}\n+ met   ~ partly   - missed   o not applicable   ? cannot judge")
    return "\n\n".join(parts) + "\n"


def _head(report: Report, title: str) -> str:
    level = "no level yet" if report.level == "none" else f"{report.level} level"
    bars = ", ".join(f"{name} {bar:g}" for name, bar in report.bars.items())
    return "\n".join(
        [
            f"{title}: {report.score:g} of 100, {level}   ({bars})",
            "=" * WIDTH,
            _wrapped(report.headline),
        ]
    )


def _check(check: CheckReport) -> str:
    points = f"{check.points:g}/{check.max:g}"
    lines = [f"  {MARKS[check.verdict]} {points:>7}  {check.title}  [{check.level}]"]
    lines.append(_wrapped(check.because, " " * 13))
    if check.times != 1:
        how = "after a hint" if check.raised == "hinted" else "after a follow-up question"
        lines.append(_wrapped(f"Raised {how}: its points count {check.times:g} times.", " " * 13))
    if check.would_earn and check.verdict in ("partly", "missed"):
        more = check.max - check.points
        lines.append(_wrapped(f"+{more:g}: {check.would_earn} ({check.book})", " " * 13))
    return "\n".join(lines)


def _wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    return fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_on_hyphens=False,
        break_long_words=False,
    )
