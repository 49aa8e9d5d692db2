"""What to do next, and why: an explicit list of rules, each of which may propose one step. Pure.

No streaks, no badges, no counting down: a step is proposed for what it teaches, and all of them can be left.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.practice.attempts import GradedAttempt
from app.progress.mastery import SOLID, Mastery
from app.progress.sections import title_of
from grader.bank import Exercise
from grader.ladder import next_level
from grader.report import Report

MOST = 4
WORTH_READING = 0.6  # known less than this


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `kind` and `target` say where it leads: the view makes an address of them."""

    kind: str  # draft, cards, again, read or begin
    target: str
    title: str
    because: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that the rules look at."""

    exercises: Sequence[Exercise]
    drafts: Sequence[tuple[str, str, datetime]]  # slug, title, saved at
    due: int
    latest: Mapping[str, GradedAttempt]
    mastery: Sequence[Mastery]


def next_steps(standing: Standing) -> list[Step]:
    """At most a few steps, in the order in which they are worth doing."""
    return [step for rule in RULES if (step := rule(standing)) is not None][:MOST]


def finish_the_draft(standing: Standing) -> Step | None:
    """A draft that is under way: nothing is graded before it is handed in."""
    if not standing.drafts:
        return None
    slug, title, _ = standing.drafts[0]
    because = "A draft of yours says more than your last attempt. Only what is handed in is graded."
    return Step("draft", slug, f"Go on with {title}", because)


def review_what_is_due(standing: Standing) -> Step | None:
    if not standing.due:
        return None
    cards = "card is" if standing.due == 1 else "cards are"
    because = "They are checks that you missed, at the moment when recalling them helps most."
    return Step("cards", "", f"Review: {standing.due} {cards} due", because)


def reach_the_next_level(standing: Standing) -> Step | None:
    """The exercise whose next level is nearest, with what stands before it."""
    nearest: tuple[float, Step] | None = None
    for exercise in standing.exercises:
        attempt = standing.latest.get(exercise.slug)
        if attempt is None or attempt.report["rubric_digest"] != exercise.rubric_digest:
            continue
        report = Report.model_validate(attempt.report)
        coming = next_level(exercise.rubric, report)
        if coming is None:
            continue
        short = exercise.rubric.levels[coming.level].score - report.score
        caps = [each.because for each in report.caps if each.id in coming.caps]
        checks = [report.check(name).title for name in coming.checks[:1]]
        why = caps or [f"Most to gain: {each[:1].lower()}{each[1:]}." for each in checks]
        because = " ".join([*coming.short[:1], *why[:1]])
        step = Step(
            "again", exercise.slug, f"Try {exercise.title} again, for {coming.level}", because
        )
        if nearest is None or short < nearest[0]:
            nearest = (short, step)
    return nearest[1] if nearest else None


def read_what_is_least_known(standing: Standing) -> Step | None:
    """The section that most evidence speaks against."""
    weak = [each for each in standing.mastery if each.known < WORTH_READING]
    if not weak:
        return None
    section = max(weak, key=lambda each: sum(1 - one.share for one in each.evidence))
    missed = [each for each in section.evidence if each.share < SOLID]
    if not missed:
        months = "It was shown long ago, and what is not used fades."
        return Step("read", section.section, f"Read “{title_of(section.section)}” again", months)
    because = f"It teaches what was missed: {missed[0].what[:1].lower()}{missed[0].what[1:]}."
    return Step("read", section.section, f"Read “{title_of(section.section)}”", because)


def begin_something_new(standing: Standing) -> Step | None:
    """The easiest exercise that was not tried."""
    busy = {slug for slug, _, _ in standing.drafts} | set(standing.latest)
    new = [each for each in standing.exercises if each.slug not in busy]
    order = ("easy", "medium", "hard")
    first = min(
        new,
        key=lambda each: order.index(each.level) if each.level in order else len(order),
        default=None,
    )
    if first is None:
        return None
    because = f"You have not tried it yet. {first.summary}"
    return Step("begin", first.slug, f"Begin {first.title}", because)


RULES: tuple[Callable[[Standing], Step | None], ...] = (
    finish_the_draft,
    review_what_is_due,
    reach_the_next_level,
    read_what_is_least_known,
    begin_something_new,
)
