"""A mention of a concept in the document it stands in, and whether two of them stand together."""

from dataclasses import dataclass

from grader.lexicon import Lexicon, Mention
from grader.polarity import Polarity
from grader.text import Document
from grader.verdict import Evidence

REFUSALS = frozenset({"no", "not", "don't", "dont", "neither", "nor"})


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and the document it stands in."""

    document: Document
    mention: Mention
    sentence: int  # its number in the document

    @property
    def polarity(self) -> Polarity:
        return self.mention.polarity

    @property
    def evidence(self) -> Evidence:
        return self.document.evidence(self.mention.first, self.mention.last)

    @property
    def sentence_words(self) -> frozenset[str]:
        """The words of the sentence it stands in."""
        each = self.document.sentences[self.sentence]
        return frozenset(self.document.words[each.first : each.last])

    @property
    def is_refused(self) -> bool:
        """Whether the thing itself is refused, just before it is named: 'no cache', 'do not use a cache'."""
        before = self.document.words[max(0, self.mention.first - 4) : self.mention.first]
        return not REFUSALS.isdisjoint(before)

    @property
    def whole_sentence(self) -> Evidence:
        return self.document.sentence_evidence(self.sentence)


def honest_in(lexicon: Lexicon, document: Document, concept: str) -> list[Found]:
    """The mentions of a concept in honest sentences of a document; kept with the document."""
    found = document.found.get(concept)
    if found is None:
        guarded = lexicon.guarded(document)
        found = document.found[concept] = [
            Found(document, each, number)
            for each in lexicon.find(concept, document)
            if (number := document.sentence_of(each.first)) not in guarded
        ]
    return found


def fits_beside(chosen: list[Found], other: Found, nearby: int) -> bool:
    """Whether a mention stands near the first of the chosen and in words of its own."""
    return is_near(chosen[0], other, nearby) and not any(_overlap(each, other) for each in chosen)


def _overlap(one: Found, other: Found) -> bool:
    return (
        one.document is other.document
        and one.mention.first < other.mention.last
        and other.mention.first < one.mention.last
    )


def is_near(one: Found, other: Found, nearby: int) -> bool:
    if one.document is not other.document:
        return False
    apart = abs(one.sentence - other.sentence)
    if apart == 0:
        return True
    sentences = one.document.sentences
    return apart <= nearby and (
        sentences[one.sentence].paragraph == sentences[other.sentence].paragraph
    )
