"""How well sentences are read and places are cited, held against labels made by hand."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from capacity import yaml_door
from grader import bank
from grader.grade import grade
from grader.lexicon import Lexicon
from grader.reading import read_answer
from grader.report import Report
from grader.text import Document

HERE = Path(__file__).parent
PROBES = HERE.parent / "exercises" / "probes"


@dataclass(frozen=True)
class Figure:
    """So many labelled rows, and those that came out otherwise."""

    rows: list[Any]
    wrong: list[Any]

    @property
    def share(self) -> float:
        return 1 - len(self.wrong) / len(self.rows)


def polarity_figures() -> tuple[Figure, Figure]:
    """The sentences that the cues were tuned on, and those that they never saw."""
    return _polarity("polarity.yaml", "tuned"), _polarity("polarity-fresh.yaml", "fresh")


def _polarity(file: str, key: str) -> Figure:
    rows = yaml_door.load_file(HERE / file)[key]
    return Figure(rows, [row for row in rows if _is_affirmed(row[0], row[1]) != row[2]])


def _is_affirmed(text: str, term: str) -> bool:
    document = Document(text, "deep_dives")
    found = Lexicon({"it": [term]}).find("it", document)
    assert found, f"'{term}' is not in '{text}'"
    return found[0].polarity == "affirmed"


def evidence_figure() -> Figure:
    """The labelled places that are still cited for their check; wrong where they are not about it."""
    rows = [row for row in yaml_door.load_file(HERE / "evidence.yaml")["spans"] if _is_cited(row)]
    return Figure(rows, [row for row in rows if not row["right"]])


def _is_cited(row: dict[str, Any]) -> bool:
    cited = _report(row["answer"]).check(row["check"]).evidence
    return any(" ".join(each.quote.split()) == " ".join(row["span"].split()) for each in cited)


@cache
def _report(probe: str) -> Report:
    raw = yaml_door.load_file(PROBES / f"{probe}.yaml")["answer"]
    return grade(bank.exercise("url-shortener"), read_answer(raw))
