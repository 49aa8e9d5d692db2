"""What a proof found wrong: of what, what was expected, what came, and what to do about it."""

from capacity.frozen import Frozen


class Finding(Frozen):
    """One thing that does not hold."""

    about: str  # the check, answer or mutant
    expected: str
    came: str
    advice: str

    def __str__(self) -> str:
        return f"{self.about}: expected {self.expected}; came {self.came}. {self.advice}"
