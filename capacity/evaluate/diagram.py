"""A binary decision diagram: a yes or no that depends on many independent things, exactly.

Reduced and ordered (Bryant, 1986): equal parts are kept once, so the chance of yes takes one look at
each node, however many ways lead through it.
"""

from collections.abc import Sequence

NO, YES = 0, 1
MOST_NODES = 50_000


class TooLarge(ValueError):
    """A diagram that is not worth its time."""


class Diagram:
    """Variables are numbers, looked at in their order."""

    def __init__(self) -> None:
        self.nodes: list[tuple[int, int, int]] = [(-1, 0, 0), (-1, 1, 1)]  # variable, down, up
        self._known: dict[tuple[int, int, int], int] = {}
        self._joined: dict[tuple[int, int, int], int] = {}

    def variable(self, number: int) -> int:
        return self._node(number, NO, YES)

    def choice(self, number: int, up: int, down: int) -> int:
        """One diagram where the variable is up, another where it is down."""
        first = self.both(self._node(number, NO, YES), up)
        return self.either(first, self.both(self._node(number, YES, NO), down))

    def _node(self, variable: int, down: int, up: int) -> int:
        if down == up:
            return down
        key = (variable, down, up)
        if key not in self._known:
            if len(self.nodes) >= MOST_NODES:
                raise TooLarge("The ways in which parts stand in for one another are too many.")
            self._known[key] = len(self.nodes)
            self.nodes.append(key)
        return self._known[key]

    def both(self, one: int, other: int) -> int:
        return self._join(one, other, NO)

    def either(self, one: int, other: int) -> int:
        return self._join(one, other, YES)

    def chain(self, numbers: Sequence[int]) -> int:
        """All of these variables, the lowest first."""
        found = YES
        for number in reversed(numbers):
            found = self._node(number, NO, found)
        return found

    def _join(self, one: int, other: int, decides: int) -> int:
        """`decides` is the value that settles the matter: no for `both`, yes for `either`."""
        if decides in (one, other):
            return decides
        if one == 1 - decides or one == other:
            return other
        if other == 1 - decides:
            return one
        key = (min(one, other), max(one, other), decides)
        if key not in self._joined:
            (first, down, up), (second, also_down, also_up) = self.nodes[one], self.nodes[other]
            top = min(first, second)
            low = (down if first == top else one, also_down if second == top else other)
            high = (up if first == top else one, also_up if second == top else other)
            self._joined[key] = self._node(
                top, self._join(*low, decides), self._join(*high, decides)
            )
        return self._joined[key]

    def chance(self, root: int, up: Sequence[float]) -> float:
        """The chance of yes, where variable i is up with chance `up[i]`."""
        value = [0.0, 1.0]
        for variable, down, high in self.nodes[2 : root + 1]:
            p = up[variable]
            value.append((1 - p) * value[down] + p * value[high])
        return value[root]
