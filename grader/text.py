r"""A section of prose, read once: sentences, words with their stems, and where each stands.

People write bullets, so a bullet is a sentence, and so is a row of a table. Headings and code are
read for what they are and are not sentences. A line that was only wrapped goes on; a line that
begins something new does not.

>>> document = Document("- Users create links\n- Anyone\n  follows them", "functional")
>>> [document.said(each.start, each.end) for each in document.sentences]
['Users create links', 'Anyone\n  follows them']
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from grader.characters import Plain
from grader.own_names import Names
from grader.polarity import Polarity, Scope, scopes
from grader.verdict import Evidence, Section

# A number keeps its commas, points and powers; a word keeps its apostrophe; hyphens and underscores
# part words; of the signs only those are kept that end a clause or point somewhere.
WORD = re.compile(
    r"\d+(?:[.,]\d+)*(?:\^\d+)?%?|[^\W\d_]+(?:'[^\W\d_]+)?\d*|→|->|=>|[.,;:!?()/=<>+|]"
)
ARROWS = {"->": "→", "=>": "→"}
BULLET = re.compile(r"[ \t]*(?:[-*•–+]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+(?=\S)")
HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+(?P<title>.+?)[ \t#]*$")
LABEL = re.compile(r"[ \t]*(?:\*\*|__)?(?P<title>[A-Z][^.:!?|]{0,60}?):?(?:\*\*|__)?:?[ \t]*$")
FENCE = re.compile(r"[ \t]*(?:```|~~~)")
RULE = re.compile(r"[ \t]*(?:\|?[ \t]*:?-{3,}:?[ \t]*\|?)+[ \t]*$|[ \t]*[=_*-]{3,}[ \t]*$")
END = re.compile(r"[.!?][\"')\]]*(?=\s|$)")
NOT_AN_END = re.compile(r"\b(?:e\.g|i\.e|etc|vs|approx|incl|cf|resp|ca|no)\.$", re.IGNORECASE)
ANSWER = re.compile(r"\?\s+(?:no|not|yes|later|maybe)\b", re.IGNORECASE)  # 'A CDN? Not yet.'
WRAPPED_AT = 60  # a longer line without a full stop was probably broken by its editor

Span = tuple[int, int]  # first..last-1


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words first..last-1 of a document, and the heading they stand under."""

    start: int
    end: int
    first: int
    last: int
    heading: str
    paragraph: int


class Document:
    """One section of an answer as words and sentences; nothing is read twice."""

    def __init__(self, typed: str, section: Section, at: str = "", names: Names = ()) -> None:
        self.typed = typed
        self.section = section
        self.at = at  # the estimate, endpoint or box whose note this is; empty for a whole section
        self.plain = Plain.of(typed)
        self.words: list[
            str
        ] = []  # in lower case; an arrow is '→', a drawing's own name what it names
        self.sentences: list[Sentence] = []
        text = self.plain.text
        meant = dict(names)
        for start, end, heading, paragraph in _pieces(text):
            first = len(self.words)
            read = [ARROWS.get(each, each.lower()) for each in WORD.findall(text, start, end)]
            self.words += [meant.get(each, each) for each in read] if meant else read
            last = len(self.words)
            if last > first:
                self.sentences.append(Sentence(start, end, first, last, heading, paragraph))
        self._starts = [each.first for each in self.sentences]
        self._scopes: dict[int, list[Scope]] = {}
        self._bounds: dict[int, list[Span]] = {}
        self._whole: dict[int, Evidence] = {}
        self.spans: dict[str, list[Span]] | None = None  # a lexicon keeps what it found
        self.found: dict[str, list[Any]] = {}  # the same in honest sentences
        self.guard: frozenset[int] | None = None  # and the sentences that are mere lists

    @property
    def sentence_spans(self) -> list[Span]:
        """The words first..last-1 of each sentence."""
        return [(each.first, each.last) for each in self.sentences]

    def _scopes_of(self, number: int) -> list[Scope]:
        """The stretches of a sentence that it denies, supposes or puts off."""
        if number not in self._scopes:
            each = self.sentences[number]
            self._scopes[number] = scopes(self.words[each.first : each.last], each.heading)
        return self._scopes[number]

    def sentence_of(self, word: int) -> int:
        """The number of the sentence in which a word stands."""
        return bisect_right(self._starts, word) - 1

    def polarity(self, first: int, last: int) -> Polarity:
        """How words first..last-1 are meant. A cue inside the words themselves does not count."""
        number = self.sentence_of(first)
        begin = self.sentences[number].first
        for each in self._scopes_of(number):
            inside = first <= each.cue + begin < last
            if not inside and each.first + begin < last and first < each.last + begin:
                return each.polarity
        return "affirmed"

    def said(self, start: int, end: int) -> str:
        """The learner's own characters between two plain offsets."""
        return self.typed[self.plain.typed[start] : self._typed_end(end)]

    def bounds(self, first: int, last: int) -> Span:
        """The plain offsets of words first..last-1."""
        number = self.sentence_of(first)
        each = self.sentences[number]
        if number not in self._bounds:  # few words are ever cited
            found = WORD.finditer(self.plain.text, each.start, each.end)
            self._bounds[number] = [word.span() for word in found]
        bounds = self._bounds[number]
        return bounds[first - each.first][0], bounds[last - 1 - each.first][1]

    def evidence(self, first: int, last: int) -> Evidence:
        """Words first..last-1 as evidence."""
        return self._between(*self.bounds(first, last))

    def sentence_evidence(self, number: int) -> Evidence:
        """A whole sentence as evidence."""
        if number not in self._whole:
            each = self.sentences[number]
            length = len(self.plain.text[each.start : each.end].rstrip())
            self._whole[number] = self._between(each.start, each.start + length)
        return self._whole[number]

    def evidence_between(self, start: int, end: int) -> Evidence:
        """Two plain offsets as evidence."""
        return self._between(start, end)

    def _between(self, start: int, end: int) -> Evidence:
        quote = self.said(start, end)
        if self.at:
            return Evidence(section=self.section, at=self.at, quote=quote)
        typed_start, typed_end = self.plain.typed[start], self._typed_end(end)
        return Evidence(section=self.section, start=typed_start, end=typed_end, quote=quote)

    def _typed_end(self, end: int) -> int:
        return self.plain.typed[end - 1] + 1 if end else 0


def _pieces(text: str) -> list[tuple[int, int, str, int]]:
    """(start, end, heading, paragraph) of each sentence, in order."""
    pieces: list[tuple[int, int, str, int]] = []
    for start, end, heading, paragraph in _blocks(text):
        here = start
        for stop in END.finditer(text, start, end):
            if NOT_AN_END.search(text, here, stop.start() + 1) or ANSWER.match(text, stop.start()):
                continue
            pieces.append((here, stop.end(), heading, paragraph))
            here = stop.end()
        pieces.append((here, end, heading, paragraph))
    return [
        (start + len(text[start:end]) - len(text[start:end].lstrip()), end, heading, paragraph)
        for start, end, heading, paragraph in pieces
        if text[start:end].strip()
    ]


def _blocks(text: str) -> list[tuple[int, int, str, int]]:
    """Bullets, table rows and wrapped paragraphs, without headings, rules and code."""
    blocks: list[tuple[int, int, str, int]] = []
    heading, paragraph, open_block, in_code = "", 0, False, False
    label_holds = False
    place = 0
    for line in text.splitlines(keepends=True):
        start, place = place, place + len(line)
        bare = line.strip()
        if FENCE.match(line):
            in_code, open_block = not in_code, False
            continue
        if in_code:
            continue
        if not bare or RULE.match(line.rstrip("\r\n")):
            open_block = False
            paragraph += "|" not in bare  # the rows of a table stand together with its head
            if label_holds and not bare and blocks and blocks[-1][2] == heading:
                heading, label_holds = "", False
            continue
        title = _title(line, after_blank=not open_block, rest=text[place : place + 200])
        if title is not None:
            heading, open_block = title, False
            label_holds = not bare.startswith("#")
            paragraph += 1
            continue
        bullet = BULLET.match(line)
        begin = start + (bullet.end() if bullet else 0)
        if open_block and not bullet and _goes_on(text[blocks[-1][0] : start], line):
            blocks[-1] = (blocks[-1][0], start + len(line.rstrip()), heading, paragraph)
        else:
            blocks.append((begin, start + len(line.rstrip()), heading, paragraph))
        open_block = True
    return blocks


def _title(line: str, *, after_blank: bool, rest: str) -> str | None:
    """The words of a heading, if the line is one: '## Out of scope', '**Out of scope**', 'Later:'."""
    bare = line.rstrip("\r\n")
    if found := HEADING.match(bare):
        return found["title"].strip("* :")
    if BULLET.match(bare):
        return None
    found = LABEL.match(bare)
    if not found:
        return None
    marked = bare.strip().endswith((":", "**", "__"))
    underlined = bool(re.match(r"[=-]{3,}\s*(?:\n|$)", rest))
    before_list = after_blank and bool(BULLET.match(rest)) and len(bare.split()) <= 5
    return found["title"].strip("* ") if marked or underlined or before_list else None


def _goes_on(block: str, line: str) -> bool:
    """Whether this line belongs to the sentence before it."""
    before = block.rstrip().rsplit("\n", 1)[-1]
    if line.lstrip().startswith("|") or before.endswith((".", "!", "?", ":", ";", "|")):
        # A full stop ends the sentence anyway; joining would change nothing.
        return before.endswith(";") and line[:1].isspace()
    return len(before) >= WRAPPED_AT or line[:1].isspace() or line.lstrip()[:1].islower()
