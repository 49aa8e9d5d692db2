"""Every exercise keeps its own promises: stored answers, mutants, a kill matrix, and lint."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from capacity import yaml_door
from capacity.exchange.text import parse
from grader import bank
from grader.grade import grade
from grader.reading import read_answer
from grader.report import CheckReport, Report
from grader.rubric import MOST_TEXT
from tests.exercises.mutation import mutated

ANSWERS = sorted(bank.EXERCISES.glob("*/answers/*.yaml"))
PROBES = sorted(Path(__file__).parent.glob("probes/*.yaml"))
MUTANTS = sorted(bank.EXERCISES.glob("*/mutants.yaml"))
SLUGS = [each.slug for each in bank.exercises()]


@cache
def report_of(path: Path, slug: str) -> Report:
    return grade(bank.exercise(slug), read_answer(yaml_door.load_file(path)["answer"]))


@cache
def base_of(path: Path) -> dict:
    """The answer that mutants are edits of, its drawing as components and calls."""
    found = yaml_door.load_file(path)
    raw = yaml_door.load_file(path.parent / "answers" / f"{found['of']}.yaml")["answer"]
    if "text" in raw["architecture"]:
        drawing = parse(raw["architecture"]["text"])
        raw["architecture"] = drawing.model_dump(mode="json", by_alias=True)
    if isinstance(raw["data_model"], str):
        raw["data_model"] = {"ddl": raw["data_model"]}
    for section in ("functional", "non_functional", "deep_dives"):
        if isinstance(raw.get(section), list):
            raw[section] = "\n".join(f"- {line}" for line in raw[section])
    if isinstance(raw["estimates"], dict):
        raw["estimates"] = [
            {"name": name, **(each if isinstance(each, dict) else {"value": each})}
            for name, each in raw["estimates"].items()
        ]
    return raw


def every(kind: str) -> list:
    return [
        pytest.param(path, mutant, id=f"{path.parent.name}: {mutant['name']}")
        for path in MUTANTS
        for mutant in yaml_door.load_file(path)[kind]
    ]


def earned(report: Report) -> dict[str, tuple[str, float]]:
    checks = {each.id: (each.verdict, each.points) for each in report.checks}
    return checks | {each.id: (each.verdict, each.points) for each in report.penalties}


def places(check: CheckReport) -> list[str]:
    """The sections in which a check found its evidence."""
    return sorted(each.section for each in check.evidence)


def moved(path: Path, mutant: dict) -> set[str]:
    exercise = bank.exercise(path.parent.name)
    before = earned(grade(exercise, read_answer(base_of(path))))
    after = earned(grade(exercise, read_answer(mutated(base_of(path), mutant["edit"]))))
    return {name for name in before if before[name] != after[name]}


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_answer_earns_what_it_declares(path: Path) -> None:
    expect = yaml_door.load_file(path)["expect"]

    report = report_of(path, path.parts[-3])

    low, high = expect["score"]
    everything = [each.id for each in report.checks]
    assert low <= report.score <= high, report.headline
    assert report.level == expect["level"]
    assert list(report.missed) == (everything if expect["missed"] == "all" else expect["missed"])
    assert [each.id for each in report.penalties if each.points < 0] == expect.get("penalties", [])


@pytest.mark.parametrize("path", PROBES, ids=lambda path: path.stem)
def test_probe_lands_in_its_band(path: Path) -> None:
    low, high = yaml_door.load_file(path)["expect"]["score"]

    report = report_of(path, "url-shortener")

    assert low <= report.score <= high, report.headline


@pytest.mark.parametrize(("path", "mutant"), every("mutants"))
def test_mutant_moves_exactly_what_it_must(path: Path, mutant: dict) -> None:
    assert moved(path, mutant) == set(mutant["moves"])


@pytest.mark.parametrize(("path", "mutant"), every("neutral"))
def test_neutral_mutant_moves_nothing_evidence_included(path: Path, mutant: dict) -> None:
    exercise = bank.exercise(path.parent.name)
    before = grade(exercise, read_answer(base_of(path)))
    after = grade(exercise, read_answer(mutated(base_of(path), mutant["edit"])))

    assert moved(path, mutant) == set()
    assert [places(each) for each in after.checks] == [places(each) for each in before.checks]


@pytest.mark.parametrize("path", MUTANTS, ids=lambda path: path.parent.name)
def test_every_check_is_moved_by_some_mutant(path: Path) -> None:
    rubric = bank.exercise(path.parent.name).rubric
    moves = {name for mutant in yaml_door.load_file(path)["mutants"] for name in mutant["moves"]}

    assert {each.id for each in (*rubric.checks, *rubric.penalties)} <= moves


@pytest.mark.parametrize("slug", SLUGS)
def test_every_check_is_met_and_missed_by_some_stored_answer(slug: str) -> None:
    reports = [report_of(path, slug) for path in ANSWERS if path.parts[-3] == slug]
    seen = {(check.id, check.verdict) for report in reports for check in report.checks}

    for check in bank.exercise(slug).rubric.checks:
        assert (check.id, "met") in seen, f"no stored answer meets {check.id}"
        assert (check.id, "missed") in seen, f"no stored answer misses {check.id}"


@pytest.mark.parametrize("slug", SLUGS)
def test_rubric_is_complete(slug: str) -> None:
    exercise = bank.exercise(slug)
    rubric = exercise.rubric

    assert rubric.most == 100
    assert rubric.text_share <= MOST_TEXT
    assert len({each.id for each in rubric.checks}) == len(rubric.checks)
    for check in rubric.checks:
        assert all(len(hint) > 10 for hint in check.hints), check.id
        assert check.book.split("#")[0] in ("anatomy", "estimating-load")
    used = set(rubric.concepts)
    inside = {
        term[1:] for terms in exercise.lexicon.terms.values() for term in terms if term[:1] == "@"
    }
    assert set(exercise.lexicon.concepts) == used | inside, "a concept that nothing uses"


@pytest.mark.parametrize("slug", SLUGS)
def test_three_different_designs_are_strong(slug: str) -> None:
    scores = [report_of(path, slug).score for path in ANSWERS if path.parts[-3] == slug]

    assert sum(score >= 90 for score in scores) >= 3


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
