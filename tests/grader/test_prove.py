"""A rubric that breaks one of its promises is found out, in words that its author understands."""

import json
import shutil
from pathlib import Path

import pytest

from capacity.frozen import BadInput
from grader import bank
from grader.__main__ import main
from grader.prove.bands import bands
from grader.prove.discrimination import discrimination
from grader.prove.kill_matrix import every_check_is_tried, kill_matrix
from grader.prove.lint import lint
from grader.prove.material import Material, Mutants
from grader.prove.monotone import monotone
from grader.prove.mutants import mutants
from grader.prove.neutral import neutral

SHORTENER = bank.EXERCISES / "url-shortener"
KEEP = ("strong-cache-aside", "empty")


def copied(
    folder: Path, edits: dict[str, tuple[str, str]], answers: tuple[str, ...] = KEEP
) -> Path:
    """A copy of the URL shortener with some answers, each file edited as said."""
    copy = folder / "url-shortener"
    shutil.copytree(SHORTENER, copy)
    for path in copy.glob("answers/*.yaml"):
        if path.stem not in answers:
            path.unlink()
    for name, (old, new) in edits.items():
        text = (copy / name).read_text(encoding="utf-8")
        assert old in text, f"'{old}' is not in {name}"
        (copy / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


def found(proof, material: Material) -> list[str]:
    return [str(each) for each in proof(material) if each is not None]


def only(every: Mutants, about: str) -> Mutants:
    """The mutants that a case is about: the others are another test's."""
    kept = {
        kind: tuple(each for each in getattr(every, kind) if each.name in about)
        for kind in ("mutants", "neutral")
    }
    return every.model_copy(update=kept)


@pytest.mark.parametrize(
    ("proof", "name", "old", "new", "about", "says"),
    [
        (bands, "answers/strong-cache-aside.yaml", "score: [98, 100]", "score: [20, 30]", "answers/strong-cache-aside", "expected 20 to 30 points; came 100"),
        (bands, "answers/strong-cache-aside.yaml", "level: staff", "level: junior", "answers/strong-cache-aside", "expected level junior; came staff"),
        (bands, "answers/strong-cache-aside.yaml", "missed: []", "missed: [storage]", "missed", "expected storage; came nothing of the kind"),
        (bands, "answers/empty.yaml", "missed: all", "missed: all\n  earned: [storage]", "answers/empty: storage", "expected 3 points; came 0 of 3"),
        (bands, "answers/strong-cache-aside.yaml", "missed: []", "missed: []\n  penalties: [boxes-without-use]", "penalties", "expected boxes-without-use"),
        (mutants, "mutants.yaml", "moves: [peak-rate]", "moves: [storage]", "mutant “no peak”", "storage did not move; peak-rate moved too"),
        (mutants, "mutants.yaml", "    cites: [units-hold]\n", "", "mutant “no peak”: cites", "came units-hold"),
        (mutants, "mutants.yaml", "estimate: peak_read_rate, remove", "estimate: peek_read_rate, remove", "mutant “no peak”", "Did you mean 'peak_read_rate'?"),
        (mutants, "mutants.yaml", "{estimate: peak_read_rate, remove: true}", "{estimat: x}", "mutant “no peak”", "'estimat' is not an edit. Did you mean 'estimate'?"),
        (neutral, "mutants.yaml", "set: {value: 2.8 TiB}", "set: {value: 90 TiB}", "neutral “units spelled otherwise”", "storage moved"),
        (every_check_is_tried, "mutants.yaml", "moves: [peak-rate]", "moves: []", "peak-rate", "expected a mutant that moves it; came none"),
        (lint, "rubric.yaml", "points: 4\n", "points: 5\n", "rubric.yaml", "weights that sum to 100; came 101"),
        (lint, "rubric.yaml", "book: anatomy#anatomy-promises", "book: anatomy#anatomy-promise", "create-and-redirect-asked: book", "not in the book"),
        (lint, "rubric.yaml", "Look at the functional requirements.", "Look.", "create-and-redirect-asked: hints", "“Look.”"),
        (lint, "lexicon.yaml", "shorten: [", "unheard_of: [x]\nshorten: [", "lexicon.yaml: unheard_of", "expected a rule that speaks of it"),
        (lint, "rubric.yaml", "left_for_later", "left_for_later", "answers/", "three different designs that earn 90 or more; came 1"),
    ],
)  # fmt: skip
def test_broken_promise_is_found(  # noqa: PLR0917
    tmp_path: Path, proof, name: str, old: str, new: str, about: str, says: str
) -> None:
    material = Material(copied(tmp_path, {name: (old, new)}))
    if proof in (mutants, neutral):
        material.mutants = only(material.mutants, about)

    findings = [each for each in found(proof, material) if about in each]

    assert any(says in each for each in findings), found(proof, material)


def test_check_that_falls_when_something_right_is_added_is_found(tmp_path: Path) -> None:
    scored_down = {"rubric.yaml": ("rule: {kind: said, what: that a code belongs to one link for good, about: [never_reused], or_at_least: [unique]}", "rule: {kind: not_said, about: [never_reused]}")}  # fmt: skip
    answers = ("strong-cache-aside", "single-database")

    findings = found(monotone, Material(copied(tmp_path, scored_down, answers)))

    assert any("codes-never-reused fell from 2 to 0" in each for each in findings), findings


def test_answers_that_earn_elsewhere_are_found(tmp_path: Path) -> None:
    material = Material(copied(tmp_path, {}))

    findings = [each for each in discrimination(material, [material]) if each is not None]

    assert "less than 40 points, the lowest bar here" in str(findings[0])


def test_matrix_counts_answers_and_mutants(tmp_path: Path) -> None:
    rows = {row.id: row for row in kill_matrix(Material(copied(tmp_path, {})))}

    assert (rows["storage"].met, rows["storage"].missed, rows["storage"].mutants) == (1, 1, 1)
    assert rows["boxes-without-use"].met == 2


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("mutants.yaml", "moves: [peak-rate]", "moves: [peak-rat]", "there is no check or penalty 'peak-rat'. Did you mean 'peak-rate'?"),
        ("mutants.yaml", "of: strong-cache-aside", "of: strong-cache", "there is no stored answer 'strong-cache'. Did you mean 'strong-cache-aside'?"),
        ("answers/empty.yaml", "missed: all", "missed: [storrage]", "there is no check 'storrage'. Did you mean 'storage'?"),
        ("answers/empty.yaml", "level: none", "level: nun", "exercises/url-shortener/answers/empty.yaml: expect.level: 'nun' is not known here."),
        ("mutants.yaml", "neutral:\n  - name: other names for the boxes", "neutral:\n  - name: other names for the boxes\n    moves: [storage]", "declares what it moves"),
    ],
)  # fmt: skip
def test_names_that_do_not_meet_fail_at_the_door(
    tmp_path: Path, name: str, old: str, new: str, says: str
) -> None:
    folder = copied(tmp_path, {name: (old, new)})

    with pytest.raises(BadInput, match=r"(?s)" + says.replace("?", r"\?").replace("'", ".")):
        Material(folder)


def test_command_prints_a_table_or_json_and_ends_non_zero_where_something_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copied(tmp_path, {"mutants.yaml": ("moves: [peak-rate]", "moves: [storage]")})
    monkeypatch.setattr("grader.commands.prove.EXERCISES", tmp_path)

    code = main(["prove", str(folder)])
    printed = capsys.readouterr().out
    as_json = main(["prove", "--json"])

    (proven,) = json.loads(capsys.readouterr().out)
    assert code == as_json == 1
    assert proven["holds"] is False
    assert {"promise", "tried", "findings"} == set(proven["proofs"][0])
    assert {"id", "points", "met", "partly", "missed", "mutants"} == set(proven["matrix"][0])
    assert "- mutants move exactly what they declare" in printed
    assert "to do:" in printed
    assert "storage" in printed.split("check or penalty")[1]


def test_command_knows_no_such_exercise(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove", "url-shortner"]) == 2
    assert "Did you mean 'url-shortener'?" in capsys.readouterr().err
