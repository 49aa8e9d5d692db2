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

    @property
    def polarity(self) -> Polarity:
        return self.mention.polarity

    @property
    def sentence(self) -> int:
        return self.document.sentence_of(self.mention.first)

    @property
    def evidence(self) -> Evidence:
        return self.document.evidence(self.mention.first, self.mention.last)

    @property
    def sentence_words(self) -> frozenset[str]:
        """The words of the sentence it stands in."""
        each = self.document.sentences[self.sentence]
        return frozenset(word.text for word in self.document.words[each.first : each.last])

    @property
    def is_refused(self) -> bool:
        """Whether the thing itself is refused, just before it is named: 'no cache', 'do not use a cache'."""
        before = self.document.words[max(0, self.mention.first - 4) : self.mention.first]
        return any(word.text in REFUSALS for word in before)

    @property
    def whole_sentence(self) -> Evidence:
        return self.document.sentence_evidence(self.sentence)


def honest_in(lexicon: Lexicon, document: Document) -> dict[str, list[Found]]:
    """The mentions in honest sentences of a document, by concept; kept with the document."""
    if document.found is None:
        document.found = {
            concept: [Found(document, each) for each in mentions if lexicon.honest(document, each)]
            for concept, mentions in lexicon.everything_in(document).items()
        }
    return document.found


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
