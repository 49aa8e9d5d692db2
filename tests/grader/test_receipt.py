"""A receipt is the same bytes for the same grade, and says which check changed when it is not."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from capacity import yaml_door
from capacity.frozen import BadInput
from grader import bank
from grader.__main__ import main
from grader.grade import grade
from grader.reading import read_answer
from grader.receipt import canonical, differences, digest_of, in_words, receipt
from tests.grader import golden

ROOT = Path(__file__).parents[2]
EXERCISE = bank.exercise("url-shortener")
RAW = yaml_door.load_file(bank.EXERCISES / "url-shortener" / "answers" / "strong-cache-aside.yaml")[
    "answer"
]
REPORT = grade(EXERCISE, read_answer(RAW))


def turned(value: Any) -> Any:
    """The same JSON with every mapping written the other way round."""
    if isinstance(value, dict):
        return {key: turned(inner) for key, inner in reversed(value.items())}
    return [turned(inner) for inner in value] if isinstance(value, list) else value


def test_order_of_keys_changes_nothing() -> None:
    other = grade(EXERCISE, read_answer(json.dumps(turned({**RAW, "estimates": list_of(RAW)}))))
    same = grade(EXERCISE, read_answer({**RAW, "estimates": list_of(RAW)}))

    assert canonical(receipt(other)) == canonical(receipt(same))


def list_of(raw: dict[str, Any]) -> list[dict[str, Any]]:
    found = raw["estimates"]
    return found if isinstance(found, list) else [{"name": n, **each} for n, each in found.items()]


@pytest.mark.parametrize("answer", ["strong-wide-column", "buzzwords"])
def test_same_bytes_for_every_hash_seed(answer: str) -> None:
    command = [sys.executable, "-m", "grader", "receipt", "url-shortener", answer, "--json"]
    made = {
        subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }

    assert len(made) == 1
    found = json.loads(made.pop())
    assert digest_of(found) == found["digest"]


@pytest.mark.parametrize("name", golden.ANSWERS)
def test_stored_receipt_is_made_again_byte_for_byte(name: str) -> None:
    stored = (golden.STORED / f"{name}.json").read_bytes()

    assert differences(json.loads(stored), golden.report_of(name)) == []
    assert golden.made(name) == stored


def test_receipt_holds_verdict_points_sentence_evidence_and_digests() -> None:
    made = receipt(REPORT)
    line = next(each for each in made["checks"] if each["id"] == "write-rate")

    assert line.keys() >= {"verdict", "points", "max", "because", "evidence"}
    assert line["evidence"][0]["section"] == "estimates"
    assert made["rubric_digest"] == EXERCISE.rubric_digest
    assert made["answer_digest"] == REPORT.answer_digest
    assert differences(json.loads(canonical(made)), REPORT) == []


def test_changed_grade_names_the_check() -> None:
    estimates = [each for each in list_of(RAW) if each["name"] != "write_rate"]
    later = grade(EXERCISE, read_answer({**RAW, "estimates": estimates}))

    said = differences(json.loads(canonical(receipt(REPORT))), later)

    assert any(each.startswith("The answer is another") for each in said)
    assert any(each.startswith("write-rate: met, 2 points then, missed") for each in said)


def test_receipt_that_was_changed_says_so() -> None:
    made = {**receipt(REPORT), "score": 12}

    assert "changed after it was made" in differences(json.loads(canonical(made)), REPORT)[0]
    with pytest.raises(BadInput):
        differences({"score": 3}, REPORT)


def test_command_makes_checks_and_explains_receipts(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "receipt.json"
    assert main(["receipt", "url-shortener", "no-cache", "--json"]) == 0
    kept.write_text(capfd.readouterr().out)

    assert main(["receipt", "url-shortener", "no-cache", "--check", str(kept)]) == 0
    assert "byte for byte" in capfd.readouterr().out
    assert main(["receipt", "url-shortener", "average-textbook", "--check", str(kept)]) == 1
    assert "The answer is another" in capfd.readouterr().out
    assert main(["receipt", "url-shortener", "no-cache"]) == 0
    assert "The same answer under the same rubric" in capfd.readouterr().out


def test_words_for_a_learner_name_the_three_digests() -> None:
    said = in_words(REPORT)

    assert REPORT.answer_digest in said
    assert REPORT.rubric_digest in said
    assert receipt(REPORT)["digest"][:16] in said
