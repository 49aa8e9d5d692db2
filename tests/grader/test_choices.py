"""What decides a problem is told badly, well and better, for after it was handed in."""

import shutil
from pathlib import Path

import pytest

from capacity.frozen import BadInput
from grader import bank
from grader.prove.lint import lint
from grader.prove.material import Material


def copied(folder: Path, edit: tuple[str, str] | None = None) -> Path:
    """A copy of the URL shortener, its choices edited as said or taken away."""
    copy = folder / "url-shortener"
    shutil.copytree(bank.EXERCISES / "url-shortener", copy)
    for path in copy.glob("answers/*.yaml"):
        if path.stem != "strong-cache-aside":
            path.unlink()
    file = copy / "choices.yaml"
    if edit is None:
        file.unlink()
        return copy
    text = file.read_text(encoding="utf-8")
    assert edit[0] in text
    file.write_text(text.replace(*edit, 1), encoding="utf-8")
    return copy


@pytest.mark.parametrize("slug", [each.slug for each in bank.exercises()])
def test_each_choice_is_looked_at_by_a_check_and_told_three_ways(slug: str) -> None:
    found = bank.choices(slug)

    checks = {each.id for each in bank.exercise(slug).rubric.checks}
    for choice in found:
        assert set(choice.checks) <= checks
        assert choice.question.endswith("?")
        said = [text for _, each in choice.treatments for text in (each.does, each.because)]
        assert len(set(said)) == 6


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("checks: [redirect-status-fits", "checks: [redirect-status-fit", "choices[1].checks: the rubric has no check 'redirect-status-fit'. Did you mean 'redirect-status-fits'?"),
        ("  great:", "  grate:", "choices[0].great: is missing"),
        ("    does: 301, because", "    dose: 301, because", "choices[1].bad.dose: unknown key. Did you mean 'does'?"),
    ],
)  # fmt: skip
def test_wrong_file_is_refused_by_name(tmp_path: Path, old: str, new: str, says: str) -> None:
    folder = copied(tmp_path, (old, new))

    with pytest.raises(BadInput) as refused:
        list(lint(Material(folder)))

    assert f"exercises/url-shortener/choices.yaml: {says}" in str(refused.value)


def test_full_exercise_without_choices_or_notes_is_not_complete(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "design.md").unlink()

    said = [str(each) for each in lint(Material(folder)) if each is not None]

    assert any("choices.yaml" in each and "came 0" in each for each in said)
    assert any("design.md" in each for each in said)


def test_exercise_without_such_a_file_has_no_choices(tmp_path: Path) -> None:
    material = Material(copied(tmp_path))

    assert bank.read_choices(material.folder, material.exercise.rubric) == ()
