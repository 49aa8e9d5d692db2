"""Faults as people write them.

    zone b lost at 20s for 30s          db loses 1 at 20s
    db slow x3 at 20s for 10s           db delay 50ms at 20s for 10s
    hot cold at 20s                     db loss 5% at 20s for 10s
    db full at 20s for 10s              db hot 60% at 20s for 10s
    spike x3 at 20s for 10s             redirect spike x3 at 20s for 10s

>>> spoken("db slow x3 at 20 s for 10 s")
Fault(kind='slow', target='db', at=20.0, seconds=10.0, amount=3.0)
>>> said(spoken("zone b lost at 20s for 30s"))
'zone b lost at 20 s for 30 s'
"""

import re

from capacity.reading import UnreadableQuantity, read
from capacity.simulate.scene import Fault, FaultKind, Scene
from capacity.suggest import did_you_mean


class UnreadableFault(ValueError):
    """A fault that could not be read, with what is known."""


# How each kind is written; `{…}` is what it is about and how much.
FORMS: tuple[tuple[FaultKind, str, str], ...] = (
    ("zone_lost", r"(?:zone|region)\s+(?P<target>\S+)\s+lost", "zone {target} lost"),
    ("instances_lost", r"(?P<target>\S+)\s+loses\s+(?P<amount>\d+)", "{target} loses {amount:g}"),
    ("slow", r"(?P<target>\S+)\s+slow(?:er)?\s+[x×](?P<amount>[\d.]+)", "{target} slow x{amount:g}"),
    ("cold", r"(?P<target>\S+)\s+cold", "{target} cold"),
    ("delay", r"(?P<target>\S+)\s+delay\s+(?P<time>.+?)", "{target} delay {amount:g} s"),
    ("loss", r"(?P<target>\S+)\s+loss\s+(?P<share>[\d.]+\s*%)", "{target} loss {amount:.3%}"),
    ("full", r"(?P<target>\S+)\s+full", "{target} full"),
    ("hot", r"(?P<target>\S+)\s+hot\s+(?P<share>[\d.]+\s*%)", "{target} hot {amount:.3%}"),
    ("spike", r"(?:(?P<target>\S+)\s+)?spike\s+[x×](?P<amount>[\d.]+)", "{target} spike x{amount:g}"),
)  # fmt: skip
_WHEN = r"\s+at\s+(?P<at>.+?)(?:\s+for\s+(?P<seconds>.+?))?"
HINT = "Write it as in: zone b lost at 20s for 30s, db slow x3 at 20s for 10s, hot cold at 20s, spike x3 at 20s for 10s."


def spoken(text: str) -> Fault:
    """The fault that a text says. Raises UnreadableFault."""
    for kind, form, _ in FORMS:
        found = re.fullmatch(form + _WHEN, text.strip(), re.IGNORECASE)
        if found:
            parts = found.groupdict()
            try:
                return _fault(kind, parts)
            except ValueError as error:
                raise UnreadableFault(f"“{text}”: {error}") from None
    raise UnreadableFault(f"“{text}” is no fault that is known here. {HINT}")


def _fault(kind: FaultKind, parts: dict[str, str | None]) -> Fault:
    amount = parts.get("amount") or "0"
    return Fault(
        kind=kind,
        target=parts["target"] or "all",
        at=_time(parts["at"] or ""),
        seconds=_time(parts["seconds"]) if parts["seconds"] else None,
        amount=_time(parts["time"] or "") if parts.get("time") else _share(parts["share"] or "") if parts.get("share") else float(amount),
    )  # fmt: skip


def _time(text: str) -> float:
    try:
        return read(text).as_("s")
    except UnreadableQuantity as error:
        raise UnreadableFault(str(error)) from None


def _share(text: str) -> float:
    share = float(text.replace("%", "")) / 100
    if not share < 1:
        raise UnreadableFault(f"{text} is everything; a share below 100 % is meant.")
    return share


def said(fault: Fault) -> str:
    """The fault as one writes it."""
    form = next(form for kind, _, form in FORMS if kind == fault.kind)
    text = form.format(target=fault.target, amount=fault.amount)
    text = re.sub(r"\.?0+%", " %", text).removeprefix("all ")
    lasts = "" if fault.seconds is None else f" for {fault.seconds:g} s"
    return f"{text} at {fault.at:g} s{lasts}"


def checked(fault: Fault, scene: Scene) -> Fault:
    """The same fault, if the scene has what it hits. Raises UnreadableFault."""
    there = scene.targets(fault.kind)
    if fault.target not in there:
        known = (
            did_you_mean(fault.target, there)
            or f" There is: {', '.join(there) or 'nothing of that kind'}."
        )
        raise UnreadableFault(f"“{said(fault)}”: there is no '{fault.target}'.{known}")
    if fault.at >= scene.seconds:
        raise UnreadableFault(f"“{said(fault)}”: the run ends at {scene.seconds:g} s.")
    return fault
