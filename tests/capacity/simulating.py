"""What the tests of the simulator share: asking node, and scenes made by chance."""

import json
import subprocess
from pathlib import Path
from random import Random
from typing import Any

from capacity.simulate.scene import Scene

SCRIPT = Path(__file__).parent / "simulated.mjs"
KINDS = ("zone_lost", "instances_lost", "slow", "cold", "delay", "loss", "full", "hot", "spike")


def asked(node: str, questions: list[tuple[str, Any]]) -> list[Any]:
    """What the simulator of the page answers to each."""
    lines = "\n".join(json.dumps({"ask": ask, "given": given}) for ask, given in questions)
    done = subprocess.run(
        [node, str(SCRIPT)], input=lines, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def any_scene(seed: int) -> Scene:
    """A small system with everything in it somewhere: policies, shards, zones, faults."""
    chance = Random(seed)
    count = chance.randint(2, 6)
    stations = [_any_station(chance, number) for number in range(count)]
    operations = [
        {
            "id": f"op{number}",
            "rate": chance.uniform(20, 150),
            "call": _any_call(chance, chance.choice([0, 1, 2])),
            "shape": chance.choice([[], [[0, 0.5], [3, 1.5], [8, 0.2]]]),
        }
        for number in range(chance.randint(1, 2))
    ]
    ways = [_any_call(chance, 1), _any_call(chance, 2)]
    client = {"station": None, "steps": [{"mode": "one_of", "any_will_do": True, "calls": ways}]}
    scene = {
        "stations": stations,
        "tasks": [client, *(_any_task(chance, number, count) for number in range(1, count + 1))],
        "operations": operations,
        "seconds": 8.0,
        "bucket": 0.5,
        "warm_up": 1.0,
        "seed": chance.randrange(2**53),
    }
    if seed % 3 == 0:
        scene["within"] = {"a": "eu", "b": "eu"}
    whole = Scene.model_validate(scene)
    return Scene.model_validate(scene | {"faults": _any_faults(chance, whole)})


def _any_station(chance: Random, number: int) -> dict[str, Any]:
    return {
        "id": f"s{number}",
        "servers": chance.randint(1, 4),
        "zones": [chance.choice("ab") for _ in range(chance.randint(1, 4))],
        "shards": chance.choice([1, 1, 3]),
        "limit": chance.choice([None, 0, 20]),
        "warms": 50.0,
        "failover": chance.choice([0.0, 0.5, 30.0]),
        "shed": chance.choice([None, None, 0.05]),
        "scaling": chance.choice([None, None, {"every": 0.5, "delay": 0.7, "most": 6}]),
    }


def _any_task(chance: Random, number: int, count: int) -> dict[str, Any]:
    later = range(number + 1, count + 1)
    return {
        "station": number - 1,
        "service": chance.uniform(0.001, 0.02),
        "variability": chance.choice([0.0, 0.3, 1.0, 2.5]),
        "hit": chance.choice([0.0, 0.7]),
        "holds": chance.choice([0, 0, 1, 2]),
        "leader": chance.random() < 0.3,
        "steps": [
            {
                "mode": chance.choice(["in_turn", "parallel", "one_of"]),
                "waits": chance.random() < 0.8,
                "after": chance.choice([[], [0], [1], [0, 1]])
                if step
                else chance.choice([[], [0]]),
                "any_will_do": chance.random() < 0.5,
                "calls": [
                    _any_call(chance, chance.choice(later)) for _ in range(chance.randint(1, 2))
                ],
            }
            for step in range(chance.randint(0, 3))
            if later
        ],
    }


def _any_call(chance: Random, to: int) -> dict[str, Any]:
    call: dict[str, Any] = {"to": to, "count": chance.choice([1.0, 0.4, 1.7])}
    call |= {"share": chance.uniform(0.1, 1), "delay": chance.choice([0.0, 0.002])}
    call |= {"hot": chance.choice([0.0, 0.4]), "visits": chance.choice([1, 1, 3])}
    call |= {"answers": chance.choice([1, 2]) if call["visits"] > 1 else 1}
    call |= {"mark": chance.choice([0, 1]), "finds": chance.choice([0.0, 0.6])}
    if chance.random() < 0.6:
        call |= {
            "timeout": chance.uniform(0.02, 0.3),
            "cancels": chance.random() < 0.5,
            "retries": chance.randint(0, 3),
            "backoff": chance.choice([0.0, 0.01]),
            "jitter": chance.choice([0.0, 0.5]),
            "budget": chance.choice([None, 0.1]),
            "breaker": chance.choice([None, {"cool": 0.5}]),
        }
    return call


def _any_faults(chance: Random, scene: Scene) -> list[dict[str, Any]]:
    amounts = {"instances_lost": 1, "slow": 3.0, "delay": 0.02, "loss": 0.2, "hot": 0.6, "spike": 3.0}  # fmt: skip
    return [
        {
            "kind": kind,
            "target": chance.choice(scene.targets(kind)),
            "at": chance.choice([2.0, chance.uniform(0, 7)]),
            "seconds": chance.choice([None, 1.0, 2.0]),
            "amount": amounts.get(kind, 0.0),
        }
        for kind in chance.choices(KINDS, k=chance.randint(0, 4))
    ]
