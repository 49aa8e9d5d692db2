"""Every exercise proves itself, and answers in other voices land in their bands."""

from functools import cache
from pathlib import Path

import pytest

from capacity import yaml_door
from grader import bank
from grader.grade import grade
from grader.prove.proof import PROOFS, TELLS_APART, Proven, prove_folders
from grader.reading import read_answer
from grader.report import Report

PROBES = sorted(Path(__file__).parent.glob("probes/*.yaml"))
FOLDERS = sorted(path.parent for path in bank.EXERCISES.glob("*/rubric.yaml"))
PROMISES = [*(promise for promise, _ in PROOFS), TELLS_APART]


@cache
def proven() -> dict[str, Proven]:
    return {each.exercise: each for each in prove_folders(FOLDERS, FOLDERS)}


def report_of(path: Path, slug: str) -> Report:
    return grade(bank.exercise(slug), read_answer(yaml_door.load_file(path)["answer"]))


@pytest.mark.parametrize("promise", PROMISES)
@pytest.mark.parametrize("slug", [folder.name for folder in FOLDERS])
def test_exercise_proves_itself(slug: str, promise: str) -> None:
    proof = next(each for each in proven()[slug].proofs if each.promise == promise)

    assert "\n".join(map(str, proof.findings)) == ""


@pytest.mark.parametrize("path", PROBES, ids=lambda path: path.stem)
def test_probe_lands_in_its_band(path: Path) -> None:
    low, high = yaml_door.load_file(path)["expect"]["score"]

    report = report_of(path, "url-shortener")

    assert low <= report.score <= high, report.headline


def test_a_good_sentence_never_lowers_a_check() -> None:
    folder = Path(__file__).parent / "probes"
    short = yaml_door.load_file(folder / "short-and-right.yaml")["answer"]
    strong = yaml_door.load_file(folder / "postgres-redis.yaml")["answer"]
    exercise = bank.exercise("url-shortener")
    before = grade(exercise, read_answer(short))

    for paragraph in strong["deep_dives"].split("\n\n"):
        longer = {**short, "deep_dives": f"{short['deep_dives']}\n\n{paragraph}"}
        after = grade(exercise, read_answer(longer))
        lower = [each.id for each in before.checks if after.check(each.id).points < each.points]
        assert lower == [], paragraph
