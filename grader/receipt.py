"""A receipt for a grade: what was given, for what, and by which rules, in bytes that anybody can make again.

Canonical means: keys in order of the alphabet, no spaces, UTF-8, numbers rounded to hundredths. The same
answer and the same rubric give the same bytes on any machine, whatever the order of keys, the hash seed or
the version of Python. The digest at the end is taken over everything before it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from capacity.frozen import BadInput, Problem
from grader.report import CheckReport, PenaltyReport, Report

FORMAT = 1


def receipt(report: Report) -> dict[str, Any]:
    """Verdict, points, sentence and evidence of each check, with the digests of rubric and answer."""
    found: dict[str, Any] = {
        "format": FORMAT,
        "exercise": report.exercise,
        "rubric_digest": report.rubric_digest,
        "answer_digest": report.answer_digest,
        "score": report.score,
        "level": report.level,
        "checks": [_line(each) for each in report.checks],
        "penalties": [_line(each) for each in report.penalties if each.points < 0],
        "caps": [
            {"id": each.id, "limit": each.limit, "because": each.because} for each in report.caps
        ],
        "needs_person": list(report.needs_person),
    }
    return {**found, "digest": digest_of(found)}


def digest_of(found: Mapping[str, Any]) -> str:
    """The digest of a receipt, taken over all of it but the digest itself."""
    rest = {key: value for key, value in found.items() if key != "digest"}
    return hashlib.sha256(canonical(rest)).hexdigest()


def canonical(value: Any) -> bytes:
    """A JSON value in the one form in which equal values are equal bytes."""
    plain = json.dumps(
        _rounded(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return plain.encode("utf-8", "backslashreplace")


def _rounded(value: Any) -> Any:
    """Whole numbers as whole numbers, others with at most two decimals."""
    if isinstance(value, float):
        near = round(value, 2)
        return int(near) if near == int(near) else near
    if isinstance(value, Mapping):
        return {str(key): _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inner) for inner in value]
    return value


def _line(each: CheckReport | PenaltyReport) -> dict[str, Any]:
    """One check, as a receipt states it: only what is there is said."""
    line: dict[str, Any] = {
        "id": each.id,
        "title": each.title,
        "verdict": each.verdict,
        "points": each.points,
        "because": each.because,
        "evidence": [
            {key: value for key, value in one.model_dump().items() if value not in (None, "")}
            for one in each.evidence
        ],
    }
    if isinstance(each, CheckReport):
        line["max"] = each.max
        if each.times != 1:
            line["times"], line["raised"] = each.times, each.raised
    return line


def differences(stored: Mapping[str, Any], report: Report) -> list[str]:
    """What a stored receipt says otherwise than the same grade made again; empty where it holds.

    Raises BadInput for what is no receipt.
    """
    if not isinstance(stored.get("checks"), list) or "digest" not in stored:
        raise BadInput(
            [Problem(field="receipt", message="is none: it has no checks or no digest.")]
        )
    if digest_of(stored) != stored["digest"]:
        return ["The receipt was changed after it was made: its digest does not fit what it says."]
    fresh = receipt(report)
    if stored["digest"] == fresh["digest"]:
        return []
    found = [
        f"{what} is another: {stored.get(key)} then, {fresh[key]} now."
        for key, what in (
            ("exercise", "The exercise"),
            ("rubric_digest", "The rubric"),
            ("answer_digest", "The answer"),
            ("score", "The score"),
            ("level", "The level"),
        )
        if stored.get(key) != _rounded(fresh[key])
    ]
    then, now = _by_id(stored["checks"]), _by_id(fresh["checks"])
    found += [
        f"{name}: {_short(then.get(name))} then, {_short(now.get(name))} now."
        for name in sorted({*then, *now})
        if canonical(then.get(name)) != canonical(now.get(name))
    ]
    return found or ["Penalties, bounds or reasons for a person's look differ."]


def _by_id(lines: Iterable[Any]) -> dict[str, Any]:
    return {str(each.get("id")): each for each in lines if isinstance(each, Mapping)}


def _short(line: Mapping[str, Any] | None) -> str:
    if line is None:
        return "not there"
    return f"{line.get('verdict')}, {float(line.get('points') or 0):g} points"


def in_words(report: Report) -> str:
    """What a receipt is, for the learner who holds one."""
    made = receipt(report)
    places = sum(len(each.evidence) for each in report.checks)
    judged = [
        each for each in report.checks if each.verdict not in ("not applicable", "cannot judge")
    ]
    return (
        f"{report.score:g} points for {report.exercise}, from {len(judged)} checks and {places} places in your answer.\n"
        f"  your answer   {report.answer_digest}   changes with every character that you hand in\n"
        f"  the rubric    {report.rubric_digest}   changes with every rule that you are judged by\n"
        f"  this receipt  {made['digest'][:16]}   changes with every verdict, point, sentence and quotation\n"
        "Rules alone made this grade. The same answer under the same rubric gives the same receipt, on any\n"
        "machine, at any time: keep it, and `python -m grader receipt EXERCISE ANSWER --check FILE` will say\n"
        "whether it still holds, and if not, which check changed.\n"
    )
