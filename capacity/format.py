"""Numbers as people say them: three digits and a prefix. `browser/format.mjs` prints the same text.

>>> human(3858.02, "request/s"), human(3e12, "B"), human(0.0421, "s"), human(0.758, "%")
('3.86k requests/s', '3 TB', '42.1 ms', '75.8 %')
"""

import math
from decimal import ROUND_HALF_UP, Decimal

COUNTED = ((1e15, " quadrillion"), (1e12, " trillion"), (1e9, " billion"), (1e6, "M"), (1e3, "k"))
DATA = ((1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))
TIME = ((1.0, ""), (1e-3, "m"), (1e-6, "µ"), (1e-9, "n"))
LONG_TIMES = ((31_536_000.0, "year"), (86_400.0, "day"), (3600.0, "h"))
_MANY = {"request": "requests", "user": "users", "item": "items", "server": "servers", "year": "years",
         "character": "characters", "day": "days"}  # fmt: skip
_TIMES = (
    "s",
    "min",
    "h",
)  # a slash before these is read as 'a second'; before longer ones, 'a day'
_A = ("day", "week", "month", "year")
_ROUNDS_UP = 0.9995  # 999.5k is said as 1M
_VAST = 1e21  # past this, no name helps
_TINY = 1e-6  # below, nobody counts the zeros


def human(value: float, unit: str = "1") -> str:
    """A value in `unit` as a person would say it. Ratios with unit '%' are given as shares."""
    if not math.isfinite(value):
        return "no limit" if value > 0 else "not a number"
    if unit == "%":
        return f"{share(value)} %"
    first, _, below = unit.partition("/")
    if first == "usd":
        amount = digits(value) if value < 1000 else f"{_whole(value):,}"
        return f"${amount}{_each(below)}"
    if first == "B":
        scaled, prefix = _scaled(value, DATA)
        return f"{scaled} {prefix}B{_each(below)}"
    if first == "s":
        return _time(value)
    scaled, prefix = _scaled(value, COUNTED)
    noun = "" if first in ("", "1") else f" {first if value == 1 else _MANY.get(first, first)}"
    return f"{scaled}{prefix}{noun}{_each(below)}"


def _each(below: str) -> str:
    """'s' as '/s', 'month/server' and 'server/month' as ' a month for each server'."""
    parts = below.split("/") if below else []
    short = "".join(f"/{each}" for each in parts if each in _TIMES)
    long = "".join(f" a {each}" for each in parts if each in _A)
    return short + long + "".join(f" for each {each}" for each in parts if each not in _TIMES + _A)


def _time(value: float) -> str:
    """Seconds, and from an hour on hours, days and years."""
    for size, name in LONG_TIMES:
        if abs(value) >= size * _ROUNDS_UP:
            said = digits(value / size)
            return f"{said} {name if said == '1' else _MANY.get(name, name)}"
    scaled, prefix = _scaled(value, TIME)
    return f"{scaled} {prefix}s"


def digits(value: float) -> str:
    """Three significant digits without trailing zeros; from 1000 on, whole with commas.

    >>> digits(0.00123), digits(3.5e-17)
    ('0.00123', '3.5 × 10^−17')
    """
    if value == 0:
        return "0"
    if abs(value) < _TINY:
        mantissa, _, power = f"{value:.2e}".partition("e-")
        return f"{mantissa.rstrip('0').rstrip('.')} × 10^−{int(power)}"
    if abs(value) >= 999.5:
        return f"{_whole(value):,}"
    exact = Decimal(value)
    rounded = exact.quantize(Decimal(1).scaleb(exact.adjusted() - 2), ROUND_HALF_UP)
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def share(value: float) -> str:
    """A share in percent: three digits, but near 100 as many as tell it from 100."""
    percent = value * 100
    missing = 100 - percent
    if 0 < missing < 1:
        places = min(9, 1 - math.floor(math.log10(missing * 1.000001)))
        text = f"{percent:.{places}f}"
        return text.rstrip("0").rstrip(".")
    return digits(percent)


def _scaled(value: float, steps: tuple[tuple[float, str], ...]) -> tuple[str, str]:
    if value >= _VAST:
        mantissa, _, power = f"{value:.2e}".partition("e+")
        return f"{mantissa.rstrip('0').rstrip('.')} × 10^{int(power)}", ""
    for size, prefix in steps:
        if abs(value) >= size * _ROUNDS_UP:
            return digits(value / size), prefix
    size, prefix = steps[-1]
    if size < 1:
        return digits(value / size), prefix
    return digits(value), ""


def _whole(value: float) -> int:
    return int(Decimal(value).to_integral_value(ROUND_HALF_UP))
