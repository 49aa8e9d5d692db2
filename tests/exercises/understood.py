"""How often an honest way to earn a check earns it, and a near miss does not.

phrasings/<exercise>/<phase>.yaml holds, for each check, ways in which people say, draw or tabulate what it
asks for, and things that only look like it. Each is put into a neutral answer, graded, and the check is
read. Half of them, drawn by lot before anything was changed, were never tuned on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from capacity import yaml_door
from grader import bank
from grader.grade import grade
from grader.reading import read_answer
from grader.report import CheckReport

Raw = dict[str, Any]
Half = Literal["tuned", "fresh"]
HERE = Path(__file__).parent / "phrasings"
HALVES: tuple[Half, Half] = ("tuned", "fresh")


@dataclass(frozen=True)
class Phrasing:
    """One way to say something, and whether it earns its check."""

    exercise: str
    phase: str
    check: str
    earns: bool
    half: Half
    answer: Raw
    said: str

    @cached_property
    def verdict(self) -> CheckReport:
        """What the grader says of its check."""
        return grade(bank.exercise(self.exercise), read_answer(self.answer)).check(self.check)

    @property
    def is_understood(self) -> bool:
        """Whether it is met where it should be, in full, and not where it should not."""
        return (self.verdict.verdict == "met") == self.earns


def phrasings(exercise: str) -> list[Phrasing]:
    """Every stored case of one exercise."""
    folder = HERE / exercise
    base = yaml_door.load_file(folder / "base.yaml")
    return [
        Phrasing(
            exercise,
            path.stem,
            check,
            earns,
            half,
            _filled(base, cases.get("section", ""), case),
            case if isinstance(case, str) else str(case),
        )
        for path in sorted(folder.glob("*.yaml"))
        if path.name != "base.yaml"
        for check, cases in yaml_door.load_file(path).items()
        for earns, key in ((True, "earns"), (False, "does_not"))
        for half in HALVES
        for case in cases[key][half]
    ]


def understood(cases: Iterable[Phrasing], *, earns: bool, half: Half, phase: str = "") -> float:
    """The share that comes out as it should, of one half and, where named, of one phase."""
    wanted = [
        each
        for each in cases
        if each.earns == earns and each.half == half and phase in ("", each.phase)
    ]
    return sum(each.is_understood for each in wanted) / len(wanted)


def _filled(base: Raw, section: str, case: str | Raw) -> Raw:
    """The neutral answer with a case in its place."""
    if isinstance(case, str):
        return {**base["answer"], section: case}
    own = dict(case)
    answer = dict(base["answer"])
    for piece in own.pop("with", ()):
        answer.update(base["pieces"][piece])
    if "add" in own.get("architecture", {}):
        drawn = answer["architecture"]["text"]
        own["architecture"] = {"text": f"{drawn}\n{own['architecture']['add']}\n"}
    return {**answer, **own}
