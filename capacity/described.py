"""A formula as the app, the grader and the page know it: everything but the algebra."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from capacity.format import human
from capacity.reading import Quantity, UnreadableQuantity, read


@dataclass(frozen=True, slots=True)
class DescribedInput:
    """One input. Values are in `unit`; `shown` is the unit in which people read them."""

    name: str
    label: str
    letters: str  # LaTeX
    unit: str
    shown: str
    example: float
    low: float
    high: float
    log: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class DescribedOutput:
    label: str
    letters: str
    unit: str
    shown: str


@dataclass(frozen=True, slots=True)
class Described:
    """A formula: its words, its letters, and the plain function that computes it.

    `latex` is the whole equation; `words` is its right side as a template in which `{name}` stands
    for an input, so that a derivation can be filled with the reader's own numbers.
    """

    name: str
    title: str
    meaning: str
    source: str
    source_kind: str
    inputs: tuple[DescribedInput, ...]
    output: DescribedOutput
    latex: str
    mathml: str
    words: str
    compute: Callable[..., float]

    @property
    def examples(self) -> dict[str, float]:
        return {each.name: each.example for each in self.inputs}

    def input(self, name: str) -> DescribedInput:
        return next(each for each in self.inputs if each.name == name)

    def values(self, given: Mapping[str, str | float | Quantity]) -> dict[str, float]:
        """Numbers in the inputs' units, from numbers or from what people write; examples for the rest.

        Raises UnreadableQuantity, naming the input, when one cannot be read or is not known.
        """
        unknown = set(given) - {each.name for each in self.inputs}
        if unknown:
            known = ", ".join(each.name for each in self.inputs)
            raise UnreadableQuantity(f"{self.name} has no input '{min(unknown)}'; it has {known}.")
        found = self.examples
        for name, value in given.items():
            if isinstance(value, int | float):
                found[name] = float(value)
                continue
            try:
                quantity = read(value) if isinstance(value, str) else value
                # '20' is twenty of whatever the input is measured in
                bare = quantity.unit.is_bare and quantity.unit.scale == 1
                found[name] = quantity.value if bare else quantity.as_(self.input(name).unit)
            except UnreadableQuantity as error:
                raise UnreadableQuantity(f"{name}: {error}") from None
        return found

    def derivation(self, given: Mapping[str, str | float | Quantity]) -> str:
        """The right side with the reader's numbers filled in, and what comes out."""
        values = self.values(given)
        filled = self.words.format_map(
            {each.name: shown(values[each.name], each) for each in self.inputs}
        )
        return f"{filled} = {shown(self.compute(**values), self.output)}"


def shown(value: float, kind: DescribedInput | DescribedOutput) -> str:
    """A value of an input or an output as a person reads it."""
    return human(value, kind.shown or kind.unit)
