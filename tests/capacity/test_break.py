"""The smallest failure that breaks a promise is the one that was put there."""

import json

import pytest
from hypothesis import given, settings

from capacity.__main__ import main
from capacity.architecture import Architecture
from capacity.evaluate import evaluate
from capacity.exchange.text import parse
from capacity.improve import Break, break_it
from capacity.plan import CannotRun
from capacity.workload import Workload
from grader.bank import EXERCISES
from tests.capacity.drawings import architectures
from tests.capacity.test_improve import LOAD

ANSWERS = EXERCISES / "url-shortener" / "answers"
SOUND = "zone a\nzone b\nclient u\nservice app x4 in a, b\nsql_database db x2 in a, b\nu -> app\napp -> db read"


def asked(rate: float, **promises: str) -> Workload:
    one = {"id": "page", "rate": rate, "promises": {"availability": "99%", **promises}}
    return Workload.model_validate({"operations": [one]})


def found(text: str, load: Workload) -> dict[str, Break]:
    return {each.kind: each for each in reversed(break_it(parse(text), load))}


def test_a_box_that_stands_alone_is_the_smallest_failure() -> None:
    text = "client u\nservice app x3\nsql_database db\nu -> app\napp -> db read"

    loss = found(text, asked(10))["loss"]

    assert (loss.lost, loss.extent, loss.after) == (("db",), "instance", 0.0)
    assert loss.sentence == (
        "While db is lost, the share of “page” that succeeds goes from 99.5 % to 0 %; promised is 99 %."
    )


def test_copies_that_are_too_few_for_the_peak_break_it_when_one_is_lost() -> None:
    text = "client u\nservice app x2 time=10ms at_once=1 up=100%\nu -> app"

    loss = found(text, asked(150))["loss"]

    assert (loss.lost, loss.extent) == (("app",), "instance")
    assert loss.after == pytest.approx(100 / 150)
    assert "While one app of 2 is lost" in loss.sentence


def test_a_zone_whose_others_cannot_carry_the_peak_is_found() -> None:
    text = "zone a\nzone b\nclient u\nservice app x4 time=10ms at_once=1 in a, b\nu -> app"

    losses = [each for each in break_it(parse(text), asked(250)) if each.kind == "loss"]

    zone = next(each for each in losses if each.extent == "zone")
    assert zone.after == pytest.approx(200 / 250)
    assert "While zone" in zone.sentence


def test_one_zone_of_two_is_survived_and_the_load_is_what_breaks_it() -> None:
    broken = break_it(parse(SOUND), asked(1000))

    assert not [each for each in broken if each.extent == "zone"]
    more = next(each for each in broken if each.kind == "load")
    assert more.factor == pytest.approx(10, rel=0.02)  # 10k/s of 1 ms are 10 servers: 3 copies of 4
    assert more.what == "availability"


def test_the_smallest_load_that_breaks_a_promise_is_found_to_a_percent() -> None:
    text = "client u\nservice app time=10ms at_once=1 up=100%\nu -> app"

    more = found(text, asked(50, p99="200 ms"))["load"]

    # M/M/1: p99 = ln(100)/(100 − rate) ≤ 0.2 s up to a rate of 76.97
    assert more.factor == pytest.approx(76.97 / 50, rel=0.015)
    assert more.what == "p99"


def test_a_cache_that_everything_leans_on_is_found() -> None:
    text = (
        "client u\nservice app x4 up=100%\ncache hot hit=95%\nsql_database db x2 time=10ms at_once=4 up=100%\n"
        "u -> app\napp -> hot read\napp -> db read"
    )

    cache = found(text, asked(2000, p99="200 ms"))["cache"]

    assert cache.at == "hot"
    assert cache.hit_ratio is not None
    assert (
        0.55 < cache.hit_ratio < 0.65
    )  # two copies of four answer 800 reads a second: 40 % misses
    assert "When hot answers" in cache.sentence


def test_what_may_be_slow_least_is_found() -> None:
    text = (
        "client u\nservice app x2 time=1ms up=100%\nthird_party pay time=60ms variability=0 up=100%\n"
        "u -> app\napp -> pay"
    )

    slow = found(text, asked(10, p99="100 ms"))["slow"]

    assert slow.at == "pay"
    assert slow.factor == pytest.approx(1.6, abs=0.1)


def test_a_lost_cache_is_passed_by_and_the_store_takes_its_reads() -> None:
    text = (
        "client u\nservice app x4 up=100%\ncache hot hit=95%\nsql_database db x2 time=10ms at_once=4 up=100%\n"
        "u -> app\napp -> hot read\napp -> db read"
    )

    loss = found(text, asked(2000))["loss"]

    assert loss.lost == ("hot",)
    assert loss.after == pytest.approx(800 / 2000)


def test_work_behind_a_lost_queue_is_late() -> None:
    text = "client u\nservice app x2\nqueue q\nworker w x2\nsql_database db x2\nu -> app\napp -> q async\nq -> w\nw -> db write\napp -> db read"
    load = Workload.model_validate(
        {"operations": [{"id": "page", "rate": 10, "promises": {"freshness": "1 min"}}]}
    )

    loss = found(text, load)["loss"]

    assert (loss.lost, loss.what, loss.after) == (("q",), "freshness", None)


def test_two_at_once_are_tried_where_nothing_alone_does_harm() -> None:
    text = "client u\nload_balancer lb managed=yes\nservice one x1\nservice two x1\nu -> lb\nlb -> one one_of\nlb -> two one_of"
    stand_in = text.replace("one_of", "").replace("service one", 'service app1 "App 1"').replace(
        "service two", 'service app2 "App 2"'
    ).replace("lb -> one", "lb -> app1").replace("lb -> two", "lb -> app2")  # fmt: skip

    loss = found(stand_in, asked(10))["loss"]

    assert set(loss.lost) == {"app1", "app2"}


def test_a_promise_that_is_broken_already_needs_no_failure() -> None:
    drawn = found("client u\nservice app up=90%\nu -> app", asked(10))["as drawn"]

    assert drawn.sentence.startswith(
        "Nothing has to happen: the share of “page” that succeeds is 90 %"
    )


@given(drawing=architectures())
@settings(max_examples=20, deadline=None)
def test_any_drawing_is_answered_and_only_kept_promises_break(drawing: Architecture) -> None:
    try:
        broken = break_it(drawing, LOAD)
    except CannotRun:
        return

    kept = {
        (each.id, promise.what): promise.kept
        for each in evaluate(drawing, LOAD).operations
        for promise in each.promises
    }
    for each in broken:
        if each.kind == "as drawn":
            assert kept[each.operation, each.what] is not None
        else:
            assert kept[each.operation, each.what]
            better = each.what == "availability"
            assert each.after is None or (
                each.after < each.promised if better else each.after > each.promised
            )


def test_command_says_what_breaks_it(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["break", str(ANSWERS / "strong-cache-aside.yaml"), "--contract", "url-shortener"]

    assert main(arguments) == 0
    assert "While all of Load balancer is lost" in capsys.readouterr().out

    assert main([*arguments, "--json"]) == 0
    made = [Break.model_validate(each) for each in json.loads(capsys.readouterr().out)]
    assert {each.kind for each in made} == {"loss", "load", "slow"}
