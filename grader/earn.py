"""What would have earned it, proved: a small change of the drawing, made, and the whole answer graded again.

For checks over the drawing, and over the drawing as it runs, two sources of changes are tried: what the check itself
points at (a box that stands alone, a call that waits, a store that nothing spares), and what the search for the
cheapest improvement finds. Only what earns points when everything is graded again is told, with exactly the points it
gained. This is a search: it takes a second, so no grade does it by itself.
"""

from collections.abc import Callable, Iterator

from capacity.architecture import DURABLE_STORES, Architecture, Call, Component
from capacity.frozen import Frozen
from capacity.improve import Change, Edit, apply, improve, tried
from capacity.plan import CannotRun, plan
from capacity.workload import Workload
from grader.answer import Answer
from grader.bank import Exercise
from grader.grade import grade
from grader.report import CheckReport, Report
from grader.rule import DrawingRule, RuleKind
from grader.rules.read_through_cache import ReadThroughCache

LEAST_GAIN = 0.05  # points; less is rounding
MOST_TRIED = 40
OPEN = ("partly", "missed")

Edits = tuple[Edit, ...]
Told = Callable[[int, int], None]  # how many changes were tried, and of how many


class Earned(Frozen):
    """A change of the drawing, and what it was worth when the answer was graded again."""

    change: Change
    points: float  # gained in the whole grade, caps and penalties included
    score: float  # afterwards
    checks: tuple[str, ...]  # those that earned more, by id
    sentence: str


def what_would_earn(
    exercise: Exercise, answer: Answer, report: Report, told: Told | None = None
) -> tuple[Earned, ...]:
    """For each open check the smallest change that earns most of it; the most points first.

    `told` hears of each change that is tried, so that somebody who waits can see how far it is.
    """
    made: dict[Edits, Earned] = {}
    again: dict[Edits, Report] = {}
    candidates = tuple(dict.fromkeys(_candidates(exercise, answer, report)))
    for number, edits in enumerate(candidates):
        if len(again) >= MOST_TRIED:
            break
        if told is not None:
            told(number, min(len(candidates), MOST_TRIED))
        after = _again(exercise, answer, edits)
        if after is None:
            continue
        again[edits] = after
        if after.score > report.score + LEAST_GAIN:
            made[edits] = _told(answer, exercise.contract.workload, report, after, edits)
    chosen: dict[Edits, Earned] = {}
    for check in _open(exercise, report):
        better = [each for each in made.values() if check.id in each.checks]
        best = min(
            better,
            key=lambda each: (
                _breaks(each.change),
                again[each.change.edits].check(check.id).verdict != "met",
                len(each.change.edits),
                -each.points,
            ),
            default=None,
        )
        if best is not None:
            chosen[best.change.edits] = best
    return tuple(sorted(chosen.values(), key=lambda each: (-each.points, len(each.change.edits))))


def _breaks(change: Change) -> bool:
    """Whether a promise that was kept is not kept any more."""
    return any(each.kept_before and not each.kept_after for each in change.effects)


def _again(exercise: Exercise, answer: Answer, edits: Edits) -> Report | None:
    """The grade of the answer with its drawing changed; None where the change cannot be made."""
    try:
        drawing = apply(answer.architecture, edits)
        plan(drawing, exercise.contract.workload)
    except (CannotRun, KeyError):
        return None
    return grade(exercise, answer.model_copy(update={"architecture": drawing}))


def _told(
    answer: Answer, workload: Workload, before: Report, after: Report, edits: Edits
) -> Earned:
    change = tried(answer.architecture, workload, edits)
    points = round(after.score - before.score, 1)
    return Earned(
        change=change,
        points=points,
        score=after.score,
        checks=tuple(
            each.id
            for each in after.checks
            if each.points > before.check(each.id).points + LEAST_GAIN
        ),
        sentence=f"{change.says}: +{points:g} points, {change.does}.",
    )


def can_search(exercise: Exercise, report: Report) -> bool:
    """Whether a change of the drawing could earn anything: some check over it has points left."""
    return bool(_open(exercise, report))


def _open(exercise: Exercise, report: Report) -> list[CheckReport]:
    """Checks over the drawing that have points left."""
    drawn = {each.id for each in exercise.rubric.checks if isinstance(each.rule, DrawingRule)}
    return [each for each in report.checks if each.id in drawn and each.verdict in OPEN]


# --- changes to try ---------------------------------------------------------------------------------


def _candidates(exercise: Exercise, answer: Answer, report: Report) -> Iterator[Edits]:
    """What the checks point at, each alone and all together; then what the search proposes."""
    drawing, workload = answer.architecture, exercise.contract.workload
    rules = {each.id: each.rule for each in exercise.rubric.checks}
    every: Edits = ()
    for check in _open(exercise, report):
        spared = _spared(drawing, rules[check.id])
        for edits in (*_at(drawing, check), *spared):
            yield edits
            every = _with(every, edits)
    try:
        proposed = [each.edits for each in improve(drawing, workload)]
    except CannotRun:
        proposed = []
    yield from proposed
    for edits in proposed[:1]:
        yield _with(edits, every)
    if every:
        yield every


def _at(drawing: Architecture, check: CheckReport) -> Iterator[Edits]:
    """Changes at the places that a check names."""
    places = [each.at for each in check.evidence if each.section == "architecture"]
    alone = [each for each in drawing.components if each.id in places and each.instances < 2]
    doubled = [edit for each in alone for edit in _second(drawing, each)]
    for each in alone:
        yield _second(drawing, each)
    if len(alone) > 1:
        yield tuple(doubled)
    spread = [
        edit
        for each in drawing.components
        if (each.id in places or set(each.zones) & set(places)) and each.instances > 1
        for edit in _spread(drawing, each)
    ]
    if spread:
        yield tuple(spread)
    for call in drawing.calls:
        if call.id in places and call.waits:
            yield from _between(drawing, call)


def _second(drawing: Architecture, component: Component) -> Edits:
    """A second instance, in another zone where there is one."""
    more = Edit(kind="instances", at=component.id, before=component.instances, after=2)
    return (more, *_spread(drawing, component))


def _spread(drawing: Architecture, component: Component) -> Edits:
    """Another zone for what stands in one."""
    zones = [each.id for each in drawing.zones if each.kind == "zone"]
    zones += [zone for each in drawing.components for zone in each.zones]
    another = next((each for each in zones if each not in component.zones), None)
    if len(component.zones) != 1 or another is None:
        return ()
    after = (*component.zones, another)
    return (Edit(kind="zones", at=component.id, before=component.zones, after=after),)


def _between(drawing: Architecture, call: Call) -> Iterator[Edits]:
    """A queue, or a log, in place of a call that waits."""
    taken = drawing.by_id
    for kind, name in (("queue", "queue_"), ("stream", "log_")):
        box = f"{name}{call.target}"[:36]
        if call.kind != "read" and box not in taken:
            edit = {"kind": kind, "at": call.id, "after": box, "operations": call.operations}
            yield (Edit.model_validate(edit),)


def _spared(drawing: Architecture, rule: RuleKind) -> Iterator[Edits]:
    """A cache before each store that an operation reads, where a rule asks for one."""
    if not isinstance(rule, ReadThroughCache):
        return
    for call in drawing.calls:
        store = drawing.component(call.target).kind in DURABLE_STORES
        box = f"cache_{call.target}"[:36]
        if store and call.waits and call.kind != "write" and box not in drawing.by_id:
            yield (Edit(kind="cache", at=call.id, after=box, operations=rule.operations()),)


def _with(edits: Edits, more: Edits) -> Edits:
    """Both; where they are about the same thing, the first."""
    known = {(each.kind, each.at) for each in edits}
    return (*edits, *(each for each in more if (each.kind, each.at) not in known))
