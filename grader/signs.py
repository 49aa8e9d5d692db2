"""By what a rubric recognises the operations and entities of its exercise in any answer."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from pydantic import Field, PrivateAttr

from capacity.architecture import Kind
from capacity.frozen import Frozen
from grader.exercise import Brief
from grader.memo import Memo

Result = TypeVar("Result")


class EndpointSigns(Frozen):
    """What an operation's endpoint looks like; the one that shows most of it is taken."""

    methods: tuple[str, ...]
    parameter: bool | None = None  # whether the path holds a part that varies, as in /{code}
    statuses: tuple[int, ...] = ()
    about: tuple[str, ...] = ()  # concepts, any of which the endpoint mentions
    not_about: tuple[str, ...] = ()


class OperationSigns(Frozen):
    """Where one operation shows in the requirements, the API and the schema."""

    requirement: tuple[tuple[str, ...], ...]  # one concept of each group, in one sentence
    named: tuple[str, ...] = ()  # concepts that name it where a list says no more than its verb
    endpoint: EndpointSigns | None = None
    entity: str = ""
    topic: tuple[
        str, ...
    ] = ()  # concepts by which requirements put an optional operation out of scope
    works_in: tuple[
        Kind, ...
    ] = ()  # boxes that may do its work beside services, as a gateway that decides
    ends_in: tuple[Kind, ...] = ()  # where it may end beside durable stores, as counts in memory


class EntitySigns(Frozen):
    """An entity is the table that has columns for most of these, and for the first of them at least."""

    columns: tuple[str, ...]  # concepts that columns' names mention
    called: tuple[str, ...] = ()  # concepts that the table's name may mention
    not_called: tuple[str, ...] = ()


class Range(Frozen):
    """Any value between two is as good as any other, as a peak factor between 2 and 10."""

    low: float
    high: float


class NumberSigns(Frozen):
    """How an asked number follows: a formula, and for each input a name, a constant, a choice or a range.

    A name is a number of this table, else a given of the exercise.
    """

    formula: str
    inputs: dict[str, str | float | tuple[float, ...] | Range]


class Signs(Frozen):
    """All signs of one rubric."""

    operations: dict[str, OperationSigns] = Field(default_factory=dict)
    entities: dict[str, EntitySigns] = Field(default_factory=dict)
    numbers: dict[str, NumberSigns] = Field(default_factory=dict)
    _memo: Memo = PrivateAttr(default_factory=Memo)

    def once(self, brief: Brief, key: Hashable, work: Callable[[], Result]) -> Result:
        """What follows from a brief, these signs and what the key holds alone: worked out once."""
        return self._memo.once(key, (brief.contract, brief.estimates, self.numbers), work)

    def forget(self) -> None:
        """Work everything out anew from here on; for measuring what a first time costs."""
        self._memo.forget()
