"""A run: requests arrive, and what becomes of them is counted.

Whoever changes a line here changes `capacity/browser/simulate-world.mjs` too.
"""

from collections.abc import Callable

from capacity.simulate import faults, scene
from capacity.simulate.calls import Calls
from capacity.simulate.kernel import Process
from capacity.simulate.parts import Job, Link, Part, Place
from capacity.simulate.tally import Slot, Watch

LOOKS = 10  # at the stations, in each bucket of the time series


class World(Calls):
    """One scene, once."""

    def __init__(self, of: scene.Scene) -> None:
        super().__init__(of.seed, self._attempted)
        self.of = of
        self.places = [Place(each) for each in of.stations]
        self.jobs = [Job(each, None if each.station is None else self.places[each.station]) for each in of.tasks]  # fmt: skip
        clients = client_tasks(of)
        for number, (job, task) in enumerate(zip(self.jobs, of.tasks, strict=True)):
            client = clients.get(number, -1)
            job.steps = [Part(step, [self._link(call, client) for call in step.calls]) for step in task.steps]  # fmt: skip
        self.clients = [
            self._link(each.call, -1 if self.jobs[each.call.to].place is None else number)
            for number, each in enumerate(of.operations)
        ]
        self.factors = [1.0 for _ in of.operations]  # of spikes under way
        self.slots: list[list[Slot]] = [[] for _ in of.operations]
        self.trace: list[float] | None = None  # when each request ended, for who wants to compare

    def _link(self, call: scene.Call, client: int) -> Link:
        return Link(call, self.jobs[call.to], client)

    def run(self, progress: Callable[[float], None] | None = None) -> "World":
        """Arrivals stop at the end of the scene; what is under way then is finished and counted."""
        sim, end = self.sim, self.of.seconds
        for number in range(len(self.of.operations)):
            sim.at(0.0, self._arrivals(number))
        sim.at(0.0, self._looks())
        for fault in self.of.faults:
            sim.at(fault.at, faults.happen(self, fault))
        for place in self.places:
            if place.of.scaling is not None:
                sim.at(0.0, faults.follow(self, place, place.of.scaling))
        for percent in range(1, 101):
            sim.run(end * percent / 100.0)
            if progress is not None:
                progress(percent / 100.0)
        sim.run(end + end)  # a request that takes longer than the scene is left out
        return self

    # --- arriving ---------------------------------------------------------------------------------

    def _arrivals(self, number: int) -> Process:
        operation = self.of.operations[number]
        sim, uniform, exponential = self.sim, self.draws.uniform, self.draws.exponential
        shape = operation.shape
        top = max([1.0, *(factor for _, factor in shape)])
        for fault in self.of.faults:
            if fault.kind == "spike" and fault.target in ("all", operation.id):
                top *= max(1.0, fault.amount)
        steady = not shape and top == 1.0 and all(each.kind != "spike" for each in self.of.faults)
        mean = 1.0 / (operation.rate * top)
        while True:
            yield mean * exponential()
            if sim.now >= self.of.seconds:
                return
            if steady or uniform() * top < self.factors[number] * level(shape, sim.now):
                sim.at(sim.now, self._request(number))

    def _request(self, number: int) -> Process:
        began = self.sim.now
        link = self.clients[number]
        self._slot(number).arrived += 1
        cause = yield from self._call(link, None)
        slot = self._slot(number)
        if self.trace is not None:
            self.trace.append(self.sim.now)
        if cause is None:
            slot.answered += 1
            slot.latency.add(self.sim.now - began)
        else:
            slot.lost[cause] = slot.lost.get(cause, 0) + 1

    def _attempted(self, number: int) -> None:
        self._slot(number).attempts += 1

    def _slot(self, number: int) -> Slot:
        slots = self.slots[number]
        wanted = int(self.sim.now / self.of.bucket)
        while len(slots) <= wanted:
            slots.append(Slot())
        return slots[wanted]

    # --- looking ----------------------------------------------------------------------------------

    def _looks(self) -> Process:
        """Every tenth of a bucket: how many servers work, how much waits."""
        pause = self.of.bucket / LOOKS
        looked = 0
        while self.sim.now < self.of.seconds:
            number = looked // LOOKS
            for place in self.places:
                if len(place.watches) <= number:
                    place.watches.append(Watch())
                look(place, place.watches[number])
            looked += 1
            yield pause


def look(place: Place, watch: Watch) -> None:
    watch.looks += 1
    for shard in place.shards:
        watch.busy += shard.station.busy
        watch.servers += shard.station.servers
        watch.line += len(shard.station.line)


def level(shape: tuple[tuple[float, float], ...], now: float) -> float:
    """The factor of a shape at a time: straight lines between its points, flat outside."""
    if not shape:
        return 1.0
    before = shape[0]
    for after in shape:
        if now < after[0]:
            if after[0] == before[0]:
                return after[1]
            return before[1] + (after[1] - before[1]) * (now - before[0]) / (after[0] - before[0])
        before = after
    return before[1]


def client_tasks(of: scene.Scene) -> dict[int, int]:
    """The tasks without a station, each with the operation that begins there."""
    found: dict[int, int] = {}
    for number, operation in enumerate(of.operations):
        ahead = [operation.call.to]
        while ahead:
            task = ahead.pop()
            if of.tasks[task].station is None:
                found[task] = number
                ahead += [call.to for step in of.tasks[task].steps for call in step.calls]
    # a task that leads to other clients makes no attempt itself
    return {
        task: number
        for task, number in found.items()
        if all(call.to not in found for step in of.tasks[task].steps for call in step.calls)
    }
