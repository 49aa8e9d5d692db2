"""An operation goes on at the peak while one instance, or one zone, is lost.

Why it matters
    A second box is no help when the two together are only just enough. What is left has to reach everything and
    has to carry the whole peak.

`lost` is `instance` (any one machine) or `zone` (any one zone). Where no zones are drawn, the loss of a machine is
looked at instead, and earns half. Who can go on but is too busy has half too. What holds, holds while the loss
lasts and everything else is up.

In a rubric
    rule: {kind: survives_fault, operation: redirect, lost: zone}
"""

from typing import Literal

from capacity.evaluate import say
from capacity.improve.degraded import Loss, without
from capacity.improve.outcome import FAR_TOO_MANY, overload_of, served
from grader.graph import box
from grader.rule import RunRule
from grader.run import Run
from grader.sentences import joined, listed
from grader.submission import Submission
from grader.verdict import Evidence, Verdict, cannot_judge, met, missed, partly


class SurvivesFault(RunRule):
    kind: Literal["survives_fault"] = "survives_fault"
    operation: str
    lost: Literal["instance", "zone"] = "instance"

    def observe(self, submission: Submission, run: Run) -> Verdict:
        zones = [
            each for each in run.plan.zones
            if any(each in run.plan.stations[one].places for one in run.waited_for(self.operation))
        ]  # fmt: skip
        if self.lost == "instance" or not zones:
            verdict = self._machines(submission, run)
            if self.lost == "instance" or verdict.word != "met":
                return verdict
            return partly(
                0.5,
                f"{verdict.because} No zones are drawn, so nothing is known of the loss of one.",
                *verdict.evidence,
                would_earn="Draw the zones that the boxes stand in.",
            )
        if len(zones) > FAR_TOO_MANY:
            return cannot_judge(f"{len(zones)} zones are too many to lose one after another.")
        return self._zones(submission, run, zones)

    def _machines(self, submission: Submission, run: Run) -> Verdict:
        """Each machine alone: whether others can stand in, and whether they can carry the peak."""
        title = submission.title_of(self.operation)
        drawing = submission.answer.architecture
        alone = [
            each for each in run.peak.operation(self.operation).single_points if not each.is_zone
        ]
        if alone:
            return missed(
                f"Without {listed((each.title for each in alone), 'or')} “{title}” stops.",
                *(box(drawing.component(each.id)) for each in alone),
                would_earn=f"A second {listed((each.title for each in alone), 'and a second')}, able to take over.",
            )
        waited = run.waited_for(self.operation)
        full = [name for name in waited if _too_few(run, name) and _too_few(run.kindly, name)]
        assumed = run.assumed(full, "service_time", "at_once")
        if full:
            titles = listed(run.plan.stations[each].title for each in full)
            return partly(
                0.5,
                joined([f"One instance of {titles} less, and the others cannot carry the peak of “{title}”.", assumed]),
                *(box(drawing.component(each)) for each in full),
                would_earn=f"One more instance of {titles} than the peak needs.",
            )  # fmt: skip
        return met(
            f"Whichever one machine is lost, the others carry “{title}” at the peak.",
            *(box(drawing.component(each)) for each in waited),
        )

    def _zones(self, submission: Submission, run: Run, zones: list[str]) -> Verdict:
        title = submission.title_of(self.operation)
        drawing = submission.answer.architecture
        places = [Evidence(section="architecture", at=each) for each in zones]
        for zone in zones:
            left, _ = without(run.plan, [Loss("zone", zone)])
            share = served(left, self.operation)
            if share is None:
                return cannot_judge(f"What “{title}” does without zone {zone} has no closed form.")
            if share < 1:
                inside = [
                    each
                    for each in run.waited_for(self.operation)
                    if set(run.plan.stations[each].places) == {zone}
                ]
                titles = listed(run.plan.stations[each].title for each in inside) or "what fails"
                return missed(
                    f"While zone {zone} is lost, {say.share(1 - share)} of “{title}” fail.",
                    Evidence(section="architecture", at=zone),
                    *(box(drawing.component(each)) for each in inside),
                    would_earn=f"Spread {titles} over another zone.",
                )
            full = overload_of(left, self.operation)
            kindly, _ = without(run.kindly.plan, [Loss("zone", zone)])
            if full and overload_of(kindly, self.operation):
                name, busy = max(full.items(), key=lambda each: each[1])
                station = run.plan.stations[name]
                return partly(
                    0.5,
                    joined([
                        f"While zone {zone} is lost, {station.title} is asked for {say.share(busy)} of what is left of it: the others cannot carry the peak of “{title}”.",
                        run.assumed([name], "service_time", "at_once"),
                    ]),
                    box(drawing.component(name)),
                    would_earn=f"Enough of {station.title} in the other zones to carry the peak alone.",
                )  # fmt: skip
        return met(
            f"Whichever of the zones {listed(zones)} is lost, the others carry “{title}” at the peak.",
            *places,
        )


def _too_few(run: Run, name: str) -> bool:
    """Whether one copy less could not carry the peak."""
    station = run.plan.stations[name]
    if station.managed or not station.at_once or station.copies < 2:
        return False
    return run.loads.queues[name][0].offered >= (station.copies - 1) * station.at_once
