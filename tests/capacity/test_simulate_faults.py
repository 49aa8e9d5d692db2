"""What faults and policies do, by the shape of what follows."""

from typing import Any

import pytest

from capacity.simulate.effects import effects
from capacity.simulate.report import Outcome, outcome
from capacity.simulate.scene import Scene
from capacity.simulate.spoken import UnreadableFault, checked, said, spoken
from capacity.simulate.world import World

RATE = 200


def scene(*faults: str, client: dict[str, Any] | None = None, **stations: dict[str, Any]) -> Scene:
    """A service that asks a cache, then a database: 200 reads a second for 60 seconds."""
    usual: dict[str, dict[str, Any]] = {
        "web": {"servers": 4, "zones": ["a", "b"]},
        "cache": {"servers": 2, "warms": 200},
        "db": {"servers": 1, "zones": ["a", "b"]},
    }
    looks = [
        {"calls": [{"to": 2, "finds": 0.8, "mark": 1}]},
        {"after": [1], "calls": [{"to": 3}]},
    ]
    return Scene.model_validate(
        {
            "stations": [{"id": name, **usual[name], **stations.get(name, {})} for name in usual],
            "tasks": [
                {"station": None, "steps": [{"calls": [{"to": 1, **(client or {})}]}]},
                {"station": 0, "service": 0.010, "steps": looks},
                {"station": 1, "service": 0.001},
                {"station": 2, "service": 0.025},
            ],
            "operations": [{"id": "read", "rate": RATE, "call": {"to": 0}}],
            "faults": [spoken(each) for each in faults],
        }
    )


def shop(*faults: str, client: dict[str, Any] | None = None, **stations: dict[str, Any]) -> World:
    """That, run."""
    return World(scene(*faults, client=client, **stations)).run()


def rates(world: World, field: str) -> list[float]:
    """A count a second, in steps of five seconds."""
    slots = world.slots[0][:60]
    return [sum(getattr(each, field) for each in slots[at : at + 5]) / 5 for at in range(0, 60, 5)]


def late(world: World) -> list[float]:
    report = outcome(world)
    return [each.p99 or 0.0 for each in report.operations[0].points[:60]]


def lost(world: World) -> dict[str, int]:
    return outcome(world).operations[0].lost


def metastable(retries: int) -> World:
    """The database is three times slower for ten seconds; callers give up after a quarter second."""
    client = {"to": 0, "timeout": 0.25, "retries": retries}
    return World(
        Scene.model_validate(
            {
                "stations": [{"id": "web", "servers": 8}, {"id": "cache"}, {"id": "db", "servers": 4}],
                "tasks": [
                    {"station": 0, "service": 0.008, "steps": [{"calls": [{"to": 1}]}]},
                    {"station": 1, "service": 0.0006, "hit": 0.8, "steps": [{"after": [0], "calls": [{"to": 2}]}]},
                    {"station": 2, "service": 0.02},
                ],
                "operations": [{"id": "read", "rate": 750, "call": client}],
                "faults": [{"kind": "slow", "target": "db", "at": 20, "seconds": 10, "amount": 3}],
            }
        )
    ).run()  # fmt: skip


def test_retries_keep_a_system_down_that_would_have_recovered() -> None:
    stubborn, patient = metastable(retries=3), metastable(retries=0)

    assert rates(stubborn, "attempts")[:4] == pytest.approx([750] * 4, rel=0.05)
    assert min(rates(stubborn, "attempts")[6:]) > 1.2 * 750  # long after the database is well
    assert max(rates(patient, "answered")[4:6]) < 0.9 * 750
    assert min(rates(patient, "answered")[10:]) > 0.98 * 750  # twenty seconds after the fault


def test_a_retry_budget_ends_the_storm() -> None:
    retrying = {"timeout": 0.4, "retries": 3}
    storm = shop("db slow x6 at 20s for 10s", client=retrying)
    saving = shop("db slow x6 at 20s for 10s", client={**retrying, "budget": 0.1})

    assert max(rates(storm, "attempts")) > 1.25 * RATE
    assert max(rates(saving, "attempts")) < 1.15 * RATE


def test_a_circuit_breaker_spares_who_is_in_trouble() -> None:
    slow = ("db full at 20s for 10s",)
    bare = shop(*slow)
    fused = shop(*slow, client={"breaker": {"failures": 0.1, "cool": 2.0}})

    assert set(lost(bare)) == {"full"}
    assert lost(fused)["breaker"] > 5 * lost(fused)["full"]
    assert rates(fused, "answered")[4] < 0.6 * rates(bare, "answered")[4]  # the price of it
    assert rates(fused, "answered")[8:] == pytest.approx([RATE] * 4, rel=0.1)


def test_giving_up_with_notice_frees_the_servers_for_those_who_still_wait() -> None:
    deaf = shop("spike x4 at 20s for 10s", client={"timeout": 0.25})
    told = shop("spike x4 at 20s for 10s", client={"timeout": 0.25, "cancels": True})

    assert sum(rates(told, "answered")) > 1.05 * sum(rates(deaf, "answered"))


def test_shedding_keeps_the_rest_fast() -> None:
    waiting = shop("spike x4 at 20s for 10s")
    shedding = shop("spike x4 at 20s for 10s", web={"shed": 0.1}, db={"shed": 0.1})

    assert max(late(waiting)) > 1.0
    assert max(late(shedding)) < 0.8
    assert set(lost(shedding)) == {"shed"}


def test_a_full_queue_turns_away_and_nothing_waits_for_long() -> None:
    limited = shop("spike x4 at 20s for 10s", web={"limit": 10}, db={"limit": 10})

    assert set(lost(limited)) == {"full"}
    assert max(late(limited)) < 0.8


def test_a_lost_zone_loses_what_was_under_way_and_what_is_still_sent_there() -> None:
    world = shop("zone b lost at 20s for 20s", web={"failover": 5.0}, db={"failover": 5.0})
    slots = world.slots[0]
    losses = [sum(each.lost.values()) / each.arrived for each in slots[:60]]

    assert max(losses[:20]) == 0
    assert min(losses[21:24]) > 0.4  # half of what is sent goes to the lost zone, some of it twice
    assert max(losses[26:40]) == 0  # failed over
    assert losses[41:60] == [0] * 19
    assert sum(losses[:60]) < 10 * 0.7


def test_a_lost_leader_stops_writes_until_another_copy_leads() -> None:
    leading = {
        "stations": [{"id": "db", "servers": 4, "zones": ["a", "b"], "failover": 8.0}],
        "tasks": [
            {"station": 0, "service": 0.005, "leader": True},
            {"station": 0, "service": 0.002},
        ],
        "operations": [
            {"id": "write", "rate": 100, "call": {"to": 0}},
            {"id": "read", "rate": 200, "call": {"to": 1}},
        ],
        "faults": [{"kind": "zone_lost", "target": "a", "at": 20, "seconds": 30}],
    }
    write, read = outcome(World(Scene.model_validate(leading)).run()).operations
    stopped = [each.at for each in write.points if each.lost.get("no leader")]

    assert (min(stopped), max(stopped)) == (20, 27)
    assert sum(each.answered for each in write.points[21:27]) == 0
    assert "no leader" not in read.lost
    assert write.points[30].answered > 50


def test_an_emptied_cache_warms_up_by_its_misses() -> None:
    world = shop("cache cold at 20s", db={"servers": 4})
    busy = [each.utilisation for each in outcome(world).stations[2].points]

    assert max(busy[20:22]) > 2 * max(sum(busy[10:20]) / 10, 0.01)
    assert busy[-1] < 1.8 * sum(busy[10:20]) / 10


def test_a_hot_key_fills_one_shard_and_leaves_the_others() -> None:
    hot = shop("db hot 90% at 20s for 20s", db={"shards": 4})

    assert max(late(hot)[25:40]) < max(late(shop("db hot 90% at 20s for 20s", db={"shards": 4, "servers": 1, "zones": ["a"]}))[25:40])  # fmt: skip
    assert max(late(hot)[:20]) < max(late(hot)[20:40])


def test_a_slow_or_lossy_network_is_felt_as_such() -> None:
    delayed = shop("db delay 300ms at 20s for 10s")
    lossy = shop("db loss 30% at 20s for 10s")

    assert max(late(delayed)[:20]) < 0.2 < min(late(delayed)[22:29])
    assert max(late(lossy)[:20]) < 0.2 < min(late(lossy)[22:29])
    assert lost(delayed) == lost(lossy) == {}


def test_scaling_follows_the_load_after_its_delay() -> None:
    scaling = {"target": 0.6, "most": 8, "every": 2.0, "delay": 6.0}
    world = shop("spike x4 at 20s for 30s", web={"scaling": scaling}, db={"scaling": scaling})
    servers = [each.servers for each in outcome(world).stations[0].points]

    assert max(servers[10:26]) <= 8
    assert max(servers[28:50]) > 8
    assert rates(world, "answered")[9] == pytest.approx(4 * RATE, rel=0.1)
    assert servers[-1] < max(servers)


def test_shapes_are_followed() -> None:
    shaped = {
        "stations": [{"id": "web", "servers": 100}],
        "tasks": [{"station": 0, "service": 0.001}],
        "operations": [
            {"id": "read", "rate": 300, "call": {"to": 0}, "shape": [[0, 0.2], [30, 1.8], [60, 0.2]]}
        ],
    }  # fmt: skip
    arrived = rates(World(Scene.model_validate(shaped)).run(), "arrived")

    expected = [300 * (0.2 + 1.6 * min(at + 2.5, 60 - at - 2.5) / 30) for at in range(0, 60, 5)]
    assert arrived == pytest.approx(expected, rel=0.05, abs=18)


def test_a_reader_is_told_what_a_fault_did() -> None:
    world = shop("zone b lost at 20s for 20s", web={"failover": 5.0}, db={"failover": 5.0})
    (effect,) = effects(world)

    assert effect.sentence.startswith(
        "With zone b lost at 20 s for 20 s, the p99 of “read” goes from"
    )
    assert (
        "of its requests are lost (lost) for 5 s" in effect.sentence or "for 6 s" in effect.sentence
    )
    assert effect.recovered_after is not None
    assert 0.05 < effect.lost_share < 0.25


def test_nothing_is_forgotten() -> None:
    world = shop(
        "zone b lost at 20s for 20s",
        "db full at 30s for 5s",
        client={"timeout": 0.25, "retries": 1},
    )
    slots = world.slots[0]
    report = outcome(world).operations[0]

    assert (
        sum(each.arrived for each in slots)
        == sum(each.answered + sum(each.lost.values()) for each in slots) + report.unfinished
    )
    assert report.unfinished == 0
    assert [
        (place.living, shard.station.busy, shard.serving)
        for place in world.places
        for shard in place.shards
    ] == [(2, 0, 0), (1, 0, 0), (2, 0, 0)]


def test_the_same_seed_gives_the_same_run_and_another_another() -> None:
    def run(seed: int) -> Outcome:
        slow = scene("db slow x2 at 20s for 5s")
        return outcome(World(slow.model_copy(update={"seed": seed, "seconds": 30.0})).run())

    assert run(1) == run(1)
    assert run(1) != run(2)


@pytest.mark.parametrize(
    "text",
    [
        "zone b lost at 20 s for 30 s",
        "db loses 1 at 20 s",
        "db slow x3 at 20 s for 10 s",
        "cache cold at 20 s",
        "db delay 0.05 s at 20 s for 10 s",
        "db loss 5 % at 20 s for 10 s",
        "db full at 20 s for 10 s",
        "db hot 60 % at 20 s for 10 s",
        "spike x3 at 20 s for 10 s",
        "read spike x1.5 at 20 s for 10 s",
    ],
)
def test_faults_are_read_and_said_alike(text: str) -> None:
    assert said(spoken(text)) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("earthquake at 20s", "no fault that is known here"),
        ("db slow x3 at noon", "noon"),
        ("db slow x3 at 20s for 3 TB", "3 TB"),
        ("db loss 100% at 20s", "share below 100 %"),
        ("dbs slow x3 at 20s", "Did you mean 'db'"),
        ("zone z lost at 20s", "There is: a, b"),
        ("db full at 99s", "the run ends at 60 s"),
    ],
)
def test_a_fault_that_cannot_be_says_why(text: str, message: str) -> None:
    with pytest.raises(UnreadableFault, match=message):
        checked(spoken(text), scene())
