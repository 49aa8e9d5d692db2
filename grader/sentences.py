"""Small turns of phrase that verdicts share, so that all of them speak with one voice."""

from collections.abc import Iterable

MOST_QUOTED = 110  # characters of a learner's sentence that a verdict repeats


def listed(items: Iterable[str], last: str = "and") -> str:
    """'a', 'a and b', 'a, b and c'.

    >>> listed(["404", "409", "429"])
    '404, 409 and 429'
    """
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def quoted(text: str) -> str:
    """A learner's own words in quotation marks, cut at a word when they are long."""
    plain = " ".join(text.split()).rstrip(" .;:,")
    if len(plain) > MOST_QUOTED:
        plain = plain[:MOST_QUOTED].rsplit(" ", 1)[0] + " …"
    return f"“{plain}”"


def some(number: int, one: str, many: str = "") -> str:
    """'1 box', '3 boxes'."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def joined(sentences: Iterable[str]) -> str:
    """Sentences one after another, each once and none empty."""
    return " ".join(dict.fromkeys(each for each in sentences if each))


def clock(seconds: float) -> str:
    """A moment of an interview as a clock shows it: '4:05'."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
