"""All proofs of an exercise, in the order in which they are read."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from capacity.frozen import Frozen
from grader.prove.bands import bands
from grader.prove.discrimination import discrimination
from grader.prove.finding import Finding
from grader.prove.kill_matrix import Row, every_check_is_tried, kill_matrix
from grader.prove.lint import lint
from grader.prove.material import Material
from grader.prove.monotone import monotone
from grader.prove.mutants import mutants
from grader.prove.neutral import neutral

PROOFS: tuple[tuple[str, Callable[[Material], Iterator[Finding | None]]], ...] = (
    ("stored answers earn what they declare", bands),
    ("mutants move exactly what they declare", mutants),
    ("neutral edits move nothing", neutral),
    ("every check is met, missed and moved", every_check_is_tried),
    ("adding what is right lowers nothing", monotone),
    ("the rubric is complete", lint),
)
TELLS_APART = "answers to other exercises stay below the lowest bar"


class Proof(Frozen):
    """One promise: how often it was tried, and where it does not hold."""

    promise: str
    tried: int
    findings: tuple[Finding, ...]


class Proven(Frozen):
    """Everything that was tried on one exercise."""

    exercise: str
    rubric_digest: str
    holds: bool
    proofs: tuple[Proof, ...]
    matrix: tuple[Row, ...]


def prove(material: Material, others: Iterable[Material] = ()) -> Proven:
    """All proofs of an exercise; `others` are those whose strong answers must stay low here."""
    proofs = [_proof(promise, run(material)) for promise, run in PROOFS]
    proofs.append(_proof(TELLS_APART, discrimination(material, others)))
    return Proven(
        exercise=material.exercise.slug,
        rubric_digest=material.exercise.rubric_digest,
        holds=not any(each.findings for each in proofs),
        proofs=tuple(proofs),
        matrix=kill_matrix(material),
    )


def prove_folders(folders: Iterable[Path], bank: Iterable[Path]) -> tuple[Proven, ...]:
    """The proofs of some folders, each told apart from all others of the bank."""
    wanted = [folder.resolve() for folder in folders]
    all_of = {folder.resolve(): None for folder in (*wanted, *bank)}
    material = {folder: Material(folder) for folder in all_of}
    return tuple(
        prove(material[folder], [each for path, each in material.items() if path != folder])
        for folder in wanted
    )


def _proof(promise: str, tried: Iterator[Finding | None]) -> Proof:
    results = list(tried)
    found = tuple(each for each in results if each is not None)
    return Proof(promise=promise, tried=len(results), findings=found)
