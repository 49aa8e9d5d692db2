"""The terms of all concepts as one tree: a single walk over the words of a text finds every mention.

Of most words no term begins, so they cost one look-up. Which parts of terms a word fits is worked out
once for each distinct word.

>>> tree = Tree({"queue": Concept(terms=(("queue",), ("=kafka",)), excluded=(("queue", "theori"),))})
>>> tree.spans(["queue", "theory", ",", "kafka", "queues"], [(0, 5)])
{'queue': [(3, 4), (4, 5)]}
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from grader.pairs import Pair, within_reach
from grader.stems import stem_of
from grader.text import Span

MOST_BETWEEN = 3  # words that `_` may stand for
MOST_KNOWN = 20_000  # words whose parts are remembered
GAP = "_"
SIDE = "side of a pair: "  # begins the names of what is only looked for beside something else

Part = (
    str  # 'queue' fits words of that stem, '=kafka' that word, 'shorten*' any ending, '_' is a gap
)
Term = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    terms: tuple[Term, ...]
    excluded: tuple[Term, ...]
    pairs: tuple[Pair, ...] = ()


class Branch:
    """What may follow, and which concepts a term that ends here names or excludes."""

    __slots__ = ("after_gap", "bars", "names", "then")

    def __init__(self) -> None:
        self.then: dict[Part, Branch] = {}
        self.after_gap: dict[Part, Branch] = {}
        self.names: list[str] = []
        self.bars: list[str] = []


class Known(dict[str, tuple[Part, ...]]):
    """For each word the parts of terms that it fits, worked out when it is first met."""

    def __init__(self, parts: Iterable[Part]) -> None:
        super().__init__()
        self.parts = frozenset(parts)
        self.lengths = sorted({len(each) - 1 for each in self.parts if each.endswith("*")})

    def __missing__(self, word: str) -> tuple[Part, ...]:
        prefixes = (f"{word[:length]}*" for length in self.lengths if length <= len(word))
        fitting = (stem_of(word), f"={word}", *prefixes)
        found = tuple(each for each in fitting if each in self.parts)
        if len(self) < MOST_KNOWN:
            self[word] = found
        return found


class Tree:
    """All terms by their parts, and the pairs of things that a concept is seen in.

    The sides of pairs are looked for in the same walk, under names that only they have.
    """

    def __init__(
        self,
        concepts: Mapping[str, Concept],
        sides: Mapping[str, Concept] = MappingProxyType({}),
    ) -> None:
        self.pairs = [(name, pair) for name, each in concepts.items() for pair in each.pairs]
        concepts = {**concepts, **{SIDE + name: each for name, each in sides.items()}}
        self.root = Branch()
        parts: set[Part] = set()
        for name, concept in concepts.items():
            for term in concept.terms:
                self._grown(term).names.append(name)
                parts.update(term)
            for term in concept.excluded:
                self._grown(term).bars.append(name)
                parts.update(term)
        self.fits = Known(parts - {GAP})

    def _grown(self, term: Term) -> Branch:
        """The branch at which a term ends."""
        here, gap = self.root, False
        for part in term:
            if part != GAP:
                branches = here.after_gap if gap else here.then
                here = branches.setdefault(part, Branch())
            gap = part == GAP
        return here

    def spans(self, words: list[str], sentences: Sequence[Span]) -> dict[str, list[Span]]:
        """Where each concept is named, in the order of the text; no term goes beyond its sentence."""
        walk = _Walk(words, self.fits)
        begin = self.root.then
        for start, end in sentences:
            for first in range(start, end):
                for part in self.fits[words[first]]:
                    if part in begin:
                        walk.follow(begin[part], first, first + 1, end)
        self._paired(walk, words, sentences)
        return {
            name: _longest(found, walk.barred.get(name, ()))
            for name, found in walk.named.items()
            if found and not name.startswith(SIDE)
        }

    def _paired(self, walk: "_Walk", words: list[str], sentences: Sequence[Span]) -> None:
        """Add what is seen in a pair of things, unless the concept is named in between by itself."""
        seen: defaultdict[str, list[Span]] = defaultdict(list)
        for name, pair in self.pairs:
            ones, others = walk.named.get(SIDE + pair.one), walk.named.get(SIDE + pair.other)
            if ones and others:
                seen[name] += within_reach(ones, others, words, sentences, pair)
        for name, spans in seen.items():
            known = [*walk.named.get(name, ()), *spans]
            walk.named[name] += [each for each in spans if not _holds_another(each, known)]


class _Walk:
    """What was found on the way over the words of one text."""

    def __init__(self, words: list[str], fits: Known) -> None:
        self.words = words
        self.fits = fits
        self.named: defaultdict[str, list[Span]] = defaultdict(list)
        self.barred: defaultdict[str, list[Span]] = defaultdict(list)

    def follow(self, branch: Branch, first: int, here: int, end: int) -> None:
        """Take in the terms that began at `first` and end here, and go on along the others."""
        for name in branch.names:
            self.named[name].append((first, here))
        for name in branch.bars:
            self.barred[name].append((first, here))
        if branch.then and here < end:
            for part in self.fits[self.words[here]]:
                if part in branch.then:
                    self.follow(branch.then[part], first, here + 1, end)
        for part, after in branch.after_gap.items():
            for place in range(here, min(here + MOST_BETWEEN + 1, end)):
                if part in self.fits[self.words[place]]:
                    self.follow(after, first, place + 1, end)
                    break


def _holds_another(span: Span, spans: Iterable[Span]) -> bool:
    """Whether a shorter one lies within it."""
    return any(
        span[0] <= first and last <= span[1] and last - first < span[1] - span[0]
        for first, last in spans
    )


def _longest(spans: list[Span], barred: Iterable[Span]) -> list[Span]:
    """The longest spans that do not overlap each other or an exclusion."""
    if len(spans) == 1 and not barred:
        return spans
    longest: list[Span] = []
    reached = 0
    for first, last in sorted(spans, key=_longest_first):
        if first >= reached and not any(begin < last and first < end for begin, end in barred):
            longest.append((first, last))
            reached = last
    return longest


def _longest_first(span: Span) -> Span:
    return span[0], -span[1]
