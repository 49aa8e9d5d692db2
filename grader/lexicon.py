"""Concepts and the words people use for them, one list per exercise.

A term is a few words, matched by stem, so `shorten url` finds "shortening URLs". A word may be
written `=exact` (as it stands), `prefix*` (any ending) or `_` (up to three words between). A term
that begins with `!` excludes: `cache` with `!cache control` does not find "Cache-Control". `@name`
takes in all terms of another concept.

>>> lexicon = Lexicon({"cache": ["cache", "!cache control", "redis"], "fast": ["=fast", "quick*"]})
>>> document = Document("Cache-Control is set. Redis answers quickly.", "deep_dives")
>>> [document.evidence(each.first, each.last).quote for each in lexicon.find("cache", document)]
['Redis']
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Literal

from capacity.frozen import did_you_mean
from grader.keyword_lists import not_writing
from grader.polarity import Polarity
from grader.text import WORD, Document, Word, stem
from grader.verdict import Section

MOST_BETWEEN = 3  # words that `_` may stand for
MOST_DOCUMENTS = 512  # texts that are remembered, and the longest of them in characters
MOST_REMEMBERED = 8_000
MOST_KNOWN = 20_000  # words whose terms are remembered


@dataclass(frozen=True, slots=True)
class Mention:
    """Words first..last-1 of a document name a concept, meant in this way."""

    first: int
    last: int
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class Part:
    how: Literal["stem", "exact", "prefix", "gap"]
    text: str = ""


Term = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    terms: tuple[Term, ...]
    excluded: tuple[Term, ...]


class TermIndex:
    """Terms by how they begin, so that one walk over the words of a document finds all of them."""

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self.begin: dict[str, dict[str, list[tuple[str, bool, Term]]]] = {
            "stem": {},
            "exact": {},
            "prefix": {},
        }
        for name, concept in concepts.items():
            for excludes, terms in ((False, concept.terms), (True, concept.excluded)):
                for term in terms:
                    known = self.begin[term[0].how].setdefault(term[0].text, [])
                    known.append((name, excludes, term))
        self.lengths = sorted({len(prefix) for prefix in self.begin["prefix"]})
        self._known: dict[
            str, list[tuple[str, bool, Term]]
        ] = {}  # what a word begins, once looked up

    def beginning(self, word: Word) -> list[tuple[str, bool, Term]]:
        """The terms whose first word this may be, with their concept and whether they exclude it."""
        found = self._known.get(word.text)
        if found is None:
            prefixes = (word.text[:length] for length in self.lengths if length <= len(word.text))
            found = [
                *self.begin["stem"].get(word.stem, ()),
                *self.begin["exact"].get(word.text, ()),
                *(each for prefix in prefixes for each in self.begin["prefix"].get(prefix, ())),
            ]
            if len(self._known) < MOST_KNOWN:
                self._known[word.text] = found
        return found


class UnknownConcept(KeyError):
    """A concept that the lexicon does not hold."""


class Lexicon:
    """Named concepts, found in documents. What was found is kept, so that a rule may ask again."""

    def __init__(self, terms: Mapping[str, Iterable[str]]) -> None:
        self.terms = {name: tuple(map(str, each)) for name, each in terms.items()}
        self.concepts = {name: self._compiled(name, ()) for name in self.terms}
        self._index = TermIndex(self.concepts)
        self._named = lru_cache(4096)(self._concepts_in)  # names recur from answer to answer
        self._short = lru_cache(MOST_DOCUMENTS)(Document)  # and sections from grade to grade

    def __contains__(self, name: str) -> bool:
        return name in self.concepts

    def document(self, typed: str, section: Section, at: str = "") -> Document:
        """A text as a document. One that was read lately, as after an edit elsewhere, is not read again."""
        read = self._short if len(typed) <= MOST_REMEMBERED else Document
        return read(typed, section, at)

    def forget(self) -> None:
        """Read every text anew from here on; for measuring what a first reading costs."""
        self._short.cache_clear()

    def find(self, name: str, document: Document) -> tuple[Mention, ...]:
        """Every mention of a concept, in the order of the text, whatever its polarity."""
        if name not in self.concepts:
            raise UnknownConcept(f"'{name}'.{did_you_mean(name, self.concepts)}")
        return self.everything_in(document).get(name, ())

    def everything_in(self, document: Document) -> dict[str, tuple[Mention, ...]]:
        """Every mention of every concept in a document, by concept, found once."""
        if document.mentions is None:
            document.mentions = _mentions(self._index, document)
        return document.mentions

    def is_about(self, text: str, *concepts: str) -> bool:
        """Whether a short text, such as the name of a column or a box, mentions one of the concepts."""
        for name in concepts:
            if name not in self.concepts:
                raise UnknownConcept(f"'{name}'.{did_you_mean(name, self.concepts)}")
        return not self._named(text).isdisjoint(concepts)

    def _concepts_in(self, text: str) -> frozenset[str]:
        return frozenset(_mentions(self._index, Document(parted(text), "data_model")))

    def honest(self, document: Document, mention: Mention) -> bool:
        """Whether a mention stands in writing, not in a list of keywords or a repeated frame."""
        return document.sentence_of(mention.first) not in self.guarded(document)

    def guarded(self, document: Document) -> frozenset[int]:
        """The sentences that no text rule reads: lists of keywords and repeated frames."""
        if document.guard is None:
            document.guard = not_writing(
                document, chain.from_iterable(self.everything_in(document).values())
            )
        return document.guard

    def _compiled(self, name: str, seen: tuple[str, ...]) -> Concept:
        terms: list[Term] = []
        excluded: list[Term] = []
        for term in self.terms[name]:
            if term.startswith("@"):
                other = term[1:]
                if other not in self.terms or other in seen:
                    raise UnknownConcept(f"'{term}'.{did_you_mean(other, self.terms)}")
                inner = self._compiled(other, (*seen, name))
                terms += inner.terms
                excluded += inner.excluded
            elif term.startswith("!"):
                excluded.append(_parts(term[1:]))
            else:
                terms.append(_parts(term))
        return Concept(tuple(terms), tuple(excluded))


@lru_cache(1024)
def parted(name: str) -> str:
    """'longUrl' and 'long_url' as 'long url'."""
    out: list[str] = []
    for place, letter in enumerate(name):
        if place and letter.isupper() and name[place - 1].islower():
            out.append(" ")
        out.append(letter)
    return "".join(out)


def _parts(term: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    for word in term.split():
        if word == "_":
            parts.append(Part("gap"))
        elif word.startswith("="):
            parts.append(Part("exact", word[1:].lower()))
        elif word.endswith("*"):
            parts.append(Part("prefix", word[:-1].lower()))
        else:
            parts += [
                Part("stem", stem(each.lower()) if each.isalpha() else each.lower())
                for each in WORD.findall(word)
            ]
    return tuple(parts)


def _mentions(index: TermIndex, document: Document) -> dict[str, tuple[Mention, ...]]:
    """Every mention of every concept, found in one walk over the words."""
    spans: dict[str, set[tuple[int, int]]] = {}
    barred: dict[str, set[tuple[int, int]]] = {}
    words = document.words
    for sentence in document.sentences:
        for first in range(sentence.first, sentence.last):
            here = index.beginning(words[first])
            if not here:
                continue
            following = words[first + 1] if first + 1 < sentence.last else None
            for name, excludes, term in here:
                if len(term) == 1:
                    last = first + 1
                elif following is None or (term[1].how != "gap" and not _fits(term[1], following)):
                    continue
                else:
                    last = _match(term, words, first, sentence.last)
                if last:
                    (barred if excludes else spans).setdefault(name, set()).add((first, last))
    return {name: _kept(document, found, barred.get(name, ())) for name, found in spans.items()}


def _kept(
    document: Document, spans: Iterable[tuple[int, int]], barred: Iterable[tuple[int, int]]
) -> tuple[Mention, ...]:
    """The longest spans that do not overlap each other or an exclusion."""
    longest: list[tuple[int, int]] = []
    barred = tuple(barred)
    for first, last in sorted(spans, key=lambda span: (span[0], -span[1])):
        if barred and any(begin < last and first < end for begin, end in barred):
            continue
        if not longest or first >= longest[-1][1]:
            longest.append((first, last))
    return tuple(Mention(first, last, document.polarity(first, last)) for first, last in longest)


def _match(term: Term, words: list[Word], first: int, end: int) -> int:
    """One past the last word of a match that begins at `first` and stays before `end`, or 0."""
    here, between = first + 1, 0
    for part in term[1:]:
        if part.how == "gap":
            between = MOST_BETWEEN
            continue
        for place in range(here, min(here + between + 1, end)):
            if _fits(part, words[place]):
                here, between = place + 1, 0
                break
        else:
            return 0
    return here


def _fits(part: Part, word: Word) -> bool:
    if part.how == "stem":
        return word.stem == part.text
    if part.how == "exact":
        return word.text == part.text
    return word.text.startswith(part.text)
