"""A learner's own words with the evidence marked in them."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape


def highlight(text: str | None, evidences: Iterable[Mapping[str, Any]]) -> Markup:
    """The text, escaped, with a <mark> around each piece of evidence.

    Each evidence has `id`, `check`, `start` and `end`, in characters, and may have a `verdict`.
    Where two overlap, the text is cut at their ends and the pieces are nested; the id stands on the
    first piece, so that it is in the page once.

    >>> print(highlight("a < b", [{"id": "e", "check": "c", "start": 2, "end": 3}]))
    a <mark id="e" data-check="c">&lt;</mark> b
    """
    text = text or ""
    spans = sorted((span for each in evidences if (span := _span(each, len(text)))), key=_order)
    cuts = sorted({0, len(text), *(end for start, stop, _ in spans for end in (start, stop))})
    out = Markup()
    for start, stop in pairwise(cuts):
        piece = escape(text[start:stop])
        covering = [span for span in spans if span[0] <= start and stop <= span[1]]
        for begins, _, each in reversed(covering):
            piece = _mark(piece, each, with_id=begins == start)
        out += piece
    return out


Span = tuple[int, int, Mapping[str, Any]]


def _span(evidence: Mapping[str, Any], length: int) -> Span | None:
    start, end = evidence.get("start"), evidence.get("end")
    if start is None or end is None:
        return None
    start, end = max(0, start), min(end, length)
    return (start, end, evidence) if start < end else None


def _order(span: Span) -> tuple[int, int, str]:
    """Left to right, the longer one outside, and always the same way."""
    return span[0], -span[1], str(span[2].get("id", ""))


def _mark(inside: Markup, evidence: Mapping[str, Any], *, with_id: bool) -> Markup:
    attributes = Markup()
    if with_id and evidence.get("id"):
        attributes += Markup(' id="{}"').format(evidence["id"])
    attributes += Markup(' data-check="{}"').format(evidence.get("check", ""))
    if evidence.get("verdict"):
        attributes += Markup(' data-verdict="{}"').format(evidence["verdict"])
    return Markup("<mark{}>{}</mark>").format(attributes, inside)
