"""An interview as text: who said what when, what was drawn, what it came to, and which rule spoke."""

from collections.abc import Iterator

from grader.bank import Exercise
from grader.interview.formats import Setting
from grader.interview.log import Drew, Graded, Log, Move, Said
from grader.report import Report
from grader.sentences import clock


def transcript(exercise: Exercise, setting: Setting, log: Log, report: Report) -> str:
    """The whole interview, and its verdict."""
    lines = [
        f"{exercise.title}: {setting.form.title}, aimed at {setting.level}",
        "",
        *_lines(exercise, log),
        "",
        f"Score {report.score:g}, level {report.level}. {report.headline}",
    ]
    by = {
        how: [each.id for each in report.checks if each.raised == how and each.points]
        for how in ("unprompted", "hinted", "after follow-up")
    }
    lines += [f"{how}: {', '.join(names) or 'nothing'}" for how, names in by.items()]
    return "\n".join(lines) + "\n"


def _lines(exercise: Exercise, log: Log) -> Iterator[str]:
    titles = {each.id: each.title for each in exercise.rubric.checks}
    shares: dict[str, float] = {}
    for each in log:
        at = clock(each.at)
        if isinstance(each, Move):
            yield f"{at}  Interviewer [{each.rule}{f', {each.check}' if each.check else ''}]: {' '.join(each.text.split())}"
            yield f"       ({each.because})"
        elif isinstance(each, Said):
            about = f" [about {', '.join(each.about)}]" if each.about else ""
            yield f"{at}  Candidate{about}: {' '.join(each.text.split())}"
        elif isinstance(each, Drew):
            yield f"{at}  (writes: {', '.join(each.sections)})"
        elif isinstance(each, Graded):
            moved = [
                f"{name} {found.share:.0%}"
                for name, found in each.checks.items()
                if found.share != shares.get(name, 0.0) and name in titles
            ]
            shares.update({name: found.share for name, found in each.checks.items()})
            if moved:
                yield f"{at}  (now: {', '.join(moved)})"
