"""Amounts as fields of a value: read as people write them, kept as numbers of one unit.

A field of `Seconds` takes "5 ms", "0.1" or 0.1; it holds 0.005 or 0.1 and refuses everything that is
no time, in a sentence. A bare number is one of the field's own unit.

>>> SECONDS.read("5 ms"), DOLLARS_A_MONTH.read("$0.10/h"), SHARE.read("3 nines")
(0.005, 72.0, 0.999)
>>> SECONDS.write(0.005), BYTES.write(2e12), SHARE.write(0.9995)
('5ms', '2TB', '99.95%')
"""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from capacity.reading import UnreadableQuantity, read


@dataclass(frozen=True)
class Amount:
    """A unit that values are kept in, and the units in which people read them, largest first."""

    unit: str
    shown: tuple[str, ...]
    bare: tuple[str, ...] = ()  # units that stand for themselves: $70 is $70 a month

    def read(self, text: str) -> float:
        """The number of `unit`s that a text says. Raises UnreadableQuantity."""
        found = read(text)
        if found.unit.name in self.bare or (found.unit.is_bare and found.unit.scale == 1):
            return found.value
        return found.as_(self.unit)

    def write(self, value: float) -> str:
        """The shortest way to write a value so that `read` finds exactly that value again."""
        for shown in self.shown:
            scaled = value / read(f"1 {shown}").as_(self.unit)
            if scaled >= 1:
                text = f"{scaled:.12g}{shown}"
                if self._is(text, value):
                    return text
        return repr(value)

    def _is(self, text: str, value: float) -> bool:
        try:
            return self.read(text) == value
        except UnreadableQuantity:
            return False

    def checked(self, value: Any) -> Any:
        """What a field of this amount does with what it is given."""
        if not isinstance(value, str):
            return value
        try:
            return self.read(value)
        except UnreadableQuantity as error:
            raise ValueError(str(error)) from None


SECONDS = Amount("s", ("day", "h", "min", "s", "ms", "us", "ns"))
BYTES = Amount("B", ("EB", "PB", "TB", "GB", "MB", "kB", "B"))
BYTES_A_SECOND = Amount("B/s", ("GB/s", "MB/s", "kB/s", "B/s"))
REQUESTS_A_SECOND = Amount("request/s", ("/s",))
DOLLARS_A_MONTH = Amount("$/month", (), ("usd",))
SHARE = Amount("1", ("%",))

A_DAY = 86_400.0
A_YEAR = 365 * A_DAY

SMALLEST = 1e-12  # of any unit; less is a slip


def _meant(value: float) -> float:
    if 0 < value < SMALLEST:
        raise ValueError(f"{value:g} is too small to be meant.")
    return value


def _field(amount: Amount, **limits: Any) -> Any:
    return (
        BeforeValidator(amount.checked),
        Field(allow_inf_nan=False, **limits),
        AfterValidator(_meant),
    )


# Times of one piece of work: more than nothing, and a day is a batch, not a request.
WorkTime = Annotated[float, *_field(SECONDS, gt=0, le=A_DAY)]
Delay = Annotated[float, *_field(SECONDS, ge=0, le=A_DAY)]  # a time to wait, which may be none
Seconds = Annotated[float, *_field(SECONDS, gt=0, le=1000 * A_YEAR)]
Bytes = Annotated[float, *_field(BYTES, ge=0, le=1e21)]
Room = Annotated[float, *_field(BYTES, gt=0, le=1e21)]  # bytes that fit
Bandwidth = Annotated[float, *_field(BYTES_A_SECOND, gt=0, le=1e15)]
Rate = Annotated[float, *_field(REQUESTS_A_SECOND, ge=0, le=1e12)]
Price = Annotated[float, *_field(DOLLARS_A_MONTH, ge=0, le=1e9)]
Share = Annotated[float, *_field(SHARE, ge=0, le=1)]
Availability = Annotated[float, *_field(SHARE, gt=0, le=1)]
