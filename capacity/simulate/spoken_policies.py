"""What callers and stations do about trouble, as people write it.

    cancel                       who gives up says so, and its work is not done
    backoff 100ms jitter 50%     a pause before a retry, which doubles, and its share left to chance
    budget 10%                   retries for each first attempt, at most
    breaker 50% of 20 for 5s     calls stop when this share of so many failed, for a while
    failover 5s                  until a loss is noticed
    app shed 200ms               it refuses what would wait longer
    app scale 60% from 2 to 20 every 15s after 60s

>>> policies(["cancel", "backoff 100ms jitter 50%", "app shed 200ms"])
Policies(cancels=True, backoff=0.1, jitter=0.5, budget=None, breaker=None, failover=10.0, shed={'app': 0.2}, scaling={})
"""

import re
from collections.abc import Iterable
from typing import Any

from capacity.reading import UnreadableQuantity, read
from capacity.simulate.planned import Policies

_SHARE, _TIME = r"[\d.]+\s*%", r"[\d.]+\s*[a-zµ]+"
_BREAKER = rf"(?P<failures>{_SHARE})\s+of\s+(?P<over>\d+)(?:\s+for\s+(?P<cool>{_TIME}))?"
_RANGE = rf"(?P<share>{_SHARE})\s+from\s+(?P<least>\d+)\s+to\s+(?P<most>\d+)"
_PACE = rf"(?:\s+every\s+(?P<every>{_TIME}))?(?:\s+after\s+(?P<delay>{_TIME}))?"
FORMS = (
    ("cancels", r"cancels?"),
    ("backoff", rf"backoff\s+(?P<backoff>{_TIME})(?:\s+jitter\s+(?P<jitter>{_SHARE}))?"),
    ("budget", rf"budget\s+(?P<budget>{_SHARE})"),
    ("breaker", rf"breaker(?:\s+{_BREAKER})?"),
    ("failover", rf"failover\s+(?P<failover>{_TIME})"),
    ("shed", rf"(?P<target>\S+)\s+sheds?\s+(?P<shed>{_TIME})"),
    ("scaling", rf"(?P<target>\S+)\s+scales?\s+{_RANGE}{_PACE}"),
)
HINT = "Write it as in: cancel, backoff 100ms jitter 50%, budget 10%, breaker 50% of 20 for 5s, failover 5s, app shed 200ms, app scale 60% from 2 to 20."


class UnreadablePolicy(ValueError):
    """A policy that could not be read, with what is known."""


def policies(texts: Iterable[str]) -> Policies:
    """All of these together. Raises UnreadablePolicy."""
    made: dict[str, Any] = {"shed": {}, "scaling": {}}
    for text in texts:
        try:
            _add(made, text.strip())
        except (UnreadableQuantity, ValueError) as error:
            raise UnreadablePolicy(f"“{text}”: {error}") from None
    return Policies.model_validate(made)


def _add(made: dict[str, Any], text: str) -> None:
    for name, form in FORMS:
        found = re.fullmatch(form, text, re.IGNORECASE)
        if found:
            parts = {key: value for key, value in found.groupdict().items() if value is not None}
            _ADD[name](made, parts)
            return
    raise ValueError(f"it is no policy that is known here. {HINT}")


def _backoff(made: dict[str, Any], parts: dict[str, str]) -> None:
    made["backoff"] = _seconds(parts["backoff"])
    made["jitter"] = _share(parts["jitter"]) if "jitter" in parts else 0.0


def _breaker(made: dict[str, Any], parts: dict[str, str]) -> None:
    given: dict[str, Any] = {}
    if "failures" in parts:
        given = {"failures": _share(parts["failures"]), "over": int(parts["over"])}
    if "cool" in parts:
        given["cool"] = _seconds(parts["cool"])
    made["breaker"] = given


def _scaling(made: dict[str, Any], parts: dict[str, str]) -> None:
    given: dict[str, Any] = {
        "target": _share(parts["share"]),
        "least": int(parts["least"]),
        "most": int(parts["most"]),
    }
    given |= {name: _seconds(parts[name]) for name in ("every", "delay") if name in parts}
    if given["least"] > given["most"]:
        raise ValueError(f"from {given['least']} to {given['most']} is no range.")
    made["scaling"][parts["target"]] = given


_ADD = {
    "cancels": lambda made, _: made.update(cancels=True),
    "backoff": _backoff,
    "budget": lambda made, parts: made.update(budget=_share(parts["budget"])),
    "breaker": _breaker,
    "failover": lambda made, parts: made.update(failover=_seconds(parts["failover"])),
    "shed": lambda made, parts: made["shed"].update({parts["target"]: _seconds(parts["shed"])}),
    "scaling": _scaling,
}


def _seconds(text: str) -> float:
    return read(text).as_("s")


def _share(text: str) -> float:
    share = float(text.replace("%", "")) / 100
    if not 0 <= share <= 1:
        raise ValueError(f"{text} is not between 0 and 100 %.")
    return share
