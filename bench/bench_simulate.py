"""How fast the simulator runs: against SimPy and Ciw on one model, interleaved; in node; and in how much memory.

The model of the comparison is M/M/4 at 80 %: one line, four servers. Ours and SimPy's draw the same
numbers and go the same path. The five stages are a balancer, a service, a cache that answers 80 %, a
database and a worker, each with its queue, on the kernel alone and in the whole world of faults.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ciw
import simpy

from capacity.simulate.draws import Draws
from capacity.simulate.kernel import Process, Sim, Station
from capacity.simulate.scene import Scene
from tests import chromium

ROUNDS = 5
COUNT = 20_000
SERVICE, SERVERS = 3.2, 4
BAR_SIMPY = 3
BAR_NODE = 400_000
NODE = Path(__file__).with_name("simulate.mjs")


def measure() -> dict[str, float]:
    """Ratios and requests a second of processor time, the best of interleaved rounds: the machine may be busy."""
    took: dict[str, list[float]] = {"ours": [], "simpy": [], "ciw": []}
    for seed in range(ROUNDS):
        for name, run in (("ours", ours), ("simpy", simpys), ("ciw", ciws)):
            took[name].append(_seconds(run, seed))
    best = {name: min(each) for name, each in took.items()}
    few, many = (_peak(count) for count in (100_000, 1_000_000))
    return {
        "kernel against SimPy (times as fast)": best["simpy"] / best["ours"],
        "kernel against SimPy, the bar": BAR_SIMPY,
        "kernel against Ciw (times as fast)": best["ciw"] / best["ours"],
        "kernel, requests/s": COUNT / best["ours"],
        "SimPy, requests/s": COUNT / best["simpy"],
        "Ciw, requests/s": COUNT / best["ciw"],
        **_in_node(),
        "memory of the world at 1e5 requests, MB": few,
        "memory of the world at 1e6 requests, MB": many,
        "memory grows, MB": many - few,
    }


def _seconds(run: Callable[[int], float], seed: int) -> float:
    began = time.process_time()
    run(seed)
    return time.process_time() - began


def ours(seed: int) -> float:
    sim, draws, desk = Sim(), Draws(seed), Station(SERVERS)

    def request() -> Process:
        yield desk
        yield SERVICE * draws.exponential()
        sim.release(desk)

    def arrivals() -> Process:
        for _ in range(COUNT):
            yield draws.exponential()
            sim.at(sim.now, request())

    sim.at(0.0, arrivals())
    sim.run()
    return sim.now


def simpys(seed: int) -> float:
    env, draws = simpy.Environment(), Draws(seed)
    desk = simpy.Resource(env, SERVERS)

    def request() -> Iterator[Any]:
        with desk.request() as turn:
            yield turn
            yield env.timeout(SERVICE * draws.exponential())

    def arrivals() -> Iterator[Any]:
        for _ in range(COUNT):
            yield env.timeout(draws.exponential())
            env.process(request())

    env.process(arrivals())
    env.run()
    return float(env.now)


def ciws(seed: int) -> float:
    """Ciw draws from its own stream; the model is the same, the path is not."""
    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=1.0)],
        service_distributions=[ciw.dists.Exponential(rate=1 / SERVICE)],
        number_of_servers=[SERVERS],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(COUNT, method="Finish")
    return float(simulation.current_time)


def five_stages(requests: int) -> Scene:
    """A whole system at 1,300 requests/s, for as long as this many requests take."""
    names = (("balancer", 4), ("web", 16), ("cache", 1), ("db", 4), ("worker", 8))
    turn = [{"calls": [{"to": 1}]}, {"calls": [{"to": 2, "finds": 0.8, "mark": 1}]}, {"after": [1], "calls": [{"to": 3}]}, {"calls": [{"to": 4}]}]  # fmt: skip
    return Scene.model_validate(
        {
            "stations": [{"id": name, "servers": servers} for name, servers in names],
            "tasks": [
                {"station": 0, "service": 0.0005, "steps": turn},
                *({"station": at, "service": work} for at, work in ((1, 0.008), (2, 0.0003), (3, 0.010), (4, 0.004))),
            ],
            "operations": [{"id": "read", "rate": 1300, "call": {"to": 0}}],
            "seconds": requests / 1300,
            "bucket": requests / 1300 / 60,
            "warm_up": 1.0,
        }
    )  # fmt: skip


def _in_node() -> dict[str, float]:
    scene = five_stages(200_000).model_dump_json()
    printed = subprocess.check_output([chromium.node(), NODE], input=scene, text=True)
    kernel, world = json.loads(printed)
    return {
        "five stages in node on the kernel, requests/s": kernel,
        "five stages in node, the bar": BAR_NODE,
        "five stages in node in the whole world, requests/s": world,
    }


def _peak(requests: int) -> float:
    """Megabytes at the peak of a run in a process of its own."""
    code = (
        "import resource; from bench.bench_simulate import five_stages; from capacity.simulate.world import World;"
        f"World(five_stages({requests})).run(); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    return float(subprocess.check_output([sys.executable, "-c", code], text=True))
