"""A rubric's difference for a terminal: the summary first, then each answer that stands otherwise."""

from textwrap import fill

from grader.diff.changes import AnswerChange, Diff, EntryChange
from grader.sentences import some

WIDTH = 100


def printed(found: Diff) -> str:
    """The whole difference as text."""
    lines = [f"{found.exercise}: rubric {found.old_digest} → {found.new_digest}", "=" * WIDTH]
    lines += [*_summary(found), ""]
    for change in found.changes:
        if change.entries or change.by or change.caps_gone or change.caps_new:
            lines += [*_answer(change), ""]
    return "\n".join(lines).rstrip() + "\n"


def _summary(found: Diff) -> list[str]:
    of = found.summary
    lines = [
        f"{some(of.answers, 'answer')}: {of.rise} rise, {of.fall} fall, {of.unchanged} keep their score."
    ]
    named = {each.answer: each for each in found.changes}
    if of.biggest:
        lines.append(
            "Biggest movers: " + ", ".join(f"{each} {named[each].by:+g}" for each in of.biggest)
        )
    lines += [
        f"{name} goes from {named[name].level_was} to {named[name].level_now}."
        for name in of.levels
    ]
    moving = {name: points for name, points in of.points_by_check.items() if points}
    if moving:
        lines.append(
            "Points over all answers: "
            + ", ".join(f"{name} {points:+g}" for name, points in moving.items())
        )
    if of.evidence_by_check:
        cites = ", ".join(f"{name} in {count}" for name, count in of.evidence_by_check.items())
        lines.append(f"Cites other places: {cites}")
    return [fill(line, WIDTH, subsequent_indent="  ") for line in lines]


def _answer(change: AnswerChange) -> list[str]:
    level = (
        "" if change.level_was == change.level_now else f", {change.level_was} → {change.level_now}"
    )
    lines = [f"{change.answer}: {change.was:g} → {change.now:g} ({change.by:+g}{level})"]
    lines += [f"    no longer bound by {cap}" for cap in change.caps_gone]
    lines += [f"    now bound by {cap}" for cap in change.caps_new]
    return lines + [line for entry in change.entries for line in _entry(entry)]


def _entry(entry: EntryChange) -> list[str]:
    was = "new" if entry.was is None else f"{entry.was:g} ({entry.verdict_was})"
    now = "gone" if entry.now is None else f"{entry.now:g} ({entry.verdict_now})"
    what = "cites another place" if was == now else f"{was} → {now}"
    return [
        f"    {entry.id}: {what}",
        fill(entry.because, WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8),
    ]
