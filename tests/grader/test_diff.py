"""What a rubric edit does to every answer is shown before it is saved."""

import json
from pathlib import Path

import pytest

from grader import bank
from grader.__main__ import main

OLD = bank.EXERCISES / "url-shortener" / "rubric.yaml"
LATENCY = "at_most: 200 ms"


def edited(folder: Path, *edits: tuple[str, str]) -> str:
    text = OLD.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "new.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    assert main(["diff", str(OLD), *arguments, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_same_rubric_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    found = shown(capsys, str(OLD))

    assert found["summary"]["unchanged"] == found["summary"]["answers"] >= 15
    assert all(not each["entries"] for each in found["changes"])


def test_tighter_number_moves_points(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = shown(capsys, edited(tmp_path, (LATENCY, "at_most: 9 ms")), "strong-cache-aside")

    (change,) = found["changes"]
    (entry,) = change["entries"]
    assert (entry["id"], entry["was"], entry["now"]) == ("redirect-latency-promised", 2, 0.8)
    assert "needs at most 9 ms" in entry["because"]
    assert found["summary"]["fall"] == 1
    assert found["summary"]["points_by_check"] == {"redirect-latency-promised": -1.2}
    assert found["old_digest"] != found["new_digest"]


def test_narrower_reading_moves_evidence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = ("about: [latency], unit: ms", "about: [redirecting], unit: ms")

    found = shown(capsys, edited(tmp_path, elsewhere), "strong-serverless-edge")

    moved = [each for each in found["changes"][0]["entries"] if each["evidence_moved"]]
    assert len(moved) == found["summary"]["evidence_by_check"].get("redirect-latency-promised", 0)


def test_level_and_caps_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    higher = ("senior: {score: 70", "senior: {score: 99.9")
    lower = ("limit: 65\n    because: Every redirect reads the store", "limit: 64\n    because: Every redirect reads the store")  # fmt: skip

    found = shown(capsys, edited(tmp_path, higher, lower), "strong-wide-column", "no-cache")

    assert found["summary"]["biggest"] == ["no-cache"]
    assert found["changes"][1]["now"] == 64


def test_check_that_is_gone_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    renamed = ("- id: read-write-ratio", "- id: ratio")

    code = main(["diff", str(OLD), edited(tmp_path, renamed), "no-cache"])

    printed = capsys.readouterr().out
    assert code == 0
    assert "read-write-ratio: 2 (met) → gone" in printed
    assert "ratio: new → 2 (met)" in printed


def test_rubrics_of_no_exercise_ask_for_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = edited(tmp_path)

    assert main(["diff", new, new]) == 2
    assert "--exercise NAME" in capsys.readouterr().err
    assert main(["diff", new, new, "--exercise", "url-shortener"]) == 0


def test_broken_rubric_is_named_by_its_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = edited(tmp_path, (LATENCY, "at_mst: 90 ms"))

    assert main(["diff", str(OLD), new]) == 2
    assert new in capsys.readouterr().err
