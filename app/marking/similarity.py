"""Pairs of answers that are more alike than chance makes them: by drawing, by numbers, by words.

Only what is rare in the class counts: a shape, a number or five words in a row that many hand in say
nothing about two of them. What comes out is a hint to look, never a finding.
"""

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from capacity.architecture import Architecture
from capacity.frozen import BadInput
from grader.answer import Answer
from grader.reading import read_answer

SHINGLE = 5  # words in a row
ROUNDS = 2  # of looking at a box's neighbours
RARE_SHARE, RARE_LEAST = 0.05, 3  # of the class: what more hand in says nothing
MOST_PAIRS = 40
LEAST = 0.12  # below it a pair is not shown
KINDS = ("drawing", "numbers", "words")
WEIGHTS = {"drawing": 1.0, "numbers": 0.8, "words": 1.2}
LITTLE = {"drawing": 12.0, "numbers": 12.0, "words": 40.0}  # so much that is rare says half of it
WORD = re.compile(r"[^\W_]+")
NUMBER = re.compile(r"\d[\d.,]*\s*[%A-Za-z/]*")


@dataclass(frozen=True, slots=True)
class Traits:
    """What of one answer is compared, by kind."""

    drawing: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def of(self, kind: str) -> frozenset[str]:
        found: frozenset[str] = getattr(self, kind)
        return found


@dataclass(frozen=True, slots=True)
class Alike:
    """Two answers and how alike each part is, 0 to 1, with what they share that is rare."""

    one: int
    other: int
    score: float
    parts: Mapping[str, float]
    shared: Mapping[str, list[str]] = field(default_factory=dict)


def traits(raw: Mapping[str, object], given: Iterable[str] = ()) -> Traits:
    """The traits of an answer as it was handed in; `given` are words of the brief, which all share."""
    try:
        answer = read_answer(dict(raw), as_it_is=True)
    except BadInput:
        return Traits()
    known = frozenset(given)
    return Traits(
        drawing=_shapes(answer.architecture),
        numbers=_numbers(answer),
        words=frozenset(each for each in shingles(prose_of(answer)) if each not in known),
    )


def prose_of(answer: Answer) -> str:
    """Everything that is written in sentences."""
    sections = (answer.functional, answer.non_functional, answer.deep_dives, answer.interface)
    return "\n".join(sections)


def shingles(text: str) -> list[str]:
    """Every five words in a row, in small letters.

    >>> shingles("One two, three four FIVE six")
    ['one two three four five', 'two three four five six']
    """
    words = [each.casefold() for each in WORD.findall(text)]
    return [" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]


def alike(class_: Mapping[int, Traits]) -> list[Alike]:
    """The pairs of a class, the most alike first."""
    rare = max(RARE_LEAST, math.ceil(RARE_SHARE * len(class_)))
    weights = {kind: _weights(class_, kind, rare) for kind in KINDS}
    candidates = _candidates(class_, weights)
    found = [_pair(class_, weights, one, other) for one, other in candidates]
    found = [each for each in found if each.score >= LEAST]
    return sorted(found, key=lambda each: (-each.score, each.one, each.other))[:MOST_PAIRS]


def _shapes(drawing: Architecture) -> frozenset[str]:
    """Each box by its kind and, seen ever further, its neighbours: equal whatever boxes are called."""
    labels = {each.id: f"{each.kind}" for each in drawing.components}
    shapes: Counter[str] = Counter()
    for round_ in range(ROUNDS + 1):
        if round_:
            labels = {name: _look_around(name, labels, drawing) for name in labels}
            shapes.update(labels.values())
    return frozenset(f"{label}#{n}" for label, count in shapes.items() for n in range(count))


def _look_around(name: str, labels: Mapping[str, str], drawing: Architecture) -> str:
    out = sorted(
        f">{each.kind}{labels[each.target]}" for each in drawing.calls if each.source == name
    )
    into = sorted(
        f"<{each.kind}{labels[each.source]}" for each in drawing.calls if each.target == name
    )
    whole = "|".join((labels[name], *out, *into))
    return hashlib.blake2b(whole.encode(), digest_size=6).hexdigest()


def _numbers(answer: Answer) -> frozenset[str]:
    """Each estimate with its value, and the numbers that its working goes through."""
    found = {f"{each.name} = {_plain(each.value)}" for each in answer.estimates if each.value}
    for each in answer.estimates:
        found |= {f"{each.name}: {_plain(number)}" for number in NUMBER.findall(each.working)}
    return frozenset(found)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def _weights(class_: Mapping[int, Traits], kind: str, rare: int) -> dict[str, float]:
    """How much each rare trait says: the fewer have it, the more. What one alone has pairs nobody."""
    counts = Counter(each for one in class_.values() for each in one.of(kind))
    size = len(class_)
    return {
        each: math.log((size + 1) / count) if count <= rare else 0.0
        for each, count in counts.items()
    }


def _candidates(
    class_: Mapping[int, Traits], weights: Mapping[str, Mapping[str, float]]
) -> list[tuple[int, int]]:
    """Pairs that share something rare at all: others need not be looked at."""
    having: dict[tuple[str, str], list[int]] = {}
    for number, one in sorted(class_.items()):
        for kind in KINDS:
            for each in one.of(kind):
                if weights[kind][each]:
                    having.setdefault((kind, each), []).append(number)
    return sorted({pair for some in having.values() for pair in combinations(some, 2)})


def _pair(
    class_: Mapping[int, Traits], weights: Mapping[str, Mapping[str, float]], one: int, other: int
) -> Alike:
    parts: dict[str, float] = {}
    shared: dict[str, list[str]] = {}
    for kind in KINDS:
        mine, theirs, weight = class_[one].of(kind), class_[other].of(kind), weights[kind]
        both = sum(weight[each] for each in mine & theirs)
        smaller = min(sum(weight[each] for each in some) for some in (mine, theirs))
        parts[kind] = round(both / (smaller + LITTLE[kind]), 3)
        shared[kind] = sorted(each for each in mine & theirs if weight[each])
    total = sum(WEIGHTS[kind] * parts[kind] for kind in KINDS) / sum(WEIGHTS.values())
    return Alike(one, other, round(total, 3), parts, shared)


def passages(shared: Sequence[str], text: str) -> list[str]:
    """Shared words joined where they follow one another, as they stand in a text."""
    known = set(shared)
    words = list(WORD.finditer(text))
    marked = [False] * len(words)
    for at in range(len(words) - SHINGLE + 1):
        if " ".join(each[0].casefold() for each in words[at : at + SHINGLE]) in known:
            marked[at : at + SHINGLE] = [True] * SHINGLE
    found: list[str] = []
    start: int | None = None
    for at, is_marked in enumerate([*marked, False]):
        if is_marked and start is None:
            start = at
        elif not is_marked and start is not None:
            found.append(text[words[start].start() : words[at - 1].end()])
            start = None
    return found
