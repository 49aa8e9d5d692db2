"""What a word or a stroke does to the record: it is added, and what it touches is graded again.

After an answer only the check at stake is graded; after a change of the workspace all of them, since a drawing may
move any. Contradictions are looked for with the workspace.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from capacity.frozen import BadInput
from grader.answer import MOST_CHARACTERS, Answer
from grader.bank import Exercise
from grader.events import Event
from grader.grade import grade, judged
from grader.interview.formats import Setting
from grader.interview.heard import facts_asked, is_assumption, is_question, wants_help
from grader.interview.log import Drew, Found, Graded, Log, Move, Said
from grader.interview.quick_fire import judge
from grader.interview.standing import Standing
from grader.reading import read_answer
from grader.report import Report
from grader.rubric import Check
from grader.submission import Submission

ASKED_TWICE = ("requirement_stated", "scope_decided")  # rules that read what the system does
SPOKEN = ("functional", "non_functional", "deep_dives")


def said(exercise: Exercise, setting: Setting, log: Log, at: float, text: str) -> Log:
    """The record with the candidate's words, and with the check at stake graded again."""
    if setting.form.kind == "quick fire":
        return judge(exercise, setting, (*log, Said(at=at, text=text)), at)
    standing = Standing(exercise, setting, log, at)
    asks = is_question(text) and not is_assumption(text) and not wants_help(text)
    curious = asks or is_assumption(text)
    entry = Said(
        at=at,
        text=text,
        counts_in="" if asks or wants_help(text) else _section_for(standing),
        about=tuple(each.id for each in facts_asked(exercise, text)) if curious else (),
        asks=asks,
    )
    log = (*log, entry)
    stake = standing.at_stake
    return log if stake is None or not entry.counts_in else look_again(exercise, log, at, stake)


def drew(
    exercise: Exercise, setting: Setting, log: Log, at: float, answer: Mapping[str, Any]
) -> Log:
    """The record with what changed in the workspace, graded; the same record where nothing did."""
    standing = Standing(exercise, setting, log, at)
    changed = {
        name: value
        for name, value in sorted(answer.items())
        if name in Answer.model_fields
        and name not in ("events", "unread")
        and standing.sections.get(name) != value
    }
    if not changed:
        return log
    return graded(exercise, setting, (*log, Drew(at=at, sections=changed)), at)


def graded(exercise: Exercise, setting: Setting, log: Log, at: float) -> Log:
    """The record with everything graded that stands now; what came to the same is not repeated."""
    if setting.form.kind == "quick fire":
        return log
    standing = Standing(exercise, setting, log, at)
    report = grade(exercise, answer_of(log, with_events=False))
    moved = {
        each.id: Found(share=_share(each.points, each.max), because=each.because)
        for each in report.checks
        if each.verdict in ("met", "partly", "missed")
    }
    moved = {name: found for name, found in moved.items() if standing.found.get(name) != found}
    clashes = _clashes(exercise, report)
    if not moved and clashes == standing.clashes:
        return log
    return (*log, Graded(at=at, checks=moved, clashes=clashes))


def opened(exercise: Exercise, log: Log) -> Submission:
    """The answer as it stands, read for the rules."""
    answer = answer_of(log, with_events=False)
    return Submission(exercise, exercise.lexicon, exercise.rubric.signs, answer)


def look_again(
    exercise: Exercise, log: Log, at: float, check: Check, submission: Submission | None = None
) -> Log:
    """The record with one check graded again."""
    verdict = judged(check.rule, submission or opened(exercise, log))
    before: dict[str, Found] = {}
    for each in log:
        if isinstance(each, Graded):
            before.update(each.checks)
    lacks = [name for name in check.needs if name not in before or before[name].share == 0]
    found = Found(share=0.0 if lacks else verdict.share, because=verdict.because)
    if not verdict.counts or before.get(check.id) == found:
        return log
    return (*log, Graded(at=at, checks={check.id: found}))


def answer_of(log: Log, *, with_events: bool = True) -> Answer:
    """The answer as it stands: the workspace, what was said in answer to questions, and the record."""
    sections = sections_of(log)
    events = [each.model_dump(mode="json") for each in events_of(log)] if with_events else []
    try:
        return read_answer({**sections, "events": events}, as_it_is=True)
    except BadInput:
        return read_answer({**_readable(sections), "events": events}, as_it_is=True)


def sections_of(log: Log) -> dict[str, Any]:
    """The workspace as it was typed, with what was said in answer to questions below the prose it belongs to."""
    sections: dict[str, Any] = {}
    spoken: dict[str, list[str]] = {name: [] for name in SPOKEN}
    for each in log:
        if isinstance(each, Drew):
            sections.update(each.sections)
        elif isinstance(each, Said) and each.counts_in in spoken:
            spoken[each.counts_in].append(each.text)
    for name, words in spoken.items():
        if words:
            written = sections.get(name) or ""
            if not isinstance(written, str):
                written = "\n".join(f"- {line}" for line in written)
            sections[name] = "\n\n".join(filter(None, (written, *words)))[:MOST_CHARACTERS]
    return sections


def _readable(sections: Mapping[str, Any]) -> dict[str, Any]:
    """The sections that have the shape of an answer; one that is half-typed waits until it has."""
    kept: dict[str, Any] = {}
    for name, value in sections.items():
        try:
            read_answer({name: value}, as_it_is=True)
        except BadInput:
            continue
        kept[name] = value
    return kept


def events_of(log: Log) -> tuple[Event, ...]:
    """The record as rubrics read it: who raised what first, when each section was worked on."""
    found: list[Event] = []
    shares: dict[str, float] = {}
    for each in log:
        if isinstance(each, Said) and each.about:
            found.append(Event(at=each.at, kind="question", text=each.text[:2000]))
        elif isinstance(each, Drew):
            found += [
                Event(at=each.at, kind="edit", section=name)
                for name in each.sections
                if name != "openapi"
            ]
        elif isinstance(each, Graded):
            found += _raised(each, shares)
        elif isinstance(each, Move) and each.check and each.rung != "alternative":
            kind = "hint" if each.rung == "hint" else "follow_up"
            found.append(Event(at=each.at, kind=kind, checks=(each.check,)))
    return tuple(found)


def _raised(graded: Graded, shares: dict[str, float]) -> Iterable[Event]:
    """The checks that were earned here for the first time."""
    first = tuple(
        name for name, found in graded.checks.items() if found.share > 0 and not shares.get(name)
    )
    shares.update({name: found.share for name, found in graded.checks.items()})
    return [Event(at=graded.at, kind="raised", checks=first)] if first else []


def _clashes(exercise: Exercise, report: Report) -> dict[str, str]:
    contradict = {each.id for each in exercise.rubric.penalties if each.contradiction}
    return {
        each.id: each.because
        for each in report.penalties
        if each.points < 0 and each.id in contradict
    }


def _section_for(standing: Standing) -> str:
    """The section that an answer belongs to: that of the check at stake, else that of the stage."""
    stake = standing.at_stake
    stage = standing.stage_of(stake) if stake else standing.stage.name
    if stage in ("clarify", "requirements"):
        asked = stake is not None and stake.rule.kind in ASKED_TWICE
        return "functional" if asked else "non_functional"
    return "deep_dives"


def _share(points: float, most: float) -> float:
    return round(points / most, 4) if most else 0.0
