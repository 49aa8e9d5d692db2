"""Concepts and the words people use for them, one list per exercise.

A term is a few words, matched by stem, so `shorten url` finds "shortening URLs". A word may be
written `=exact` (as it stands), `prefix*` (any ending) or `_` (up to three words between). A term
that begins with `!` excludes: `cache` with `!cache control` does not find "Cache-Control". `@name`
takes in all terms of another concept; where the exercise has none of that name, or is that name itself,
those of words_of_the_field.yaml. `@one ~ @other` asks for two things near each other (pairs.py).

>>> lexicon = Lexicon({"cache": ["cache", "!cache control", "redis"], "fast": ["=fast", "quick*"]})
>>> document = Document("Cache-Control is set. Redis answers quickly.", "deep_dives")
>>> [document.evidence(each.first, each.last).quote for each in lexicon.find("cache", document)]
['Redis']
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from types import MappingProxyType

from capacity.frozen import did_you_mean
from grader.keyword_lists import not_writing
from grader.own_names import Names
from grader.pairs import Pair, sides_of
from grader.polarity import Polarity
from grader.stems import stem_of
from grader.terms import GAP, Concept, Part, Term, Tree
from grader.text import WORD, Document, Span
from grader.verdict import Section

MOST_DOCUMENTS = 512  # texts that are remembered, and the longest of them in characters
MOST_REMEMBERED = 8_000
SHORTEST_VERB = 5  # letters and the star, as in 'make*'


@dataclass(frozen=True, slots=True)
class Mention:
    """Words first..last-1 of a document name a concept, meant in this way."""

    first: int
    last: int
    polarity: Polarity


class UnknownConcept(KeyError):
    """A concept that the lexicon does not hold."""


class Lexicon:
    """Named concepts, found in documents. What was found is kept, so that a rule may ask again."""

    def __init__(
        self,
        terms: Mapping[str, Iterable[str]],
        of_the_field: Mapping[str, Iterable[str]] = MappingProxyType({}),
    ) -> None:
        self.terms = {name: tuple(map(str, each)) for name, each in terms.items()}
        self._lines = {
            **{f"@{name}": tuple(map(str, each)) for name, each in of_the_field.items()},
            **self.terms,
        }
        self.concepts = {name: self._compiled(name, ()) for name in self.terms}
        pairs = [pair for each in self.concepts.values() for pair in each.pairs]
        sides = sorted({side for pair in pairs for side in (pair.one, pair.other)})
        self._tree = Tree(self.concepts, {side: self._side(side) for side in sides})
        self._named = lru_cache(4096)(self._concepts_in)  # names recur from answer to answer
        self._short = lru_cache(MOST_DOCUMENTS)(Document)  # and sections from grade to grade

    def __contains__(self, name: str) -> bool:
        return name in self.concepts

    def document(self, typed: str, section: Section, at: str = "", names: Names = ()) -> Document:
        """A text as a document. One that was read lately, as after an edit elsewhere, is not read again."""
        read = self._short if len(typed) <= MOST_REMEMBERED else Document
        return read(typed, section, at, names)

    def knows(self, word: str) -> bool:
        """Whether a word, in lower case, is part of any term."""
        return bool(self._tree.fits[word])

    def forget(self) -> None:
        """Read every text anew from here on; for measuring what a first reading costs."""
        self._short.cache_clear()

    def find(self, name: str, document: Document) -> tuple[Mention, ...]:
        """Every mention of a concept, in the order of the text, whatever its polarity."""
        if name not in self.concepts:
            raise UnknownConcept(f"'{name}'.{did_you_mean(name, self.concepts)}")
        return tuple(
            Mention(first, last, document.polarity(first, last))
            for first, last in self.spans(document).get(name, ())
        )

    def spans(self, document: Document) -> dict[str, list[Span]]:
        """Where every concept is named in a document, by concept, found once."""
        if document.spans is None:
            document.spans = self._tree.spans(document.words, document.sentence_spans)
        return document.spans

    def is_about(self, text: str, *concepts: str) -> bool:
        """Whether a short text, such as the name of a column or a box, mentions one of the concepts."""
        for name in concepts:
            if name not in self.concepts:
                raise UnknownConcept(f"'{name}'.{did_you_mean(name, self.concepts)}")
        return not self._named(text).isdisjoint(concepts)

    def _concepts_in(self, text: str) -> frozenset[str]:
        return frozenset(self.spans(Document(parted(text), "data_model")))

    def guarded(self, document: Document) -> frozenset[int]:
        """The sentences that no text rule reads: lists of keywords and repeated frames."""
        if document.guard is None:
            document.guard = not_writing(
                document, chain.from_iterable(self.spans(document).values())
            )
        return document.guard

    def _compiled(self, name: str, seen: tuple[str, ...]) -> Concept:
        terms: list[Term] = []
        excluded: list[Term] = []
        pairs: list[Pair] = []
        for term in self._lines[name]:
            if sides := sides_of(term):
                one, other = (self._named_side(each, name) for each in sides[:2])
                pairs.append(Pair(one, other, sides[2]))
            elif term.startswith("@"):
                inner = self._compiled(self._meant(term, name, seen), (*seen, name))
                terms += inner.terms
                excluded += inner.excluded
                pairs += inner.pairs
            elif term.startswith("!"):
                excluded += _forms(term[1:])
            else:
                terms += _forms(term)
        return Concept(tuple(terms), tuple(excluded), tuple(pairs))

    def _meant(self, term: str, name: str, seen: tuple[str, ...] = ()) -> str:
        """The key of the concept that `@other` means where it stands: the exercise's own, or the field's."""
        own = term[1:]
        of_the_field = name.startswith("@") or own == name or own not in self.terms
        key = term if of_the_field else own
        if key not in self._lines or key in seen:
            raise UnknownConcept(f"'{term}'.{did_you_mean(own, self._lines)}")
        return key

    def _named_side(self, side: str, name: str) -> str:
        return f"@ {self._meant(side, name)}" if side.startswith("@") else side

    def _side(self, side: str) -> Concept:
        """One side of a pair: a concept's own terms, or a term as it stands."""
        if side.startswith("@ "):
            return self._compiled(side[2:], ())
        return Concept(tuple(_forms(side)), ())


@lru_cache(1024)
def parted(name: str) -> str:
    """'longUrl' and 'long_url' as 'long url'."""
    out: list[str] = []
    for place, letter in enumerate(name):
        if place and letter.isupper() and name[place - 1].islower():
            out.append(" ")
        out.append(letter)
    return "".join(out)


def _forms(term: str) -> list[Term]:
    """A term with the forms that its words take: `delete*` is also found in 'deleting'."""
    forms = [""]
    for word in term.split():
        ing = f"{word[:-2]}ing*" if word.endswith("e*") and len(word) >= SHORTEST_VERB else ""
        forms = [f"{form} {each}" for form in forms for each in (word, ing) if each]
    return [parts for each in forms if (parts := _parts(each))]


def _parts(term: str) -> Term:
    parts: list[Part] = []
    for word in term.split():
        if word == GAP:
            parts.append(GAP)
        elif word.startswith("=") or word.endswith("*"):
            parts.append(word.lower())
        else:
            parts += [stem_of(each.lower()) for each in WORD.findall(word)]
    return tuple(parts)
