"""What would have earned it, proved: a small change of the drawing, made, and graded again.

A change is a difference of drawings: boxes that are added or replaced, calls that are added, calls that go.
For a check over the drawing some small changes are tried: a second of each box that stands alone, and a queue
in place of a call that waits. Only one that earns points when the whole answer is graded again is reported,
with exactly the points that it gained.
"""

from collections.abc import Iterator

from capacity.architecture import Architecture, Call, Component
from capacity.frozen import Frozen
from grader.answer import Answer
from grader.bank import Exercise
from grader.grade import grade
from grader.report import CheckReport, Report
from grader.sentences import listed

LEAST_GAIN = 0.05  # points; less is rounding


class Change(Frozen):
    """A difference of drawings, and what it was worth when the answer was graded again."""

    says: str
    components: tuple[Component, ...] = ()  # added, or in the place of the one of that id
    calls: tuple[Call, ...] = ()  # added
    without: tuple[str, ...] = ()  # ids of calls that go, 'app->db'
    points: float = 0  # gained in the whole grade

    @property
    def size(self) -> int:
        return len(self.components) + len(self.calls) + len(self.without)

    def applied(self, drawing: Architecture) -> Architecture:
        """The drawing with the change made."""
        changed = {each.id: each for each in self.components}
        kept = [changed.pop(each.id, each) for each in drawing.components]
        calls = [each for each in drawing.calls if each.id not in self.without]
        return Architecture(
            components=(*kept, *changed.values()), calls=(*calls, *self.calls), zones=drawing.zones
        )


def improvement(exercise: Exercise, answer: Answer, report: Report, check: str) -> Change | None:
    """The smallest change that earns most of what a check still has open; None where none was found."""
    found = report.check(check)
    proved = [
        proven
        for change in _candidates(answer.architecture, found)
        if (proven := _proved(exercise, answer, report, change, check)) is not None
    ]
    return max(proved, key=lambda each: (each.points, -each.size), default=None)


def _proved(
    exercise: Exercise, answer: Answer, report: Report, change: Change, check: str
) -> Change | None:
    """The change with the points that it gained; None where the check gained nothing."""
    drawing = change.applied(answer.architecture)
    after = grade(exercise, answer.model_copy(update={"architecture": drawing}))
    gained = round(after.score - report.score, 1)
    better = after.check(check).points - report.check(check).points
    return (
        change.model_copy(update={"points": gained}) if min(better, gained) > LEAST_GAIN else None
    )


def _candidates(drawing: Architecture, check: CheckReport) -> Iterator[Change]:
    """Changes at the places that the check itself names."""
    if check.verdict not in ("partly", "missed"):
        return
    places = [each.at for each in check.evidence if each.section == "architecture"]
    alone = [each for each in drawing.components if each.id in places and each.instances < 2]
    for each in alone:
        yield _doubled([each])
    if len(alone) > 1:
        yield _doubled(alone)
    for call in drawing.calls:
        if call.id in places and call.waits:
            yield _handed_over(drawing, call)


def _doubled(alone: list[Component]) -> Change:
    return Change(
        says=f"A second instance of {listed(each.title for each in alone)}.",
        components=tuple(each.model_copy(update={"instances": 2}) for each in alone),
    )


def _handed_over(drawing: Architecture, call: Call) -> Change:
    """A queue between the two, and the caller goes on."""
    taken = {each.id for each in drawing.components}
    name = next(
        f"buffer{n or ''}" for n in range(len(taken) + 1) if f"buffer{n or ''}" not in taken
    )
    titles = [drawing.component(end).title for end in (call.source, call.target)]
    ends = ({"target": name, "kind": "async"}, {"source": name})
    return Change(
        says=f"A queue between {titles[0]} and {titles[1]}.",
        components=(Component(id=name, kind="queue", name="Queue", instances=2),),
        calls=tuple(call.model_copy(update=each) for each in ends),
        without=(call.id,),
    )
