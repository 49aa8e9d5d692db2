"""Sentences that only look like writing: lists of keywords, and one frame filled again and again.

No text rule reads them, and a person is told.
"""

from collections.abc import Iterable
from itertools import accumulate
from operator import and_

from grader.text import Document, Span

WINDOW = 40  # words around a sentence in which it is measured
# A list of keywords is dense in concepts and has next to no words that hold a sentence together.
# Measured on the stored answers: honest prose has glue of 0.25 and more, pasted lists under 0.05.
TOO_DENSE = 0.55
TOO_LITTLE_GLUE = 0.14
SHORT = 12  # words; a bullet may be short, dense and honest
LONG_NOTE = 60  # words; fields and notes are lists by nature, up to here
SAME_FRAME = 3  # so many sentences with the same words around the concepts are a template
LEAST_FRAME = 4  # words of a frame besides the concepts
GAP = "…"
GLUE = frozenset(
    "the a an is are was be been of to in on by with for so because it its we i you they that this "  # noqa: SIM905
    "which who when if then as at from has have can per not no each before after until than into over "
    "under within will would must does do only also but while where there their them → = > <".split()
)


def not_writing(document: Document, spans: Iterable[Span]) -> frozenset[int]:
    """The numbers of the sentences that are lists of concepts or copies of one frame."""
    if document.at and len(document.words) < LONG_NOTE:
        return frozenset()
    in_concept = [False] * len(document.words)
    for first, last in spans:
        for place in range(first, last):
            in_concept[place] = True
    return frozenset(_lists(document, in_concept)) | frozenset(_copies(document, in_concept))


def _lists(document: Document, in_concept: list[bool]) -> list[int]:
    """Sentences with words around them, at least WINDOW in all, that are concepts without glue."""
    words = document.words
    is_written = [each[0].isalnum() for each in words]
    written = [0, *accumulate(is_written)]  # of the words before each place
    of_concepts = [0, *accumulate(map(and_, is_written, in_concept))]
    # Requirements are lists by nature, one short line for each; only a long line can be a keyword list.
    window = 0 if document.section == "functional" else WINDOW
    found: list[int] = []
    for number, each in enumerate(document.sentences):
        begin, end = each.first, each.last
        while end - begin < window and (begin > 0 or end < len(words)):
            begin, end = max(0, begin - 1), min(len(words), end + 1)
        count = written[end] - written[begin]
        if count <= SHORT or (of_concepts[end] - of_concepts[begin]) / count <= TOO_DENSE:
            continue
        if sum(map(_is_glue, words[begin:end])) / count < TOO_LITTLE_GLUE:
            found.append(number)
    return found


def _is_glue(word: str) -> bool:
    return word in GLUE or word[0].isdigit()


def _copies(document: Document, in_concept: list[bool]) -> list[int]:
    """Sentences that share their frame, the words around the concepts, with enough others."""
    frames: dict[tuple[str, ...], list[int]] = {}
    for number, each in enumerate(document.sentences):
        frame = _frame(document, in_concept, each.first, each.last)
        gaps = frame.count(GAP)
        if gaps and len(frame) - gaps >= LEAST_FRAME:
            frames.setdefault(frame, []).append(number)
    return [
        number for numbers in frames.values() if len(numbers) >= SAME_FRAME for number in numbers
    ]


def _frame(document: Document, in_concept: list[bool], first: int, last: int) -> tuple[str, ...]:
    words = [GAP if in_concept[p] else document.words[p] for p in range(first, last)]
    return tuple(
        word for place, word in enumerate(words) if word != GAP or words[place - 1 : place] != [GAP]
    )
