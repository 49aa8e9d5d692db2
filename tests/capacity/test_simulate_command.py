"""`python -m capacity simulate`: a run for a person, the same as JSON, and refusals with a reason."""

import json
from pathlib import Path

import pytest

from capacity.__main__ import main
from capacity.simulate.shapes import QUIETEST, day

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
        (["--shape", "morning"], "no shape that is known here"),
        (["--shape", "pages day"], "there is no operation 'pages'; there are page"),
        (["--shape", "ramp x1.2.3 to x2"], "a factor is a number"),
        (["--policy", "app sheds 200"], "no policy that is known here"),
        (["--policy", "ap sheds 200ms"], "there is no 'ap' to shed or scale. Did you mean 'app'?"),
        (["--policy", "breaker 150% of 3"], "is not between 0 and 100 %"),
        (["--policy", "app scales 60% from 9 to 2"], "from 9 to 2 is no range"),
    ],
)
def test_what_cannot_be_run_is_refused_with_a_reason(
    more: list[str], said: str, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    drawing, load = files

    assert main(["simulate", drawing, "--contract", load, *more]) == 2
    assert said in capsys.readouterr().err


def test_the_load_follows_its_shape_and_policies_act(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    drawing, load = files
    overload = ["simulate", drawing, "--contract", load, "--seconds", "20", "--shape", "ramp x1 to x30", "--json"]  # fmt: skip

    main(overload)
    [without] = json.loads(capsys.readouterr().out)["outcome"]["operations"]
    main([*overload, "--policy", "app scales 60% from 2 to 40 every 1s after 0s", "--policy", "app sheds 100ms"])  # fmt: skip
    [scaled] = json.loads(capsys.readouterr().out)["outcome"]["operations"]

    begins, ends = (without["points"][at]["arrived"] for at in (1, 19))
    assert ends > 5 * begins
    assert scaled["p99"]["value"] < without["p99"]["value"]


def test_a_region_is_lost_with_all_of_its_zones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "region eu\nzone a in eu\nzone b in eu\nzone c\nclient u\nservice app x3 in a, b, c time=5ms\nu -> app"
    drawing = tmp_path / "regions.txt"
    drawing.write_text(text)

    main(["simulate", str(drawing), "--seconds", "20", "--fault", "region eu lost at 5s for 5s", "--json"])  # fmt: skip
    outcome = json.loads(capsys.readouterr().out)["outcome"]

    [app] = outcome["stations"]
    assert app["points"][7]["servers"] == app["points"][2]["servers"] / 3


@pytest.mark.parametrize("peak_factor", [1.0, 1.5, 3.0])
def test_a_day_has_its_peak_in_the_middle_and_the_average_load_on_average(
    peak_factor: float,
) -> None:
    shape = day(peak_factor, 240.0)

    mean = sum(factor for _, factor in shape[:-1]) / (len(shape) - 1)
    assert max(shape, key=lambda point: point[1]) == (120.0, 1.0) or peak_factor == 1
    assert mean == pytest.approx(max(1 / peak_factor, (1 + QUIETEST) / 2))
