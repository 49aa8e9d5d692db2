"""Every rule kind documents itself, and says about fragments of answers what its case table expects."""

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from capacity import yaml_door
from grader import bank, rules
from grader.answer import Answer
from grader.reading import read_answer
from grader.rule import RuleKind
from grader.submission import Submission

CASES = Path(__file__).parent / "cases"
RULE: TypeAdapter[RuleKind] = TypeAdapter(rules.Rule)
KINDS = [each.model_fields["kind"].default for each in rules.KINDS]
ENOUGH = 5  # cases a kind, one of them a near miss


def table(kind: str) -> dict:
    return yaml_door.load_file(CASES / f"{kind}.yaml")


def every_case() -> list:
    return [
        pytest.param(
            case.get("rule", found["rule"]),
            {"exercise": found.get("exercise", "url-shortener"), **case},
            id=f"{kind}: {case['name']}",
        )
        for kind in KINDS
        for found in [table(kind)]
        for case in found["cases"]
    ]


def verdict_of(rule: dict, answer: Answer, slug: str):
    exercise = bank.exercise(slug)
    submission = Submission(exercise, exercise.lexicon, exercise.rubric.signs, answer)
    return RULE.validate_python(rule).check(submission)


@pytest.mark.parametrize(("rule", "case"), every_case())
def test_case(rule: dict, case: dict) -> None:
    verdict = verdict_of(rule, read_answer(case["answer"], as_it_is=True), case["exercise"])

    assert verdict.word == case["verdict"], verdict
    assert case.get("says", "") in verdict.because
    assert case.get("would_earn", "") in verdict.would_earn
    if "share" in case:
        assert verdict.share == pytest.approx(case["share"])
    quotes = [each.quote for each in verdict.evidence]
    for quote in case.get("quotes", []):
        assert quote in quotes


@pytest.mark.parametrize("kind", KINDS)
def test_documented_example_is_a_rule_of_this_kind(kind: str) -> None:
    doc = __import__(f"grader.rules.{kind}", fromlist=["x"]).__doc__

    example = yaml_door.load(doc.partition("In a rubric\n")[2], kind)

    assert "Why it matters" in doc
    assert RULE.validate_python(example["rule"]).kind == kind


@pytest.mark.parametrize("kind", KINDS)
def test_kind_has_enough_cases_and_a_near_miss(kind: str) -> None:
    cases = table(kind)["cases"]

    assert len(cases) >= ENOUGH
    assert any("near" in case["name"] for case in cases)
    assert len({case["verdict"] for case in cases}) >= 2


def test_every_file_is_a_kind_and_every_kind_has_a_table() -> None:
    files = {path.stem for path in Path(rules.__file__).parent.glob("[a-z]*.py")}

    assert files == set(KINDS)
    assert {path.stem for path in CASES.glob("*.yaml")} == set(KINDS)


@pytest.mark.parametrize(("rule", "case"), every_case())
def test_less_than_met_says_what_would_earn_the_rest(rule: dict, case: dict) -> None:
    verdict = verdict_of(rule, read_answer(case["answer"], as_it_is=True), case["exercise"])

    assert verdict.because.endswith((".", "”", "?")), verdict.because
    assert (verdict.word in ("partly", "missed")) == bool(verdict.would_earn)


@pytest.mark.parametrize(("rule", "case"), every_case())
def test_evidence_points_into_the_text_as_it_was_written(rule: dict, case: dict) -> None:
    answer = read_answer(case["answer"], as_it_is=True)

    for each in verdict_of(rule, answer, case["exercise"]).evidence:
        if each.start is not None:
            model = answer.data_model.ddl
            written = model if each.section == "data_model" else getattr(answer, each.section)
            assert written[each.start : each.end].startswith(each.quote[:150])
