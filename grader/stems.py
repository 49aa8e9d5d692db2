"""English words by their stems: Porter's second stemmer, as snowballstemmer has it.

The package itself reads more than thirty languages when it is imported, for a tenth of a second; only
its English module is loaded here, under a name of ours.

>>> stem_of("shortening"), stem_of("base62")
('shorten', 'base62')
"""

import sys
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

PACKAGE = "snowballstemmer"
OURS = "grader_english_only"


def _english() -> ModuleType:
    spec = find_spec(PACKAGE)
    if spec is None or spec.submodule_search_locations is None:
        raise ModuleNotFoundError(f"No module named '{PACKAGE}'", name=PACKAGE)
    folder = ModuleType(OURS)
    folder.__path__ = list(spec.submodule_search_locations)
    sys.modules[OURS] = folder
    return import_module(f"{OURS}.english_stemmer")


_stem = _english().EnglishStemmer().stemWord


@lru_cache(100_000)
def stem_of(word: str) -> str:
    """The stem of a word in lower case, without its 's; numbers, signs and other apostrophes stay."""
    bare = word.removesuffix("'s")
    return str(_stem(bare)) if bare.isalpha() else word
