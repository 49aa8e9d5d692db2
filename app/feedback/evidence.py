"""Where the evidence of a report stands in the learner's own answer: in the words and in the drawing."""

from collections.abc import Mapping
from typing import Any

from capacity.architecture import Architecture

TEXT_SECTIONS = (
    "functional",
    "non_functional",
    "estimates",
    "data_model",
    "deep_dives",
    "interface",
)

# how a part of the drawing is marked for a verdict; the worst verdict on it wins
MARKS = {"missed": "bad", "partly": "part", "met": "good"}


def with_evidence_ids(report: Mapping[str, Any]) -> dict[str, Any]:
    """The report, with an `id` on each evidence: what a link to it says after the '#'."""
    shown = dict(report)
    for part in ("checks", "penalties"):
        shown[part] = [
            {
                **check,
                "evidence": [
                    {**each, "id": f"evidence-{check['id']}-{number}", "check": check["id"],
                     "verdict": check["verdict"]}
                    for number, each in enumerate(check.get("evidence", ()), 1)
                ],
            }
            for check in report.get(part, ())
        ]  # fmt: skip
    return shown


def evidence_in_text(report: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The evidence of a shown report that points into the learner's words, by section."""
    found: dict[str, list[dict[str, Any]]] = {section: [] for section in TEXT_SECTIONS}
    for evidence in _evidence(report):
        if evidence["section"] in found and evidence.get("start") is not None:
            found[evidence["section"]].append(evidence)
    return found


def marks_in_drawing(report: Mapping[str, Any]) -> dict[str, str]:
    """How each component and call that a check points at is marked in the drawing."""
    order = list(MARKS.values())
    marks: dict[str, str] = {}
    for evidence in _evidence(report):
        mark = MARKS.get(evidence["verdict"])
        if evidence["section"] != "architecture" or not evidence.get("at") or mark is None:
            continue
        at = evidence["at"]
        marks[at] = min(mark, marks.get(at, mark), key=order.index)
    return marks


def parts_of_drawing(
    report: Mapping[str, Any], drawing: Architecture | None
) -> list[dict[str, Any]]:
    """Each box and each arrow that some check looked at, with those checks: boxes first, as drawn.

    A box took part in what its arrows took part in.
    """
    if drawing is None:
        return []
    names = {each.id: each.title for each in drawing.components}
    ends = {each.id: (each.source, each.target) for each in drawing.calls}
    found: dict[str, dict[str, Any]] = {each: {} for each in (*names, *ends)}
    for check in (*report.get("checks", ()), *report.get("penalties", ())):
        for evidence in check.get("evidence", ()):
            if evidence["section"] != "architecture":
                continue
            for at in (evidence["at"], *ends.get(evidence["at"], ())):
                if at in found:
                    found[at][check["id"]] = check
    called = {each: " → ".join(names.get(end, end) for end in ends[each]) for each in ends}
    return [
        {"at": at, "title": {**names, **called}[at], "checks": list(checks.values())}
        for at, checks in found.items()
        if checks
    ]


def contradictions(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each penalty that costs points, with what was claimed and what denies it apart, where both are said."""
    return [_two_ends(each) for each in report.get("penalties", ()) if each["points"] < 0]


def _two_ends(penalty: Mapping[str, Any]) -> dict[str, Any]:
    claim, but, denial = penalty["because"].partition(" But: ")
    claimed = penalty.get("claimed", 0)
    evidence = penalty["evidence"]
    if not but or not claimed:
        return {**penalty, "ends": []}
    return {
        **penalty,
        "ends": [
            {"says": claim, "evidence": evidence[:claimed]},
            {"says": denial, "evidence": evidence[claimed:]},
        ],
    }


def _evidence(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        evidence
        for part in ("checks", "penalties")
        for check in report.get(part, ())
        for evidence in check.get("evidence", ())
    ]
