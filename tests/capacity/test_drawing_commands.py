"""`python -m capacity evaluate` and `draw`: what a person reads, and what is refused."""

import json
import sys
import types
from pathlib import Path
from typing import get_args

import pytest

from capacity.__main__ import main
from capacity.architecture import Architecture, Component, Kind
from capacity.drawing_file import of_text
from capacity.exchange import diagrams_code
from capacity.exchange.text import parse, write
from grader.bank import EXERCISES

STRONG = EXERCISES / "url-shortener" / "answers" / "strong-cache-aside.yaml"
SMALL = (
    'client u "You"\nservice app "App" x2\nsql_database db\nu -> app\napp -> db read for redirect\n'
)


def test_an_answer_is_evaluated_under_its_exercise(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["evaluate", str(STRONG), "--contract", "url-shortener"])

    said = capsys.readouterr().out
    assert status == 0
    assert "kept   follow a short link: 99 of 100 are answered within" in said
    assert "Redirect service is busiest" in said
    assert "assumed 1 ms of work on a request" in said


@pytest.mark.parametrize("suffix", [".txt", ".mmd", ".json", ".yaml"])
def test_every_form_of_a_file_is_read(
    suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forms = {".txt": "text", ".mmd": "mermaid", ".json": "json", ".yaml": "json"}
    source = tmp_path / "small.txt"
    source.write_text(SMALL, encoding="utf-8")
    main(["draw", str(source), "--as", forms[suffix]])
    file = tmp_path / f"small{suffix}"
    file.write_text(capsys.readouterr().out, encoding="utf-8")

    status = main(["evaluate", str(file), "--json"])

    found = json.loads(capsys.readouterr().out)
    assert status == 0
    assert [each["id"] for each in found["components"]] == ["app", "db"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("service a\nservice b\nclient u\nu -> a\na -> b\nb -> a", "each waits for the next"),
        ("service app time=5 bananas", "line 1, column 20"),
        ("service app time=0s", "service_time: is 0.0; it must be more than 0"),
        ("service app x2 need=3", "need is 3, but 'app' has 2 instances"),
        ("service app variability=101", "variability: is 101.0; it can be at most 100"),
        ("service app up=0%", "availability: is 0.0; it must be more than 0"),
        ("service app price=-5", "negative"),
        ("service app at_once=0", "concurrency: is 0; it must be at least 1"),
    ],
)
def test_what_cannot_run_is_refused_in_words(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "drawing.txt"
    file.write_text(text, encoding="utf-8")

    status = main(["evaluate", str(file)])

    assert status == 2
    assert said in capsys.readouterr().err


def test_an_unknown_contract_names_the_exercises(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "drawing.txt"
    file.write_text(SMALL, encoding="utf-8")

    assert main(["evaluate", str(file), "--contract", "url-shortner"]) == 2
    assert "url-shortener" in capsys.readouterr().err


def test_parameters_are_written_as_people_write_them() -> None:
    line = "service app x2 time=5ms variability=0.5 at_once=8 queue=100 timeout=2s retries=3 up=99.5% storage=500GB price=$70"

    drawn = parse(line)

    assert drawn.component("app").storage == 5e11
    assert write(drawn).strip() == line
    assert of_text(write(drawn)) == drawn


def test_the_diagrams_program_runs_and_draws_every_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = get_args(Kind)
    drawing = Architecture(
        components=tuple(Component(id=each, kind=each, name='a"b') for each in kinds)
    )
    made: list[str] = []

    class Box:
        def __init__(self, label: str, **_: object) -> None:
            made.append(label)

        def __enter__(self) -> None: ...
        def __exit__(self, *_: object) -> None: ...

    names = {"diagrams": ("Cluster", "Diagram", "Edge")}
    for module, name in set(diagrams_code.ICONS.values()):
        names[module] = (*names.get(module, ()), name)
    for module, classes in names.items():
        fake = types.ModuleType(module)
        for each in classes:
            setattr(fake, each, Box)
        monkeypatch.setitem(sys.modules, module, fake)

    exec(compile(diagrams_code.write(drawing), "drawn", "exec"), {})

    assert made.count('a"b') == len(kinds)
