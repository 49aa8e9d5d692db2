"""Times as distributions; see `spectrum` for how they are held."""

from collections.abc import Callable, Sequence
from math import sqrt

from capacity.evaluate import spectrum
from capacity.evaluate.compose import Composer, NoClosedForm
from capacity.evaluate.moments import Moment, Moments
from capacity.evaluate.queueing import Queue
from capacity.evaluate.spectrum import REACH, Distribution, Frequencies, Spectrum
from capacity.plan import PlannedCall, Station

MOST_PARALLEL = 60  # grids that one operation may need

# A distribution on a grid of its own: where it ends, its masses, where it begins.
Grid = tuple[float, list[float], float]


class Spectra(Composer[Spectrum]):
    """All times of an operation, on the frequencies that fit the time of its answer."""

    def __init__(
        self, moments: Moments, frequencies: Frequencies, grids: dict[object, Grid] | None = None
    ) -> None:
        super().__init__(moments.plan, moments.operation, moments.queues, moments.visited)
        self.moments = moments
        self.frequencies = frequencies
        self._grids = {} if grids is None else grids

    @property
    def needed_grids(self) -> bool:
        return bool(self._grids)

    def nothing(self) -> Spectrum:
        return self.frequencies.at_once

    def fixed(self, time: float) -> Spectrum:
        return self.frequencies.fixed(time)

    def then(self, one: Spectrum, other: Spectrum) -> Spectrum:
        nothing = self.frequencies.at_once
        return other if one is nothing else one if other is nothing else spectrum.then(one, other)

    def repeat(self, one: Spectrum, count: float) -> Spectrum:
        return spectrum.power(one, count)

    def mix(self, parts: Sequence[tuple[float, Spectrum]]) -> Spectrum:
        return spectrum.mix(parts)

    def waiting(self, queue: Queue) -> Spectrum:
        chance, wait = queue.chance, queue.wait
        if chance == 0 or not wait:
            return self.frequencies.at_once
        return [1 - chance + chance / (1 - u * wait) for u in self.frequencies.us]

    def work(self, station: Station, *, writes: bool) -> Spectrum:
        return self.frequencies.gamma(station.work(writes=writes), station.variability)

    def first_of(self, call: PlannedCall, answers: int, visits: int) -> Spectrum:
        station = self.plan.stations[call.target]
        after = self.steps_of(call.target, writes=call.writes)
        if station.variability == 1 and after is self.frequencies.at_once:
            return self._first_exponentials(station.work(writes=call.writes), answers, visits)

        def grid() -> Grid:
            one = self.moments.served(call)
            top = max(
                reach(each, one.least)
                for each in (one, self.moments.first_of(call, answers, visits))
            )
            finer = self._finer(top, [call])
            masses = Distribution(finer.served(call), finer.frequencies, one.least).masses()
            return top, spectrum.first_of(masses, answers, visits), one.least

        return self._from_grid((call, answers, visits), grid)

    def _first_exponentials(self, mean: float, answers: int, visits: int) -> Spectrum:
        """Exact: of n that are still at work the first is done after an nth of the mean."""
        found = self.frequencies.at_once
        for done in range(answers):
            found = self.then(found, self.frequencies.exponential(mean / (visits - done)))
        return found

    def longest(self, calls: Sequence[PlannedCall]) -> Spectrum:
        def grid() -> Grid:
            each = [self.moments.alike(call) for call in calls]
            least = min(one.least for one in each)
            top = max(reach(one, least) for one in (*each, self.moments.longest(calls)))
            finer = self._finer(top, calls)
            masses = [
                Distribution(finer.alike(call), finer.frequencies, least).masses() for call in calls
            ]
            return top, spectrum.all_of(masses), least

        return self._from_grid(tuple(calls), grid)

    def _from_grid(self, key: object, make: Callable[[], Grid]) -> Spectrum:
        """A distribution on a grid that fits it, made once, at the frequencies of this time."""
        if key not in self._grids:
            if len(self._grids) >= MOST_PARALLEL:
                raise NoClosedForm(
                    "Too many things happen at once to say how long the longest takes."
                )
            self._grids[key] = make()
        top, masses, least = self._grids[key]
        return self.frequencies.of_grid(top, masses, least)

    def _finer(self, top: float, calls: Sequence[PlannedCall]) -> "Spectra":
        """The same times at the frequencies of a part."""
        finer = Spectra(self.moments, Frequencies(top), self._grids)
        finer.run_for(calls)
        return finer

    def run_for(self, calls: Sequence[PlannedCall]) -> None:
        """Finds the steps' times of what these calls lead to, and of nothing else."""
        wanted = {call.target for call in calls}
        for component in self.operation.order:
            if component in wanted:
                steps = self.operation.steps.get(component, ())
                wanted |= {call.target for step in steps if step.waits for call in step.calls}
        self.run(wanted)


def reach(moment: Moment, least: float) -> float:
    """How far past `least` a time has practically ended."""
    past = max(REACH * sqrt(moment.variance), moment.tail)
    return max(moment.mean - least + past, 1e-12)


def distribution(moments: Moments) -> Distribution:
    """The time of an operation's answer. Raises NoClosedForm."""
    whole = moments.answer()
    if whole.mean <= 0:
        raise NoClosedForm("Nobody waits for anything in it.")
    frequencies = Frequencies(reach(whole, whole.least))
    times = Spectra(moments, frequencies)
    times.run()
    found = Distribution(times.answer(), frequencies, whole.least)
    if not times.needed_grids:
        found.mean = whole.mean  # exact, where the series would stop too early
    return found
