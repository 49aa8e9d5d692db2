r"""What a learner calls the caches and the queues of a drawing, so that the text may call them the same.

'Pocket down: the archive takes all' is about a lost cache where the drawing has a cache named Pocket. Only
a name of one word counts, and only one that means nothing else to the lexicon.

>>> from capacity.exchange.text import parse
>>> own_names(parse('client u\ncache pocket\nqueue q1 "Tray of notes"\nstream hot "Tray"'), lambda word: word == "hot")
(('pocket', 'cache'), ('q1', 'queue'), ('tray', 'queue'))
"""

import re
from collections.abc import Callable

from capacity.architecture import Architecture

CALLED = {
    "cache": "cache",
    "queue": "queue",
    "stream": "queue",
}  # by the words of words_of_the_field.yaml
ONE_WORD = re.compile(r"[a-z]+\d*")
SHORTEST = 2  # letters and digits; 'c' is too short for a name
COMMON = (
    "all an and any are as at be by do for go had has he if in is it me my new no not of old on one or our out "
    "see she so some the then they this to two up us was we you"
)
OF_ENGLISH = frozenset(COMMON.split())

Names = tuple[tuple[str, str], ...]


def own_names(drawn: Architecture, is_known: Callable[[str], bool]) -> Names:
    """Names of caches and queues, each with the word for what it is, in the order of the alphabet."""
    meant: dict[str, set[str]] = {}
    for each in drawn.components:
        words = each.name.lower().split()
        numbered = (word for word in words if word[-1].isdigit())  # L1 of "Counts L1"
        for name in {each.id.lower(), " ".join(words), *numbered}:
            if ONE_WORD.fullmatch(name) and len(name) >= SHORTEST:
                meant.setdefault(name, set()).add(CALLED.get(each.kind, ""))
    return tuple(
        (name, kind)
        for name, kinds in sorted(meant.items())
        for kind in kinds
        if kind and len(kinds) == 1 and name not in OF_ENGLISH and not is_known(name)
    )
