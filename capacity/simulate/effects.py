"""What a fault did to each operation: before, during, after, in numbers and in a sentence."""

from collections.abc import Sequence

from capacity.format import human
from capacity.frozen import Frozen
from capacity.simulate.report import causes, window
from capacity.simulate.scene import Fault
from capacity.simulate.spoken import said
from capacity.simulate.tally import Bins, Slot
from capacity.simulate.world import World

WELL = 1.25  # a p99 within this factor of the one before counts as recovered
STEADY = 3  # buckets in a row that must be well
NOTABLE = 0.001  # a share of lost requests worth a sentence


class Effect(Frozen):
    """One fault and one operation. Times in seconds; None where there was nothing to measure."""

    fault: Fault
    operation: str
    title: str
    p99_before: float | None
    p99_during: float | None
    lost: dict[str, int]  # during the fault, by cause
    lost_share: float  # of the requests that ended during it
    lost_for: float  # from the first bucket with losses to the last, until the run ended
    attempts_after: (
        float | None
    )  # attempts a request, from the fault's end to the run's; None: no end
    recovered_after: (
        float | None
    )  # from the fault's end until all was well again; None: not in this run

    @property
    def sentence(self) -> str:
        told = [self._latency(), self._losses(), self._recovery()]
        return f"With {said(self.fault)}, {'; '.join(each for each in told if each)}."

    def _latency(self) -> str:
        if self.p99_before is None or self.p99_during is None:
            return f"“{self.title}” has no answers to compare"
        before, during = human(self.p99_before, "s"), human(self.p99_during, "s")
        if before == during or abs(self.p99_during / self.p99_before - 1) < 0.05:
            return f"the p99 of “{self.title}” stays at {before}"
        return f"the p99 of “{self.title}” goes from {before} to {during}"

    def _losses(self) -> str:
        if self.lost_share < NOTABLE:
            return (
                "nothing is lost"
                if not self.lost
                else f"{sum(self.lost.values())} requests are lost"
            )
        by = ", ".join(self.lost)
        return (
            f"{human(self.lost_share, '%')} of its requests are lost ({by}) for {self.lost_for:g} s"
        )

    def _recovery(self) -> str:
        if self.fault.seconds is None:
            return ""
        if self.recovered_after is None:
            return "it has not recovered when the run ends"
        return f"{self.recovered_after:g} s after the end all is well again"


def effects(world: World) -> tuple[Effect, ...]:
    """Every fault on every operation, in the order in which they begin."""
    faults = sorted(world.of.faults, key=lambda each: each.at)
    return tuple(
        _effect(world, fault, number)
        for fault in faults
        for number in range(len(world.of.operations))
    )


def _effect(world: World, fault: Fault, number: int) -> Effect:
    of, slots, operation = world.of, world.slots[number], world.of.operations[number]
    end = of.seconds if fault.seconds is None else min(of.seconds, fault.at + fault.seconds)
    first = min(each.at for each in of.faults)
    before = _between(slots, of.warm_up, first, of.bucket)
    during = _between(slots, fault.at, end, of.bucket)
    after = _between(slots, end, of.seconds, of.bucket) if end < of.seconds else []
    lost = causes(during)
    ended = sum(each.answered for each in during) + sum(lost.values())
    usual = _p99(before)
    since = slots[window(fault.at, of.seconds, of.bucket)[0] - 1 :]
    losing = [place for place, slot in enumerate(since) if slot.lost]
    arrived = sum(each.arrived for each in after)
    return Effect(
        fault=fault,
        operation=operation.id,
        title=operation.title or operation.id,
        p99_before=usual,
        p99_during=_p99(during),
        lost=lost,
        lost_share=sum(lost.values()) / ended if ended else 0.0,
        lost_for=(losing[-1] - losing[0] + 1) * of.bucket if losing else 0.0,
        attempts_after=sum(each.attempts for each in after) / arrived if arrived else None,
        recovered_after=_recovery(after, usual, of.bucket),
    )


def _between(slots: Sequence[Slot], begin: float, end: float, bucket: float) -> Sequence[Slot]:
    first, last = window(begin, end, bucket)
    return slots[first:last] if begin < end else []


def _p99(slots: Sequence[Slot]) -> float | None:
    bins = Bins.sum(each.latency for each in slots)
    return bins.percentile(0.99) if bins.count else None


def _recovery(after: Sequence[Slot], usual: float | None, bucket: float) -> float | None:
    """The time until the first of three good buckets in a row: as fast as before, nothing lost."""
    if usual is None:
        return None
    well = 0
    for number, slot in enumerate(after):
        late = _p99([slot])
        good = (
            late is not None
            and late <= usual * WELL
            and sum(slot.lost.values()) <= NOTABLE * slot.arrived
        )
        well = well + 1 if good else 0
        if well == STEADY:
            return (number + 1 - STEADY) * bucket
    return None
