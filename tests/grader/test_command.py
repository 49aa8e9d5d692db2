"""The command line: a report one can read, JSON one can parse, and errors that say what to do."""

import json
from pathlib import Path

import pytest

from grader.__main__ import main

PROBE = "tests/exercises/probes/short-and-right.yaml"


def test_report_is_printed_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["grade", "url-shortener", PROBE])

    printed = capsys.readouterr().out
    assert code == 0
    assert "URL shortener: " in printed
    assert "of 100" in printed
    assert "estimating-load#load-cache" in printed
    assert max(map(len, printed.splitlines())) <= 120


def test_report_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    main(["grade", "url-shortener", PROBE, "--json"])

    report = json.loads(capsys.readouterr().out)
    assert {"score", "level", "checks"} <= set(report)
    assert {"id", "points", "max", "verdict", "because", "evidence"} <= set(report["checks"][0])


def test_json_file_is_read_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.json"
    path.write_text(json.dumps({"functional": "x"}))

    assert main(["grade", "url-shortener", str(path)]) == 0
    bare = capsys.readouterr().out
    path.write_text(json.dumps({"about": "mine", "answer": {"functional": "x"}}))
    assert main(["grade", "url-shortener", str(path)]) == 0
    assert capsys.readouterr().out == bare
    assert "URL shortener" in bare


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["url-shortner", PROBE], "Did you mean 'url-shortener'?"),
        (["url-shortener", "nowhere.yaml"], "nowhere.yaml: cannot be read"),
        (["url-shortener", "nowhere.json"], "nowhere.json: cannot be read"),
    ],
)
def test_errors_say_what_is_wrong(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["grade", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_errors_in_an_answer_name_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deep = tmp_path / "deep.json"
    deep.write_text('{"functional":' + "[" * 100_000 + "]" * 100_000 + "}")

    assert main(["grade", "url-shortener", str(deep)]) == 2
    assert f"{deep}: answer: is nested" in capsys.readouterr().err
