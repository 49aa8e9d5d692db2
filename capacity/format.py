"""Numbers as people say them: three digits and a prefix. `browser/format.mjs` prints the same text.

>>> human(3858.02, "request/s"), human(3e12, "B"), human(0.0421, "s"), human(0.758, "%")
('3.86k requests/s', '3 TB', '42.1 ms', '75.8 %')
"""

import math
from decimal import ROUND_HALF_UP, Decimal

COUNTED = ((1e15, " quadrillion"), (1e12, " trillion"), (1e9, " billion"), (1e6, "M"), (1e3, "k"))
DATA = ((1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))
TIME = ((1.0, ""), (1e-3, "m"), (1e-6, "µ"), (1e-9, "n"))
_MANY = {"request": "requests", "user": "users", "item": "items", "server": "servers", "year": "years",
         "character": "characters"}  # fmt: skip
_ROUNDS_UP = 0.9995  # 999.5k is said as 1M
_TINY = 1e-6  # below, nobody counts the zeros


def human(value: float, unit: str = "1") -> str:
    """A value in `unit` as a person would say it. Ratios with unit '%' are given as shares."""
    if not math.isfinite(value):
        return "no limit" if value > 0 else "not a number"
    if unit == "%":
        return f"{share(value)} %"
    if unit == "usd":
        return f"${digits(value) if value < 1000 else f'{_whole(value):,}'}"
    if unit.split("/", maxsplit=1)[0] == "B":
        scaled, prefix = _scaled(value, DATA)
        return f"{scaled} {prefix}{unit}"
    if unit.split("/", maxsplit=1)[0] == "s":
        scaled, prefix = _scaled(value, TIME)
        return f"{scaled} {prefix}s"
    scaled, prefix = _scaled(value, COUNTED)
    noun = _plural(unit, one=value == 1)
    return f"{scaled}{prefix}{noun if noun.startswith('/') else ' ' + noun if noun else ''}"


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
    for size, prefix in steps:
        if abs(value) >= size * _ROUNDS_UP:
            return digits(value / size), prefix
    size, prefix = steps[-1]
    if size < 1:
        return digits(value / size), prefix
    return digits(value), ""


def _whole(value: float) -> int:
    return int(Decimal(value).to_integral_value(ROUND_HALF_UP))


def _plural(unit: str, *, one: bool) -> str:
    """'request/s' → 'requests/s'; a plain number has no noun."""
    if unit == "1":
        return ""
    first, slash, rest = unit.partition("/")
    return (
        f"{first if one else _MANY.get(first, first)}{slash}{rest}"
        if first != "1"
        else slash + rest
    )
