"""What nearly every exercise asks for is said once, and a rubric takes it in by name."""

import re

import pytest

from capacity import yaml_door
from capacity.frozen import BadInput
from grader import bank
from grader.rubric import Cap, Check, Penalty
from grader.shared_checks import KINDS, shared, with_shared

EVERY = [(kind, name) for kind in KINDS for name in shared()[kind]]
BLANKS = {
    "operation": "feed",
    "of": "the feed",
    "at_most": "1 s",
    "at_least": "99.9 %",
    "apart": [["latency"], ["availability"]],
    "topics": ["latency", "availability"],
    "wanted": ["feed"],
    "name": "feed_rate",
    "rate": "feed_rate",
    "storage": "post_storage",
    "missed": ["working-paths"],
}


def taken_in(kind: str, **each: object) -> dict:
    (found,) = with_shared({kind: [each]}, "rubric.yaml")[kind]
    return found


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_each_shared_part_is_whole_once_it_is_filled_in(kind: str, name: str) -> None:
    points = {} if kind == "penalties" else {"points": 2}
    words = str(shared()[kind][name])
    given = {key: value for key, value in BLANKS.items() if f"{{{key}}}" in words}
    for usual in shared()[kind][name].get("usual", {}):
        given.pop(usual, None)

    found = taken_in(kind, use=name, **given, **(points if kind == "checks" or "{points}" in words else {}))  # fmt: skip

    model = {"checks": Check, "penalties": Penalty, "caps": Cap}[kind].model_validate(found)
    assert model.id == name
    assert not re.search(r"\{[a-z_]+\}", model.model_dump_json())


def test_what_the_rubric_writes_takes_the_place_of_what_is_shared() -> None:
    found = taken_in("checks", use="no-single-loss", id="feeds-go-on", of="the feed", operation="feed", points=3, level="staff")  # fmt: skip

    assert (found["id"], found["level"], found["points"]) == ("feeds-go-on", "staff", 3)
    assert found["title"] == "No single loss stops the feed"
    assert found["rule"] == {"kind": "no_single_point_of_failure", "operation": "feed"}


def test_what_is_left_out_or_misspelt_is_said_by_its_place() -> None:
    with pytest.raises(BadInput) as absent:
        with_shared({"checks": [{"use": "units-hold"}, {"use": "no-single-loss", "points": 3}]}, "rubric.yaml")  # fmt: skip
    with pytest.raises(BadInput) as misspelt:
        taken_in("penalties", use="boxes-without-uses")

    assert str(absent.value) == "rubric.yaml: checks[1]: 'no-single-loss' asks for of, operation."
    assert str(misspelt.value).startswith("rubric.yaml: penalties[0].use: 'boxes-without-uses' is not shared. Did you mean 'boxes-without-use'?")  # fmt: skip


def test_rubric_may_ask_for_words_of_the_field_that_its_exercise_does_not_list() -> None:
    own = yaml_door.load_file(bank.EXERCISES / "news-feed" / "lexicon.yaml")
    exercise = bank.exercise("news-feed")

    assert "queue_claimed" not in own
    assert exercise.lexicon.is_about("We publish to Kafka.", "queue_claimed")
