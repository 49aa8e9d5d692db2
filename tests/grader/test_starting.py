"""A new rule runs its cases and a new exercise proves itself, as soon as they are written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from capacity.frozen import BadInput
from grader import bank, starting
from grader.prove.discrimination import STRONG
from grader.prove.material import Material
from grader.prove.proof import prove_folders

ROOT = Path(__file__).parents[2]


def test_new_exercise_proves_itself_and_tells_itself_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "ROOT", tmp_path)

    written = starting.new_exercise("kept-notes")

    folder = tmp_path / "exercises" / "kept-notes"
    (proven,) = prove_folders([folder], [folder, bank.EXERCISES / "url-shortener"])
    assert [str(each) for proof in proven.proofs for each in proof.findings] == []
    assert proven.exercise == "kept-notes"
    assert proven.proofs[-1].tried >= 3  # strong answers to the URL shortener
    assert {path.name for path in written} >= {"brief.md", "design.md", "mutants.yaml"}
    assert not any("TODO" in path.read_text() or "SLUG" in path.read_text() for path in written)


def test_answers_to_a_new_exercise_stay_low_in_the_url_shortener(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "ROOT", tmp_path)
    starting.new_exercise("kept-notes")
    notes = Material(tmp_path / "exercises" / "kept-notes")
    shortener = Material(bank.EXERCISES / "url-shortener")

    strong = [name for name, report in notes.reports.items() if report.score >= STRONG]
    scores = [shortener.grade(notes.answers[name].answer).score for name in strong]

    assert len(scores) >= 3
    assert max(scores) < 40


def test_new_rule_runs_its_cases_in_a_copy_of_the_project(tmp_path: Path) -> None:
    for name in ("grader", "exercises", "tests/grader", "pyproject.toml"):
        source = ROOT / name
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}

    def python(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *arguments], cwd=tmp_path, env=environment, text=True,
            capture_output=True, check=False,
        )  # fmt: skip

    made = python("grader", "new-rule", "mentioned_at_all")
    tests = python("pytest", "tests/grader/test_rules.py", "-q", "-n", "0", "-p", "no:cacheprovider",
                   "-k", "mentioned_at_all or every_file")  # fmt: skip
    files = ("grader/rules/mentioned_at_all.py", "grader/rules/__init__.py")
    styled = python("ruff", "check", *files)
    formatted = python("ruff", "format", "--check", *files)

    assert made.stdout.count("wrote ") == 3, made.stderr
    assert tests.returncode == 0, tests.stdout
    assert "18 passed" in tests.stdout  # five cases, three times; the example; the table; the list
    assert styled.returncode == formatted.returncode == 0, styled.stdout + formatted.stdout
    again = python("grader", "new-rule", "mentioned_at_all")
    assert again.returncode == 2


@pytest.mark.parametrize("name", ["Path", "a", "path-is-short", "1st"])
def test_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match="is not a name for a rule"):
        starting.new_rule(name)


def test_what_is_there_is_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "ROOT", tmp_path)
    starting.new_exercise("kept-notes")

    with pytest.raises(BadInput, match="is there already"):
        starting.new_exercise("kept-notes")
