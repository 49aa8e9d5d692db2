"""What a learner typed, made comparable: one spelling for each character, and the way back.

Full-width digits, ligatures, curly quotes and invisible joiners are written in many ways. Rules read
the plain form; evidence points into the text as it was typed, so every plain character remembers
where it came from.

>>> plain = Plain.of("３\u200bTB’s")
>>> plain.text, plain.typed[2]
("3TB's", 3)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category, normalize

ONE_SPELLING = str.maketrans({
    "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "‐": "-", "−": "-",
    "×": "x", "⇒": "→", "➔": "→", "⟶": "→", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
})  # fmt: skip
LATIN = re.compile(r"[A-Za-z]")
LOOKALIKE = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")  # Greek and Cyrillic letters
UNITS_IN_GREEK = re.compile(r"[μµρλΔΣσ]")  # written by engineers between Latin letters


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain form of a text; `typed[i]` is where plain character i stands in the original.

    `typed` has one entry more than `text`, so that an end offset can be looked up too.
    """

    text: str
    typed: Sequence[int]

    @classmethod
    def of(cls, typed: str) -> "Plain":
        odd = {each: _one_spelling(each) for each in set(typed) if not each.isascii()}
        if all(len(spelled) == 1 for spelled in odd.values()):
            return cls(
                typed.translate({ord(each): plain for each, plain in odd.items()}),
                range(len(typed) + 1),
            )
        letters: list[str] = []
        places: list[int] = []
        for place, character in enumerate(typed):
            for plain in odd.get(character, character):
                letters.append(plain)
                places.append(place)
        return cls("".join(letters), (*places, len(typed)))


def _one_spelling(character: str) -> str:
    """A character as it is compared; nothing for joiners, byte order marks and soft hyphens."""
    if category(character) == "Cf":
        return ""
    return normalize("NFKC", character).translate(ONE_SPELLING)


def mixed_scripts(text: str) -> str | None:
    """A word that mixes Latin letters with look-alikes of another script, if there is one."""
    if text.isascii():
        return None
    words: list[str] = re.findall(r"\w+", text)
    for word in words:
        rest = UNITS_IN_GREEK.sub("", word)
        if LATIN.search(rest) and LOOKALIKE.search(rest):
            return word
    return None
