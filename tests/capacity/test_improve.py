"""Every change that is proposed is made again here and evaluated again: it does what it says."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capacity.__main__ import main
from capacity.architecture import Architecture
from capacity.commands.evaluate import load
from capacity.drawing_file import read_drawing
from capacity.evaluate import Evaluation, Promised, evaluate
from capacity.exchange.text import parse
from capacity.improve import Change, apply, improve
from capacity.plan import CannotRun
from capacity.workload import Workload
from grader.bank import EXERCISES
from tests.capacity.drawings import architectures

ANSWERS = EXERCISES / "url-shortener" / "answers"
PROMISES = ("p99", "availability", "freshness", "budget")
PROMISED = {"p99": "100 ms", "availability": "99.9%"}


def asked(rate: float, budget: str = "$100k/month", **more: object) -> Workload:
    one = {"id": "page", "rate": rate, "promises": PROMISED, **more}
    return Workload.model_validate({"operations": [one], "budget": budget})


def first(text: str, load: Workload) -> Change:
    return improve(parse(text), load)[0]


def edits(found: Change) -> list[tuple[str, str, object]]:
    return [(each.kind, each.at, each.after) for each in found.edits]


# --- where the best change is obvious -----------------------------------------------------------------


def test_what_stands_alone_gets_a_second() -> None:
    best = first("client u\nservice app\nsql_database db x2\nu -> app\napp -> db read", asked(10))

    assert edits(best) == [("instances", "app", 2)]
    assert best.keeps_all
    assert best.sentence.startswith(
        "One more app instance: availability of “page” 99.5 % → 99.995 %"
    )
    assert best.sentence.endswith("+$69 a month.")


def test_the_second_stands_in_another_zone() -> None:
    text = "zone a\nzone b\nclient u\nservice app in a\nu -> app"

    best = first(text, asked(10))

    assert edits(best) == [("instances", "app", 2), ("zones", "app", ("a", "b"))]
    assert best.sentence.startswith("One more app instance in zone b:")


def test_two_in_one_zone_are_spread_without_another_machine() -> None:
    text = "zone a up=99.8%\nzone b up=99.8%\nclient u\nservice app x2 in a\nu -> app"

    best = first(text, asked(10))

    assert edits(best) == [("zones", "app", ("a", "b"))]
    assert best.costs == 0
    assert best.sentence.startswith("App spread over zones a and b:")


def test_what_is_too_busy_gets_as_many_as_the_load_needs_with_room_to_spare() -> None:
    text = "client u\nservice app x2 time=10ms at_once=1 up=100%\nu -> app"

    best = first(text, asked(400))

    assert edits(best) == [("instances", "app", 6)]  # 4 are busy; 6 are 67 % busy, 5 would be 80 %
    assert "p99 of “page” without bound →" in best.sentence
    assert "app busy 200 % → 66.7 %" in best.sentence


def test_a_slow_store_is_spared_by_a_cache() -> None:
    text = (
        "client u\nservice app x2 up=100%\nsql_database db x2 time=40ms at_once=8 price=$4000/month\n"
        "u -> app\napp -> db read"
    )

    best = first(text, asked(450))

    assert [each.kind for each in best.edits] == ["cache"]
    assert best.sentence.startswith("A cache that app looks into before db:")
    assert any("hit ratio" in each for each in best.assumed)


def test_a_log_takes_over_what_no_answer_depends_on() -> None:
    text = (
        "client u\nservice app x6\nsql_database links x2\nsql_database clicks x2 write_time=20ms at_once=8\n"
        "u -> app\napp -> links read\napp -> clicks write"
    )

    best = first(text, asked(700))

    assert [each.kind for each in best.edits] == ["stream"]
    assert best.sentence.startswith("A log between app and clicks, read in batches:")


def test_a_write_that_is_the_operation_is_never_handed_over() -> None:
    text = "client u\nservice app x2\nsql_database db time=200ms\nu -> app\napp -> db write"

    found = improve(parse(text), asked(10, writes=True))

    assert not [edit for each in found for edit in each.edits if edit.kind in ("queue", "stream")]


def test_a_full_disk_gets_shards() -> None:
    load = asked(10, writes=True, keeps="10 kB", kept_for="5 years")
    text = "client u\nservice app x2\nsql_database db x3 storage=2TB\nu -> app\napp -> db write"

    best = first(text, load)

    assert [(each.kind, each.at) for each in best.edits] == [("shards", "db")]
    assert "disk of db" in best.sentence


def test_several_things_that_are_wrong_are_put_right_together() -> None:
    text = "client u\nload_balancer lb\nservice app\nsql_database db\nu -> lb\nlb -> app\napp -> db read"

    best = first(text, asked(10))

    assert edits(best) == [("instances", each, 2) for each in ("lb", "app", "db")]
    assert best.keeps_all


def test_what_is_not_needed_is_saved() -> None:
    text = "client u\nservice app x20\nsql_database db x2\ncache spare\nu -> app\napp -> db read"

    found = improve(parse(text), asked(100))

    assert {("remove", "spare", None), ("instances", "app", 2)} <= set(edits(found[0]))
    assert found[0].costs < -1000
    assert found[0].sentence.endswith("a month.")
    assert "every promise is still kept" in found[0].sentence


def test_a_budget_that_is_exceeded_is_met() -> None:
    text = "client u\nservice app x40\nu -> app"

    best = first(text, asked(100, budget="$1000/month"))

    assert best.keeps_all
    assert [(each.kind, each.at) for each in best.edits] == [("instances", "app")]


def test_nothing_is_proposed_where_nothing_would_help() -> None:
    assert improve(parse("client u\nservice app managed=yes up=99%\nu -> app"), asked(1)) == ()


def test_who_waits_in_a_circle_is_told_so() -> None:
    with pytest.raises(CannotRun):
        improve(parse("client u\nservice a\nservice b\nu -> a\na -> b\nb -> a"), asked(1))


# --- what is claimed is so -----------------------------------------------------------------------------


def check(drawing: Architecture, load: Workload, found: tuple[Change, ...]) -> None:
    """Each change, made and evaluated again: every number is what was said, and nothing was broken."""
    before = evaluate(drawing, load)
    for change in found:
        after = evaluate(apply(drawing, change), load)
        assert change.cost_before == before.cost.total
        assert change.cost_after == after.cost.total
        promised = [each for each in change.effects if each.what in PROMISES]
        assert [each.before for each in promised] == [each.found for each in said(before)]
        assert [each.after for each in promised] == [each.found for each in said(after)]
        assert [each.kept_after for each in promised] == [each.kept for each in said(after)]
        for old, new in zip(said(before), said(after), strict=True):
            assert not (old.kept and not new.kept), change.sentence
        if change.keeps_all:
            assert all(each.kept is not False for each in said(after))
        assert change.sentence.endswith(".")
        assert change.sentence[0] == change.sentence[0].upper()


def said(found: Evaluation) -> tuple[Promised, ...]:
    return found.all_promises


LOAD = Workload.model_validate(
    {
        "operations": [
            {"id": "show", "rate": "400/s", "peak_factor": 2, "response": "2 kB", "skew": 1, "items": 1e6,
             "promises": {"p99": "80 ms", "availability": "99.95%"}},
            {"id": "save", "writes": True, "rate": "20/s", "keeps": "2 kB", "kept_for": "3 years",
             "promises": {"p99": "200 ms", "availability": "99.9%", "freshness": "1 min"}},
        ],
        "budget": "$3000/month",
    }
)  # fmt: skip


@st.composite
def drawings(draw: st.DrawFn) -> str:
    """A client, and up to six boxes behind it that call one another, most of them too few."""
    kinds = st.sampled_from(
        ["service", "load_balancer", "cache", "sql_database", "key_value_store", "queue", "worker"]
    )
    lines = ["zone a", "zone b", "client u"]
    count = draw(st.integers(2, 6))
    for number in range(count):
        place = draw(st.sampled_from(["", "in a", "in a, b"]))
        copies, time = draw(st.integers(1, 4)), draw(st.sampled_from(["", "time=5ms", "time=40ms"]))
        lines.append(f"{draw(kinds)} n{number} x{copies} {time} {place}")
    lines.append("u -> n0")
    for number in range(1, count):
        source = draw(st.integers(0, number - 1))
        how = draw(
            st.sampled_from(["", "read", "write", "async", "write for show", "read for show"])
        )
        lines.append(f"n{source} -> n{number} {how}")
    return "\n".join(lines)


@given(text=drawings())
@settings(max_examples=25, deadline=None)
def test_every_change_does_what_it_says(text: str) -> None:
    drawing = parse(text)

    check(drawing, LOAD, improve(drawing, LOAD))


@given(drawing=architectures())
@settings(max_examples=20, deadline=None)
def test_any_drawing_is_answered(drawing: Architecture) -> None:
    try:
        found = improve(drawing, LOAD)
    except CannotRun:
        return

    check(drawing, LOAD, found)


@pytest.mark.parametrize("path", sorted(ANSWERS.glob("*.yaml")), ids=lambda path: path.stem)
def test_stored_answers_are_improved_as_they_are_told(path: Path) -> None:
    if path.stem in ("empty", "overbuilt"):  # nothing is drawn; and the bench runs the large one
        return
    drawing, load = read_drawing(path), shortener()

    check(drawing, load, improve(drawing, load))


def shortener() -> Workload:
    return load("url-shortener", Path())


# --- the command line ----------------------------------------------------------------------------------


def test_command_says_what_helps(capsys: pytest.CaptureFixture[str]) -> None:
    stored = ANSWERS / "synchronous-clicks.yaml"

    assert main(["improve", str(stored), "--contract", "url-shortener"]) == 0

    said = capsys.readouterr().out
    assert "Every promise is kept after" in said
    assert "A log between app and Click statistics" in said


def test_command_gives_changes_that_can_be_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    stored = ANSWERS / "single-database.yaml"

    assert main(["improve", str(stored), "--contract", "url-shortener", "--json"]) == 0

    printed = json.loads(capsys.readouterr().out)
    sentences = [each.pop("sentence") for each in printed]
    made = [Change.model_validate(each) for each in printed]
    assert [each.sentence for each in made] == sentences
    check(read_drawing(stored), shortener(), tuple(made))
