"""Proofs for a terminal: a line for each promise, then every finding, then the kill matrix."""

from textwrap import fill

from grader.prove.kill_matrix import Row
from grader.prove.proof import Proof, Proven

WIDTH = 100


def printed(proven: Proven) -> str:
    """The whole of what was proved of one exercise, as text."""
    failed = sum(len(each.findings) for each in proven.proofs)
    verdict = "holds" if proven.holds else f"{failed} findings" if failed > 1 else "1 finding"
    lines = [f"{proven.exercise}: {verdict}   (rubric {proven.rubric_digest})", "=" * WIDTH]
    lines += [_line(each) for each in proven.proofs]
    for each in proven.proofs:
        if each.findings:
            lines += ["", each.promise.capitalize(), ""]
            lines += [finding for one in each.findings for finding in _finding(one.model_dump())]
    lines += ["", *_matrix(proven.matrix)]
    return "\n".join(lines) + "\n"


def _line(proof: Proof) -> str:
    mark, failed = ("-", len(proof.findings)) if proof.findings else ("+", 0)
    return f"  {mark} {proof.promise:<58}{proof.tried:>6} tried{failed:>6} failed"


def _finding(finding: dict[str, str]) -> list[str]:
    return [
        f"  {finding['about']}",
        _wrapped(f"expected: {finding['expected']}"),
        _wrapped(f"came:     {finding['came']}"),
        _wrapped(f"to do:    {finding['advice']}"),
    ]


def _wrapped(text: str) -> str:
    return fill(text, WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 16)


def _matrix(rows: tuple[Row, ...]) -> list[str]:
    head = (
        f"  {'check or penalty':<44}{'points':>8}{'met':>7}{'partly':>8}{'missed':>8}{'mutants':>9}"
    )
    return [
        head,
        *(
            f"  {row.id:<44}{row.points:>8g}{row.met:>7}{row.partly:>8}{row.missed:>8}{row.mutants:>9}"
            for row in rows
        ),
    ]
