"""How a thing is mentioned: affirmed, denied, only supposed, weighed and turned down, or put off.

`We do not need a cache` names a cache and has none. The tables below hold the words that turn a
mention around and how far each reaches; they are data, and tests/grader/polarity.yaml holds the
sentences they were tried on.

>>> scopes("we do not use a queue , but a log".split(), "")[0]
Scope(polarity='denied', cue=2, first=3, last=6)
"""

import re
from dataclasses import dataclass
from typing import Literal

Polarity = Literal["affirmed", "denied", "supposed", "turned down", "put off"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Words first..last-1 of a sentence are meant this way because of the word at `cue`."""

    polarity: Polarity
    cue: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Cue:
    words: tuple[str, ...]
    polarity: Polarity
    reach: int  # in words; before the cue when negative


def _cues(polarity: Polarity, reach: int, phrases: str) -> list[Cue]:
    return [Cue(tuple(each.split()), polarity, reach) for each in phrases.split("|")]


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
LIST_GLUE = frozenset([",", "/", "and", "or", "nor"])
FAR = 10  # words; a cue that reaches this far is not stopped by a comma

# Words that look like a denial and are none.
INNOCENT = [
    tuple(each.split())
    for each in [
        "not only",
        "not just",
        "no longer than",
        "no doubt",
        "without doubt",
        "not necessarily",
        "nothing but",
        "no reason not",
        "no more than",
        "not more than",
        "no later than",
        "no less than",
        "not less than",
        "can't avoid",
        "cannot avoid",
        "can not avoid",
        "don't forget",
        "do not forget",
        "not to mention",
        "no matter",
        "whether or not",
        "if not",
        "or not",
        "not yet expired",
        "not found",
        "no problem",
        "never blocks",
        "must not wait",
        "must never wait",
        "never waits",
        "does not wait",
        "doesn't wait",
        "should not wait",
        "must never block",
        "must not block",
        "does not block",
        "doesn't block",
        "without waiting",
        "without blocking",
        "not lost",
        "never lost",
        "not lose",
        "never lose",
        "no single",
        "not exist",
        "not exists",
        "doesn't exist",
        "not sequential",
        "not guessable",
        "not predictable",
        "no collision",
        "no collisions",
        "not collide",
        "no two",
        "never collide",
        "can't collide",
        "cannot collide",
        "no duplicate",
        "no duplicates",
    ]
]

CUES: list[Cue] = [
    *_cues("denied", 7, "not|cannot|don't|doesn't|isn't|won't|can't|didn't|aren't|dont|doesnt|neither|"
           "wouldn't|shouldn't|needn't"),
    *_cues("denied", 2, "never"),
    *_cues("denied", 5, "no|nor|lack|lacks|lacking|no need for|no need of|no need to"),
    *_cues("denied", 4, "without|avoid|avoids|avoiding|skip|skips|skipping|skipped|omit|omits|omitted|"
           "we removed|i removed|we remove|we drop|we dropped|i dropped|removed the|dropped the|fails to|leave out|leave off|do away with|got rid of|get rid of"),
    *_cues("turned down", 5, "instead of|rather than|decided against|decide against|ruled out|rule out|"
           "rejected|reject|dismissed|unlike|as opposed to|turned down"),
    *_cues("turned down", -9, "is overkill|are overkill|would be overkill|seems overkill|overkill|unnecessary|"
           "is not needed|not needed|isn't needed|aren't needed|not required|isn't required|not used|isn't used|"
           "was rejected|were rejected|is rejected|are rejected|too heavy|not worth it|not worth|isn't worth|"
           "is not planned|not planned|nor planned|can be skipped|can be left out|we leave it out|left out|"
           "is out|are out|we don't need it|we do not need it|i don't need it|not supported|isn't supported|"
           "not part of|isn't part of|not offered|not provided|not covered|not built|not considered|not handled|"
           "will not be built|won't be built|not included|not implemented|i would not|we would not"),
    *_cues("put off", -12, "out of scope|not in scope|punted|deferred|postponed|for now we skip|is future work|"
           "are future work|future work|in v2|in version 2|in version two|for v2|phase two|phase 2|second phase|"
           "in a later version|later version|in the future|at a later stage|at a later point|at some later point|"
           "some day|someday|one day|can come later|comes later|come later|be added later|add it later|"
           "add this later|added later|add them later|later on|later if|later when|when needed|if needed|"
           "if necessary|if required|when we need it|once we need it|not for now|not now|not yet|"
           "to be decided|tbd|to do|todo|nice to have|in the next iteration|in a next step|as a next step|"
           "when we grow|when traffic grows|as we grow|eventually we|leave for later|left for later|"
           "worry about it later|think about it later|look at it later|can wait|will be considered|"
           "will be decided|be discussed later|be done later|be handled later|be addressed later|"
           "be introduced later|be looked at"),
    *_cues("put off", 12, "out of scope|non goal|non goals|not in scope|we postpone|i postpone|postpone|defer|"
           "deferring|punt on|punt|later we|later i|in the future we|in future we|in the future|eventually add|"
           "at some point|some day we|one day we|one day|someday|in v2|in phase two|in phase 2|phase two|phase 2|"
           "in a later version|todo|to do|tbd|a later version|for later|future work|later"),
    *_cues("supposed", 6, "might|could|we may|i may|would|perhaps|maybe|possibly|potentially|we can consider|"
           "consider|considered|considering|thought about|thought of|think about|asked about|asked for|"
           "asked whether|interviewer wants|one option is|wish|wondering"),
]  # fmt: skip
INNOCENT_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _phrase in INNOCENT:
    INNOCENT_BY_FIRST.setdefault(_phrase[0], []).append(_phrase)
BY_FIRST: dict[str, list[Cue]] = {}
for _cue in sorted(CUES, key=lambda cue: -len(cue.words)):
    BY_FIRST.setdefault(_cue.words[0], []).append(_cue)

OUT_OF_SCOPE = re.compile(
    r"\b(out[ -]of[ -]scope|not in scope|punt(ed)?|non[- ]?goals?|not covered|future( work)?|later|"
    r"excluded?|exclusions|will not|won'?t (do|have|build)|deferred|postponed|nice[- ]to[- ]haves?|"
    r"left out|backlog|next steps?|phase (2|two)|v2|version 2)\b",
    re.IGNORECASE,
)
CONSIDERED = re.compile(
    r"\b(rejected|considered and rejected|not chosen|discarded)\b", re.IGNORECASE
)
STRENGTH: dict[Polarity, int] = {
    "put off": 0, "denied": 1, "turned down": 2, "supposed": 3, "affirmed": 4,
}  # fmt: skip


def scopes(words: list[str], heading: str) -> list[Scope]:
    """The stretches of one sentence that are not plainly affirmed, the strongest first."""
    found: list[Scope] = []
    if heading and OUT_OF_SCOPE.search(heading):
        found.append(Scope("put off", -1, 0, len(words)))
    elif heading and CONSIDERED.search(heading):
        found.append(Scope("turned down", -1, 0, len(words)))
    innocent = _innocent(words)
    for place in range(len(words)):
        if place in innocent:
            continue
        for cue in BY_FIRST.get(words[place], ()):
            if tuple(words[place : place + len(cue.words)]) == cue.words:
                scope = _reach(words, place, cue)
                if scope is not None:
                    found.append(scope)
                break
    found += _conditions(words)
    found += _answered_no(words)
    return sorted(found, key=lambda each: STRENGTH[each.polarity])


def _innocent(words: list[str]) -> set[int]:
    places: set[int] = set()
    for place, word in enumerate(words):
        for phrase in INNOCENT_BY_FIRST.get(word, ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                places.update(range(place, place + len(phrase)))
    return places


def _reach(words: list[str], place: int, cue: Cue) -> Scope | None:
    """How far a cue reaches, to the end of its clause at most."""
    end = place + len(cue.words)
    # 'later' alone puts off only where it opens a clause: 'Later: a queue', 'later, sharding'.
    if cue.words == ("later",) and place > 0 and words[place - 1] not in (",", ";", "(", "-"):
        return None
    if cue.reach < 0:
        begin = place
        while begin > 0 and place - begin < -cue.reach and words[begin - 1] not in STOPS:
            begin -= 1
        return Scope(cue.polarity, place, begin, place) if begin < place else None
    last, budget = end, cue.reach
    while last < len(words) and budget > 0 and words[last] not in STOPS:
        if words[last] == "," and cue.reach < FAR and not _list_goes_on(words, last):
            break
        last += 1
        budget -= 1
    return Scope(cue.polarity, place, end, last) if last > end else None


def _list_goes_on(words: list[str], comma: int) -> bool:
    """'no cache, queue or replica' is one list; 'no cache, reads are rare' is not."""
    nearby = words[comma + 1 : comma + 4]
    return any(word in ("or", "nor") for word in nearby) or words[comma + 2 : comma + 3] == [","]


def _conditions(words: list[str]) -> list[Scope]:
    """'If a shard dies, …': what stands between if and the comma is supposed, not claimed."""
    found: list[Scope] = []
    for place, word in enumerate(words):
        if word in ("if", "suppose", "assuming") or words[place : place + 2] == ["what", "if"]:
            last = place + 1
            while last < len(words) and words[last] not in (",", "then", "→", ":", ";"):
                last += 1
            found.append(Scope("supposed", place, place + 1, last))
    return found


def _answered_no(words: list[str]) -> list[Scope]:
    """'Accounts and click counts: no, left out': what stands before the colon is denied."""
    return [
        Scope("denied", place + 1, 0, place)
        for place, word in enumerate(words[:-1])
        if word == ":"
        and words[place + 1] in ("no", "none", "out", "later", "skipped", "excluded", "not")
        and words[place + 2 : place + 3]
        in ([], [","], ["."], [";"], ["("], ["for"], ["in"], ["now"])
    ]
