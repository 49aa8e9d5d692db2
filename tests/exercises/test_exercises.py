"""Every exercise proves itself, answers by others land in their bands, and attacks earn little."""

from collections.abc import Callable
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


KINDS = [
    "client",
    "load_balancer",
    "service",
    "cache",
    "sql_database",
    "queue",
    "worker",
    "coordinator",
    "cdn",
]


def everything_calls_everything() -> dict:
    components = [{"id": kind, "kind": kind, "instances": 9} for kind in KINDS]
    calls = [{"from": a, "to": b} for a in KINDS for b in KINDS if a != b]
    return {"architecture": {"components": components, "calls": calls}}


def the_hints_themselves() -> dict:
    hints = "\n".join(f"- {each.hints[2]}" for each in bank.exercise("url-shortener").rubric.checks)
    return {"functional": hints, "non_functional": hints, "deep_dives": hints}


def the_rubric_itself() -> dict:
    text = (bank.EXERCISES / "url-shortener" / "rubric.yaml").read_text()[:19_000]
    return {"functional": text, "deep_dives": text}


def the_lexicon_in_sentences() -> dict:
    words = [terms[0] for terms in bank.exercise("url-shortener").lexicon.terms.values()]
    pairs = zip(words, reversed(words), strict=True)
    return {
        "functional": " ".join(f"We use {a} because of {b} and so it is good." for a, b in pairs)
    }


@pytest.mark.parametrize(
    ("attack", "most"),
    [
        (everything_calls_everything, 8),
        (the_hints_themselves, 15),
        (the_rubric_itself, 10),
        (the_lexicon_in_sentences, 5),
    ],
)
def test_attack_earns_little(attack: Callable[[], dict], most: float) -> None:
    report = grade(bank.exercise("url-shortener"), read_answer(attack()))

    assert report.score <= most, report.headline


def test_three_hundred_boxes_spoil_a_strong_answer() -> None:
    raw = yaml_door.load_file(Path(__file__).parent / "probes" / "postgres-redis.yaml")["answer"]
    boxes = [{"id": f"x{number}", "kind": "service"} for number in range(250)]
    drawing = {**raw["architecture"], "components": [*raw["architecture"]["components"], *boxes]}

    report = grade(bank.exercise("url-shortener"), read_answer({**raw, "architecture": drawing}))

    assert report.score <= 40
