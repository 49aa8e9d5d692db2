"""What goes wrong is said: rules that fail inside go to a person, rubrics fail at the door by name."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from capacity import yaml_door
from capacity.frozen import BadInput
from grader import bank
from grader.grade import grade
from grader.reading import read_answer
from grader.rubric import Rubric
from grader.rules.endpoint import Endpoint
from grader.rules.status_fits import StatusFits
from grader.submission import Submission

FOLDER = bank.EXERCISES / "url-shortener"
EXERCISE = bank.exercise("url-shortener")
STRONG = read_answer(yaml_door.load_file(FOLDER / "answers" / "strong-cache-aside.yaml")["answer"])


def fail(*_: Any) -> Any:
    raise ZeroDivisionError("planted")


def test_rule_that_fails_inside_cannot_judge_and_costs_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = grade(EXERCISE, STRONG)
    monkeypatch.setattr(Endpoint, "check", fail)

    report = grade(EXERCISE, STRONG)

    check = report.check("create-endpoint")
    assert check.verdict == "cannot judge"
    assert "The rule endpoint failed inside (ZeroDivisionError: planted)" in check.because
    assert any("An endpoint creates a link" in each for each in report.needs_person)
    assert report.score >= before.score - 1


def test_penalty_that_fails_inside_costs_nothing_and_goes_to_a_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(StatusFits, "check", fail)
    answer = yaml_door.load_file(FOLDER / "answers" / "permanent-redirect-exact-counts.yaml")

    report = grade(EXERCISE, read_answer(answer["answer"]))

    found = next(each for each in report.penalties if each.id == "kept-redirect-and-counts")
    assert (found.verdict, found.points) == ("cannot judge", 0)
    assert any(found.title in each for each in report.needs_person)


@pytest.mark.parametrize("part", ["documents", "schema", "drawing", "numbers", "_named_in"])
def test_part_that_cannot_be_opened_never_crashes_a_grade(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Submission, part, property(fail))

    report = grade(EXERCISE, STRONG)

    waiting = [each for each in report.checks if each.verdict == "cannot judge"]
    assert waiting
    assert not any("planted" in each.because for each in report.checks if each not in waiting)
    assert report.needs_person


def rule(of: int, **changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda raw: raw["checks"][of]["rule"].update(changes)


def without(of: int, key: str) -> Callable[[dict[str, Any]], None]:
    return lambda raw: raw["checks"][of]["rule"].pop(key)


def nested(raw: dict[str, Any]) -> None:
    raw["checks"][0]["rule"] = {
        "kind": "all_of",
        "parts": {
            "one": {"kind": "said", "what": "x", "about": ["cache"]},
            "two": {"kind": "path_exists", "wantd": ["create"]},
        },
    }


def all_prose(raw: dict[str, Any]) -> None:
    for each in raw["checks"][:20]:
        each["rule"] = {"kind": "said", "what": "anything", "about": ["cache"]}


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (rule(0, kind="requirment_stated"), "checks[0].rule.kind: 'requirment_stated' is not known here. Did you mean 'requirement_stated'?"),
        (rule(2, percentle=True), "checks[2].rule.percentle: unknown key. Did you mean 'percentile'?"),
        (without(2, "unit"), "checks[2].rule.unit: is missing."),
        (without(2, "kind"), "checks[2].rule.kind: is missing."),
        (rule(2, at_most=5), "checks[2].rule.at_most: must be text, not '5'."),
        (rule(3, apart="abc"), "checks[3].rule.apart: must be a list, as in [one, two], not 'abc'."),
        (lambda raw: raw["checks"][2].update(rule=None), "checks[2].rule: must be a mapping, as in {key: value}, not nothing."),
        (lambda raw: raw["checks"][2].update(levl="x"), "checks[2].levl: unknown key. Did you mean 'level'?"),
        (lambda raw: raw["checks"][2].update(level="jnior"), "checks[2].level: 'jnior' is not known here. Did you mean 'junior'?"),
        (lambda raw: raw["checks"][4].update(phase="requirement"), "checks[4].phase: there is no 'requirement' here. Did you mean 'requirements'?"),
        (nested, "checks[0].rule.parts.two.wantd: unknown key. Did you mean 'wanted'?"),
        (rule(0, wanted=["craete"]), "checks[0].rule.operation: there is no 'craete' here. Did you mean 'create'?"),
        (all_prose, "rules over prose carry"),
    ],
)  # fmt: skip
def test_wrong_rubric_fails_at_the_door_with_its_place(
    spoil: Callable[[dict[str, Any]], None], said: str
) -> None:
    raw = copy.deepcopy(yaml_door.load_file(FOLDER / "rubric.yaml"))
    spoil(raw)

    with pytest.raises(BadInput) as refused:
        bank._checked(Rubric, raw, "exercises/url-shortener/rubric.yaml")

    first = str(refused.value)
    assert first.startswith("exercises/url-shortener/rubric.yaml")
    assert said in first
