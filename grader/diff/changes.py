"""Two grades of the same answers, by an old and a new rubric: what differs, answer by answer."""

from collections.abc import Mapping

from capacity.frozen import Frozen
from grader.answer import Answer
from grader.bank import Exercise
from grader.grade import grade
from grader.prove.moved import cited
from grader.report import CheckReport, PenaltyReport, Reached, Report
from grader.verdict import Word

Entry = CheckReport | PenaltyReport
MOST_MOVERS = 5  # answers that a summary names


class EntryChange(Frozen):
    """One check or penalty that stands otherwise; `None` where a rubric does not have it."""

    id: str
    was: float | None
    now: float | None
    verdict_was: Word | None
    verdict_now: Word | None
    evidence_moved: bool
    because: str  # the new reason, or the old one of a check that is gone


class AnswerChange(Frozen):
    """One answer under both rubrics."""

    answer: str
    was: float
    now: float
    level_was: Reached
    level_now: Reached
    caps_gone: tuple[str, ...]
    caps_new: tuple[str, ...]
    entries: tuple[EntryChange, ...]

    @property
    def by(self) -> float:
        return round(self.now - self.was, 1)


class Summary(Frozen):
    """How many answers rise and fall, who moves most, which checks do it, and who changes level."""

    answers: int
    rise: int
    fall: int
    unchanged: int
    biggest: tuple[str, ...]  # names, the biggest mover first
    levels: tuple[str, ...]  # names of those that reach another level
    points_by_check: dict[str, float]  # summed over all answers, what moves most first
    evidence_by_check: dict[str, int]  # answers in which it cites other places


class Diff(Frozen):
    """Everything that a rubric edit does."""

    exercise: str
    old_digest: str
    new_digest: str
    summary: Summary
    changes: tuple[AnswerChange, ...]


def diff(old: Exercise, new: Exercise, answers: Mapping[str, Answer]) -> Diff:
    """The difference that a new rubric makes to these answers."""
    changes = tuple(
        change_of(name, grade(old, answer), grade(new, answer)) for name, answer in answers.items()
    )
    return Diff(
        exercise=old.slug,
        old_digest=old.rubric_digest,
        new_digest=new.rubric_digest,
        summary=summary_of(changes),
        changes=changes,
    )


def change_of(name: str, old: Report, new: Report) -> AnswerChange:
    """What differs between two reports of one answer."""
    was = {each.id: each for each in old.entries}
    now = {each.id: each for each in new.entries}
    places_were, places_are = cited(old), cited(new)
    every = [*was, *(each for each in now if each not in was)]
    caps_were, caps_are = [each.id for each in old.caps], [each.id for each in new.caps]
    return AnswerChange(
        answer=name,
        was=old.score,
        now=new.score,
        level_was=old.level,
        level_now=new.level,
        caps_gone=tuple(each for each in caps_were if each not in caps_are),
        caps_new=tuple(each for each in caps_are if each not in caps_were),
        entries=tuple(
            change
            for each in every
            if (change := _of_entry(was.get(each), now.get(each), places_were.get(each) != places_are.get(each)))
        ),
    )  # fmt: skip


def _of_entry(was: Entry | None, now: Entry | None, moved: bool) -> EntryChange | None:  # noqa: FBT001
    """What differs about one check or penalty; None where nothing does."""
    same = (
        was
        and now
        and (was.points, was.verdict, _most(was)) == (now.points, now.verdict, _most(now))
    )
    if same and not moved:
        return None
    either = now or was
    return EntryChange(
        id=either.id if either else "",
        was=was.points if was else None,
        now=now.points if now else None,
        verdict_was=was.verdict if was else None,
        verdict_now=now.verdict if now else None,
        evidence_moved=bool(was and now and moved),
        because=either.because if either else "",
    )


def _most(entry: Entry) -> float:
    return entry.max if isinstance(entry, CheckReport) else 0.0


def summary_of(changes: tuple[AnswerChange, ...]) -> Summary:
    """What differs over all answers."""
    movers = sorted((each for each in changes if each.by), key=lambda each: -abs(each.by))
    points: dict[str, float] = {}
    evidence: dict[str, int] = {}
    for each in changes:
        for entry in each.entries:
            by = (entry.now or 0.0) - (entry.was or 0.0)
            points[entry.id] = round(points.get(entry.id, 0.0) + by, 2)
            evidence[entry.id] = evidence.get(entry.id, 0) + entry.evidence_moved
    return Summary(
        answers=len(changes),
        rise=sum(each.by > 0 for each in changes),
        fall=sum(each.by < 0 for each in changes),
        unchanged=sum(not each.by for each in changes),
        biggest=tuple(each.answer for each in movers[:MOST_MOVERS]),
        levels=tuple(each.answer for each in changes if each.level_was != each.level_now),
        points_by_check=dict(sorted(points.items(), key=lambda item: -abs(item[1]))),
        evidence_by_check={name: count for name, count in evidence.items() if count},
    )
