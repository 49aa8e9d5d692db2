"""`python -m capacity simulate`: a run for a person, the same as JSON, and refusals with a reason."""

import json
from pathlib import Path

import pytest

from capacity.__main__ import main

DRAWING = """
client u
service app x2 in a, b time=5ms at_once=4
sql_database db x2 in a, b time=2ms at_once=4
u -> app
app -> db read
"""
LOAD = """
operations:
  - {id: page, rate: 100/s}
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "shop.txt").write_text(DRAWING)
    (tmp_path / "load.yaml").write_text(LOAD)
    return str(tmp_path / "shop.txt"), str(tmp_path / "load.yaml")


def test_a_run_is_told_with_a_chart_and_a_sentence(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    drawing, load = files

    code = main(
        ["simulate", drawing, "--contract", load, "--seconds", "30", "--fault", "zone b lost at 10s for 5s"]
    )  # fmt: skip
    said = capsys.readouterr().out

    assert code == 0
    assert "requests/s answered" in said
    assert "▇" in said or "█" in said
    assert "With zone b lost at 10 s for 5 s, the p99 of “page”" in said


def test_the_same_seed_prints_the_same_json(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    drawing, load = files
    arguments = ["simulate", drawing, "--contract", load, "--seconds", "5", "--json"]
    main(arguments)
    first = capsys.readouterr().out
    main(arguments)

    assert capsys.readouterr().out == first
    assert json.loads(first)["outcome"]["operations"][0]["id"] == "page"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--fault", "flood at 3s"], "no fault that is known here"),
        (["--fault", "dbs slow x3 at 3s"], "there is no 'dbs'"),
        (["--seconds", "0"], "take between 1"),
        (["--seed", "-1"], "whole number from 0"),
        (["--seconds", "99999"], "Take --seconds"),
    ],
)
def test_what_cannot_be_run_is_refused_with_a_reason(
    more: list[str], said: str, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    drawing, load = files

    assert main(["simulate", drawing, "--contract", load, *more]) == 2
    assert said in capsys.readouterr().err
