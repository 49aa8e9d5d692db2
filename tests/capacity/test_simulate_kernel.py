"""The kernel goes SimPy's path: the same seed, the same moments, to the last digit."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import simpy

from capacity.simulate.draws import Draws
from capacity.simulate.kernel import Gate, Process, Sim, Station

Path = list[float]
COUNT = 4000


def queue(seed: int, servers: int, variability: float = 1.0) -> Path:
    """M/M/c (or M/G/c): the moments at which requests leave."""
    sim, draws, desk, left = Sim(), Draws(seed), Station(servers), []

    def request() -> Process:
        yield desk
        yield draws.time(servers * 0.8, variability)
        sim.release(desk)
        left.append(sim.now)

    _arriving(sim, draws, request)
    return left


def queue_in_simpy(seed: int, servers: int, variability: float = 1.0) -> Path:
    env, draws, left = simpy.Environment(), Draws(seed), []
    desk = simpy.Resource(env, servers)

    def request() -> Iterator[Any]:
        with desk.request() as turn:
            yield turn
            yield env.timeout(draws.time(servers * 0.8, variability))
        left.append(env.now)

    _arriving_in_simpy(env, draws, request)
    return left


def tandem(seed: int, stages: int) -> Path:
    """One station after another."""
    sim, draws, left = Sim(), Draws(seed), []
    desks = [Station(number + 1) for number in range(stages)]

    def request() -> Process:
        for desk in desks:
            yield desk
            yield draws.exponential() * 0.7 * desk.servers
            sim.release(desk)
        left.append(sim.now)

    _arriving(sim, draws, request)
    return left


def tandem_in_simpy(seed: int, stages: int) -> Path:
    env, draws, left = simpy.Environment(), Draws(seed), []
    desks = [simpy.Resource(env, number + 1) for number in range(stages)]

    def request() -> Iterator[Any]:
        for desk in desks:
            with desk.request() as turn:
                yield turn
                yield env.timeout(draws.exponential() * 0.7 * desk.capacity)
        left.append(env.now)

    _arriving_in_simpy(env, draws, request)
    return left


def fan_out(seed: int, ways: int) -> Path:
    """A call to several stations at once; the slowest answer is the answer."""
    sim, draws, left = Sim(), Draws(seed), []
    desks = [Station(1) for _ in range(ways)]

    def branch(desk: Station, gate: Gate) -> Process:
        yield desk
        yield draws.exponential() * 0.6
        sim.release(desk)
        sim.arrive(gate)

    def request() -> Process:
        gate = Gate(ways)
        for desk in desks:
            sim.at(sim.now, branch(desk, gate))
        yield gate
        left.append(sim.now)

    _arriving(sim, draws, request)
    return left


def fan_out_in_simpy(seed: int, ways: int) -> Path:
    env, draws, left = simpy.Environment(), Draws(seed), []
    desks = [simpy.Resource(env, 1) for _ in range(ways)]

    def branch(desk: simpy.Resource) -> Iterator[Any]:
        with desk.request() as turn:
            yield turn
            yield env.timeout(draws.exponential() * 0.6)

    def request() -> Iterator[Any]:
        yield env.all_of([env.process(branch(desk)) for desk in desks])
        left.append(env.now)

    _arriving_in_simpy(env, draws, request)
    return left


def _arriving(sim: Sim, draws: Draws, request: Callable[[], Process]) -> None:
    def arrivals() -> Process:
        for _ in range(COUNT):
            yield draws.exponential()
            sim.at(sim.now, request())

    sim.at(0.0, arrivals())
    sim.run()


def _arriving_in_simpy(
    env: simpy.Environment, draws: Draws, request: Callable[[], Iterator[Any]]
) -> None:
    def arrivals() -> Iterator[Any]:
        for _ in range(COUNT):
            yield env.timeout(draws.exponential())
            env.process(request())

    env.process(arrivals())
    env.run()


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    ("ours", "simpys", "given"),
    [
        pytest.param(queue, queue_in_simpy, (1,), id="one server"),
        pytest.param(queue, queue_in_simpy, (4,), id="four servers"),
        pytest.param(queue, queue_in_simpy, (2, 0.0), id="always the same service"),
        pytest.param(queue, queue_in_simpy, (3, 4.0), id="variable service"),
        pytest.param(tandem, tandem_in_simpy, (5,), id="in turn"),
        pytest.param(fan_out, fan_out_in_simpy, (3,), id="at once"),
    ],
)
def test_the_path_is_simpys(
    ours: Callable[..., Path], simpys: Callable[..., Path], given: tuple[Any, ...], seed: int
) -> None:
    path = ours(seed, *given)

    assert len(path) == COUNT
    assert path == simpys(seed, *given)


def test_fewer_servers_finish_what_they_began_and_more_take_who_waits() -> None:
    sim, desk, left = Sim(), Station(2), []

    def request(name: str) -> Process:
        yield desk
        yield 1.0
        sim.release(desk)
        left.append((name, sim.now))

    def closing() -> Process:
        yield 0.5
        sim.resize(desk, 0)
        yield 4.5
        sim.resize(desk, 3)

    for name in "abcde":
        sim.at(0.0, request(name))
    sim.at(0.0, closing())
    sim.run()

    assert left == [("a", 1.0), ("b", 1.0), ("c", 6.0), ("d", 6.0), ("e", 6.0)]
    assert desk.busy == 0


def test_what_is_planned_after_the_end_stays_planned() -> None:
    sim, seen = Sim(), []

    def ticking() -> Process:
        while True:
            yield 1.0
            seen.append(sim.now)

    sim.at(0.0, ticking())
    sim.run(2.5)
    first = list(seen)
    sim.run(4.0)

    assert (first, seen) == ([1.0, 2.0], [1.0, 2.0, 3.0, 4.0])
