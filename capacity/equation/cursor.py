"""A place in the tokens of a line, and what may stand there: an operand, an operator, a relation."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from capacity.equation.tokens import Token
from capacity.equation.value import Value

FILLERS = frozenset(
    [
        "the",
        "about",
        "roughly",
        "around",
        "approx",
        "approximately",
        "nearly",
        "almost",
        "only",
        "just",
        "some",
        "our",
        "my",
        "all",
        "another",
        "circa",
        "ca",
        "so",
        "then",
        "or",
    ]
)
FUNCTIONS = frozenset(("ln", "log", "log2", "log10", "sqrt"))
_WORDS = {  # the sign that a word stands for, and the word that must follow
    "x": ("*", ""), "X": ("*", ""), "times": ("*", ""), "of": ("*", ""), "multiplied": ("*", "by"),
    "divided": ("/", "by"), "over": ("/", ""), "per": ("/", ""), "plus": ("+", ""), "minus": ("-", ""),
}  # fmt: skip
_RELATIONS = frozenset(("is", "are", "equals", "equal", "gives", "makes", "yields"))
_MOST_WORDS = 5  # of a name


@dataclass
class Cursor:
    tokens: list[Token]
    names: Mapping[str, Value]
    at: int = 0
    depth: int = 0
    used: list[tuple[Value, str]] = field(default_factory=list)  # operands, with their names
    steps: list[Value] = field(default_factory=list)

    @property
    def here(self) -> Token:
        return self.tokens[self.at]

    def peek(self, ahead: int = 1) -> Token:
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def is_sign(self, signs: str, ahead: int = 0) -> bool:
        token = self.peek(ahead)
        return token.kind == "sign" and token.text in signs

    def name(self, ahead: int = 0) -> tuple[str, int]:
        """The longest known name that begins here, and how many tokens it is; '' where there is none."""
        words: list[str] = []
        best = ("", 0)
        if not self.names:
            return best
        while len(words) < _MOST_WORDS and self.peek(ahead + len(words)).kind == "word":
            words.append(self.peek(ahead + len(words)).text)
            spelled = key(" ".join(words))
            if spelled in self.names:
                best = (spelled, len(words))
        return best

    def starts_operand(self, ahead: int = 0) -> bool:
        """Whether a number, a bracket or a known name stands there, words like 'about' aside."""
        for _ in range(_MOST_WORDS):  # not more, so that a row of dashes is read once
            if not (self.peek(ahead).text in FILLERS or self.is_sign("≈-", ahead)):
                break
            ahead += 1
        token = self.peek(ahead)
        if token.kind == "number" or token.text == "$" or self.is_sign("(", ahead):
            return True
        if token.kind == "word" and token.text in FUNCTIONS:
            return self.is_sign("(", ahead + 1)
        return token.kind == "word" and bool(self.name(ahead)[0])

    def operator(self) -> tuple[str, int]:
        """The sign of arithmetic that stands here in signs or words, and how many tokens it is."""
        token = self.here
        if token.kind == "sign" and token.text in "*/+-^":
            return token.text, 1
        if token.kind == "word":
            sign, second = _WORDS.get(token.text, ("", ""))
            length = 2 if second else 1
            if sign and second in ("", self.peek().text) and self.starts_operand(length):
                return sign, length
        return "", 0

    def relation(self, ahead: int = 0) -> str:
        """'=', '≈', '<' or '>' where one stands, in a sign or a word."""
        token = self.peek(ahead)
        if token.kind == "sign" and token.text in "=≈<>":
            return token.text
        if token.kind == "word" and token.text in _RELATIONS and self.starts_operand(ahead + 1):
            return "="
        return ""

    def ends_segment(self, ahead: int = 0) -> bool:
        """Whether a sentence, or a clause after a comma, ends here."""
        token = self.peek(ahead)
        if token.kind == "end" or (token.kind == "sign" and token.text in ";!?"):
            return True
        return token.kind == "sign" and token.text in ".,:" and self.peek(ahead + 1).spaced


def key(name: str) -> str:
    """Names are the same in any case, with blanks, hyphens or underscores."""
    return " ".join(name.lower().replace("_", " ").replace("-", " ").split())
