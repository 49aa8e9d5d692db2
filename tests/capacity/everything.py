"""Drawings made by chance with everything in them somewhere, and loads for them, as JSON."""

from random import Random
from typing import Any, get_args

from capacity.architecture import DURABLE_STORES, CallKind, Kind

NAMES = (
    "Redirect eu-west 1",
    "Redirect eu-west 2",
    "DynamoDB links",
    "Aurora",
    "constructor",
    "Straße",
    "",
)
OPERATIONS = ("redirect", "create", "search it")
WORKERS = ("service", "service", "function", "worker", "cache", "queue", "sql_database", "key_value_store", "load_balancer")  # fmt: skip


def any_drawing(chance: Random) -> dict[str, Any]:
    """Mostly a tree with some more arrows, sometimes a circle; every field is given somewhere."""
    zones = chance.choice([[], ["a"], ["a", "b"], ["a", "b", "c"]])
    count = chance.randint(1, 14)
    components = [_client(0)] if chance.random() < 0.92 else []
    components += [_client(1)] if components and chance.random() < 0.1 else []
    components += [_component(chance, number, zones) for number in range(count)]
    calls = [_call(chance, each["id"], "n0") for each in components if each["kind"] == "client"]
    for number in range(1, count):
        if chance.random() < 0.95:
            calls.append(
                _call(chance, f"n{chance.randrange(max(0, number - 4), number)}", f"n{number}")
            )
        if chance.random() < 0.35:
            calls.append(_call(chance, f"n{chance.randrange(number)}", f"n{number}"))
    if count > 2 and chance.random() < 0.08:
        calls.append(_call(chance, f"n{count - 1}", "n0", kind=chance.choice(["async", "request"])))
    calls += _copies(chance, components)
    regions = [
        {"id": "eu", "kind": "region"},
        {"id": "us", "kind": "region", "availability": 0.999},
    ]
    drawn = [{"id": each, "within": chance.choice([None, "eu", "us"])} for each in zones]
    some = [*drawn, *regions] if zones and chance.random() < 0.8 else []
    return {"components": components, "calls": calls, "zones": some}


def _client(number: int) -> dict[str, Any]:
    return {"id": f"u{number}", "kind": "client"}


def _component(chance: Random, number: int, zones: list[str]) -> dict[str, Any]:
    kind = chance.choice(WORKERS if chance.random() < 0.6 else [each for each in get_args(Kind) if each != "client"])  # fmt: skip
    copies = chance.choice([1, 1, 2, 3, 5])
    each = {"id": f"n{number}", "kind": kind, "instances": copies}
    usual: dict[str, Any] = {
        "name": chance.choice(NAMES),
        "zones": chance.sample(zones, chance.randint(0, len(zones))),
        "shards": chance.choice([1, 4, 16]),
        "hit_ratio": chance.choice([0, 0.5, 0.93, 1]),
        "service_time": chance.choice([0.001, 0.0004, 0.02]),
        "write_time": chance.choice([0.002, 0.01]),
        "variability": chance.choice([0, 0.25, 1, 4]),
        "concurrency": chance.choice([1, 4, 32, 6000]),
        "queue_limit": chance.choice([0, 5, 1000]),
        "timeout": chance.choice([0.05, 1.0]),
        "retries": chance.randint(0, 3),
        "need": chance.randint(1, copies),
        "read_quorum": chance.randint(1, copies),
        "write_quorum": chance.randint(1, copies),
        "availability": chance.choice([0.99, 0.9999, 1]),
        "managed": chance.choice([True, False]),
        "storage": chance.choice([1e9, 1e12]),
        "bandwidth": chance.choice([1e5, 1e9]),
        "price": chance.choice([0, 70.5]),
    }
    return each | {name: value for name, value in usual.items() if chance.random() < 0.2}


def _call(chance: Random, source: str, target: str, kind: str = "") -> dict[str, Any]:
    kinds = [*get_args(CallKind), "request", "read", "read"]
    call: dict[str, Any] = {"from": source, "to": target, "kind": kind or chance.choice(kinds)}
    waits = call["kind"] in ("request", "read", "write")
    mode = chance.choice(["in_turn", "in_turn", "in_turn", "parallel", "one_of"])
    if mode != "in_turn" and waits:
        call["mode"] = mode
    if call.get("mode") == "one_of" and chance.random() < 0.5:
        call["share"] = chance.choice([0, 0.25, 0.5])
    usual: dict[str, Any] = {
        "operations": chance.choice(
            [["redirect"], ["Create"], ["redirect", "serch it"], ["unknown"]]
        ),
        "per_request": chance.choice([0.3, 2, 2.5, 5]),
        "label": chance.choice(["on a miss", "not cached", "look up"]),
        "when": chance.choice(["always", "miss"]),
        "blocking": chance.choice([True, False]),
        "timeout": chance.choice([0.02, 2.0]),
        "retries": chance.randint(0, 3),
        "delay": chance.choice([0, 0.001, 0.08]),
    }
    return call | {name: value for name, value in usual.items() if chance.random() < 0.12}


def _copies(chance: Random, components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Stores of one kind that copy each other."""
    stores = [each for each in components if each["kind"] in DURABLE_STORES]
    return [
        {"from": one["id"], "to": other["id"], "kind": "replicate"}
        for one in stores
        for other in stores
        if one["id"] < other["id"] and one["kind"] == other["kind"] and chance.random() < 0.5
    ]


def any_load(chance: Random) -> dict[str, Any]:
    """One operation to three, each with some of what can be said of it."""
    return {
        "operations": [
            {
                "id": name,
                "title": chance.choice(["", f"“{name}” of a page"]),
                "writes": number == 1,
                "rate": chance.choice([0.5, 20, 150, 900, 40_000]),
                "peak_factor": chance.choice([1, 3.5]),
                "response": chance.choice([0, 500, 2e5]),
                "keeps": chance.choice([0, 500]),
                "kept_for": chance.choice([None, 86_400 * 365 * 5]),
                "skew": chance.choice([0, 0.8, 1.2]),
                "items": chance.choice([None, 1e9]),
                "promises": {
                    "p99": chance.choice([None, 0.1]),
                    "availability": chance.choice([None, 0.999]),
                    "freshness": chance.choice([None, 2.0]),
                },
            }
            for number, name in enumerate(OPERATIONS[: chance.randint(1, 3)])
        ],
        "budget": chance.choice([None, 900.0]),
    }
