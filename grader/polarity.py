"""How a thing is mentioned: affirmed, denied, only supposed, weighed and turned down, or put off.

`We do not need a cache` names a cache and has none. The words that turn a mention around, and how far
each reaches, are data in cues.yaml; tests/grader/polarity.yaml holds the sentences they were tried on.

>>> scopes("we do not use a queue , but a log".split(), "")[0]
Scope(polarity='denied', cue=2, first=3, last=6)
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Generic, Literal, TypeVar

from capacity import yaml_door

Polarity = Literal["affirmed", "denied", "supposed", "turned down", "put off"]
Phrase = tuple[str, ...]
Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Scope:
    """Words first..last-1 of a sentence are meant this way because of the word at `cue`."""

    polarity: Polarity
    cue: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Cue:
    words: Phrase
    polarity: Polarity
    reach: int  # in words; before the cue when negative


STRONGEST_FIRST: tuple[Polarity, ...] = ("put off", "denied", "turned down", "supposed", "affirmed")
STOPS = frozenset(
    [
        ".",
        "!",
        "?",
        ";",
        ":",
        "but",
        "however",
        "although",
        "though",
        "whereas",
        "so",
        "because",
        "since",
        "while",
        "hence",
        "therefore",
        "→",
        "instead",
        "except",
        "unless",
    ]
)
SUBJECTS = frozenset("i we you it they he she one this that".split())  # noqa: SIM905
NO = frozenset(
    "no none out later skipped excluded not maybe perhaps someday rejected dropped deferred postponed".split()  # noqa: SIM905
)
AFTER_NO = frozenset(", . ; ( ) | for in now of one yet".split())  # noqa: SIM905
BEFORE_NO = frozenset(": | ( ?".split())  # noqa: SIM905
LEAVE = frozenset("leave leaves left leaving keep kept keeping".split())  # noqa: SIM905
CHOOSE = frozenset("choose chose chosen pick picked prefer preferred favour favoured".split())  # noqa: SIM905
PASSED_OVER = 3  # words after 'over' that are turned down
IF = frozenset(
    ["if", "suppose", "assuming", "should", "were"]
)  # 'should' and 'were' only where they open a sentence
MOST_LEFT = 8  # words between 'leave' and its 'out'
OPENERS = ("later", "out")  # these two put off only where they open something
FAR = 10  # words; a cue that reaches this far is not stopped by a comma


def _phrases(lines: Iterable[str]) -> list[Phrase]:
    return [tuple(phrase.split()) for line in lines for phrase in line.split("|")]


class Phrases(Generic[Meaning]):
    """What phrases mean, found by the words that stand somewhere: the longest phrase there counts."""

    def __init__(self) -> None:
        self.meaning: dict[Phrase, list[Meaning]] = {}
        self.lengths: dict[
            str, list[int]
        ] = {}  # of the phrases that begin with a word, longest first

    def add(self, phrase: Phrase, meaning: Meaning) -> None:
        self.meaning.setdefault(phrase, []).append(meaning)
        known = {len(phrase), *self.lengths.get(phrase[0], ())}
        self.lengths[phrase[0]] = sorted(known, reverse=True)

    def at(self, words: list[str], place: int) -> list[Meaning]:
        """The meanings of the longest phrase that begins at a place; none where none does."""
        for length in self.lengths.get(words[place], ()):
            found = self.meaning.get(tuple(words[place : place + length]))
            if found:
                return found
        return []


_TABLE = yaml_door.load_file(Path(__file__).with_name("cues.yaml"))
_INNOCENT: Phrases[int] = Phrases()  # phrases with their lengths
_CUES: Phrases[Cue] = Phrases()
for _phrase in _phrases(_TABLE["innocent"]):
    _INNOCENT.add(_phrase, len(_phrase))
for _row in _TABLE["cues"]:
    for _phrase in _phrases(_row["phrases"]):
        _reach_of = _row["after"] if "after" in _row else -_row["before"]
        _CUES.add(_phrase, Cue(_phrase, _row["polarity"], _reach_of))
_OPENING = _phrases(_TABLE["opening"])
# Without any of these words a sentence is plainly affirmed: cues begin with one, and so do answers of no.
_TURNING = frozenset(
    (*_CUES.lengths, *NO, *LEAVE, *IF, *CHOOSE, *(phrase[0] for phrase in _OPENING))
)
_HEADINGS: list[tuple[Polarity, re.Pattern[str]]] = [
    (
        polarity,
        re.compile(
            "|".join(rf"\b{re.escape(' '.join(phrase))}\b" for phrase in _phrases(lines)),
            re.IGNORECASE,
        ),
    )
    for polarity, lines in _TABLE["headings"].items()
]


def scopes(words: list[str], heading: str) -> list[Scope]:
    """The stretches of one sentence that are not plainly affirmed, the strongest first."""
    found = [Scope(polarity, -1, 0, len(words)) for polarity in _headed(heading)]
    if not _TURNING.isdisjoint(words):
        found += _turned(words)
    return sorted(found, key=lambda each: STRONGEST_FIRST.index(each.polarity))


def _turned(words: list[str]) -> list[Scope]:
    """The stretches that words of the sentence itself turn around."""
    innocent = _innocent(words)
    found = [
        scope
        for place, word in enumerate(words)
        if word in _CUES.lengths and place not in innocent
        for cue in _CUES.at(words, place)
        if (scope := _reach(words, place, cue))
    ]
    found += _conditions(words)
    found += _answered_no(words)
    found += _left_out(words)
    found += _passed_over(words)
    found += [
        Scope("put off", 0, len(phrase), len(words))
        for phrase in _OPENING
        if tuple(words[: len(phrase)]) == phrase
    ]
    return found


@lru_cache(1024)  # a heading stands above many sentences
def _headed(heading: str) -> tuple[Polarity, ...]:
    """How what stands below a heading is meant, where that is not plainly affirmed."""
    return tuple(polarity for polarity, pattern in _HEADINGS if pattern.search(heading))


def _innocent(words: list[str]) -> set[int]:
    """Words that belong to phrases which only look like denials."""
    return {
        place + step
        for place, word in enumerate(words)
        if word in _INNOCENT.lengths
        for length in _INNOCENT.at(words, place)[:1]
        for step in range(length)
    }


def _reach(words: list[str], place: int, cue: Cue) -> Scope | None:
    """How far a cue reaches, to the end of its clause at most."""
    if cue.words == ("without",) and "would" in words[place:]:
        return None  # 'Without a queue, redirects would wait': so there is one
    if cue.words[0] in OPENERS and len(cue.words) == 1 and not _opens(words, place):
        return None
    if cue.reach < 0:
        first = place
        while first > 0 and place - first < -cue.reach and words[first - 1] not in STOPS:
            first -= 1
        return Scope(cue.polarity, place, first, place) if first < place else None
    begin = place + len(cue.words)
    if words[begin : begin + 1] == [":"]:  # 'Out of scope: accounts'
        begin += 1
    last = begin
    while last < len(words) and last - begin < cue.reach and not _ends_here(words, last, cue):
        last += 1
    return Scope(cue.polarity, place, begin, last) if last > begin else None


def _opens(words: list[str], place: int) -> bool:
    """Whether a word opens a clause or a list: 'Later: a queue', 'later, sharding', 'Out: accounts'."""
    after_pause = place == 0 or words[place - 1] in (",", ";", "(", ".")
    return after_pause and (words[place] == "later" or words[place + 1 : place + 2] == [":"])


def _ends_here(words: list[str], place: int, cue: Cue) -> bool:
    """Whether the clause that a cue turns around is over."""
    word = words[place]
    if word in STOPS:
        return True
    if cue.polarity == "turned down" and word in SUBJECTS:
        return True  # 'instead of a counter we draw …'
    return word == "," and cue.reach < FAR and not _list_goes_on(words, place)


def _list_goes_on(words: list[str], comma: int) -> bool:
    """'no cache, queue or replica' is one list; 'no cache, reads are rare' is not."""
    nearby = words[comma + 1 : comma + 4]
    return any(word in ("or", "nor") for word in nearby) or words[comma + 2 : comma + 3] == [","]


def _conditions(words: list[str]) -> list[Scope]:
    """'If a shard dies, …': what stands between if and the comma is supposed, not claimed."""
    found: list[Scope] = []
    for place, word in enumerate(words):
        if word in IF and (word not in ("should", "were") or place == 0):
            last = place + 1
            while last < len(words) and words[last] not in (",", "then", "→", ":", ";"):
                last += 1
            found.append(Scope("supposed", place, place + 1, last))
    return found


def _answered_no(words: list[str]) -> list[Scope]:
    """'Accounts: no, left out', '| accounts | no |', 'accounts (no)': what stands before is denied."""
    return [
        Scope("denied", place + 1, _item(words, place) if word == "(" else 0, place)
        for place, word in enumerate(words[:-1])
        if word in BEFORE_NO
        and words[place + 1] in NO
        and (len(words) == place + 2 or words[place + 2] in AFTER_NO)
    ]


def _passed_over(words: list[str]) -> list[Scope]:
    """'I chose a log over a queue': what stands after 'over' is turned down."""
    found: list[Scope] = []
    for place, word in enumerate(words):
        rest = words[place + 1 : place + 2 + MOST_LEFT]
        if word in CHOOSE and "over" in rest and STOPS.isdisjoint(rest[: rest.index("over")]):
            over = place + 1 + rest.index("over")
            found.append(Scope("turned down", over, over + 1, over + 1 + PASSED_OVER))
    return found


def _item(words: list[str], place: int) -> int:
    """Where the item of a list begins that ends here: 'aliases (yes), accounts (no)'."""
    commas = (before for before in range(place - 1, -1, -1) if words[before] in (",", ";"))
    return next(commas, -1) + 1


def _left_out(words: list[str]) -> list[Scope]:
    """'We leave rate limiting out', 'analytics are kept out of it': what stands between is denied."""
    found: list[Scope] = []
    for place, word in enumerate(words):
        rest = words[place + 1 : place + 2 + MOST_LEFT]
        if word in LEAVE and "out" in rest and not STOPS.intersection(rest[: rest.index("out")]):
            found.append(Scope("denied", place, place + 1, place + 1 + rest.index("out")))
    return found
