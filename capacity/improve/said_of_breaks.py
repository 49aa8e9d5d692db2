"""A break as one sentence: what has to happen, to which promise, and what holds while it lasts.

'Without zone a, p99 of “redirect” goes from 9 ms to 240 ms; promised are 100 ms.'
"""

from typing import TYPE_CHECKING

from capacity.evaluate import say
from capacity.format import digits
from capacity.improve.outcome import Outcome
from capacity.improve.said import value_said
from capacity.plan import Plan

if TYPE_CHECKING:
    from capacity.improve.breaking import Break

WHAT = {
    "p99": "p99 of “{}”",
    "availability": "the share of “{}” that succeeds",
    "freshness": "how far “{}” is behind",
}


def sentence(planned: Plan, made: "Break", before: Outcome, after: Outcome) -> str:
    """The whole sentence."""
    promised = f"promised {'is' if made.what == 'availability' else 'are'} {value_said(made.what, made.promised)}"
    if made.kind == "as drawn":
        verb = "has" if after.found is None else "is"
        found = f"{_named(after)} {verb} {_value(after)}"
        return f"Nothing has to happen: {found}; {promised}."
    if after.found is None:
        change = f"{_named(after)}, {_value(before)} before, has {_value(after)}"
    else:
        change = f"{_named(after)} goes from {_value(before)} to {_value(after)}"
    return f"{_when(planned, made)}{change}; {promised}."


def _named(outcome: Outcome) -> str:
    return WHAT[outcome.what].format(outcome.title)


def _value(outcome: Outcome) -> str:
    if outcome.found is None:
        return f"no bound ({outcome.why})" if outcome.why else "no bound"
    why = f" ({outcome.why})" if outcome.why and outcome.what == "availability" else ""
    said = say.share(outcome.found) if outcome.what == "availability" else say.time(outcome.found)
    return f"{said}{why}"


def _when(planned: Plan, made: "Break") -> str:
    if made.kind == "load":
        return f"At {digits(made.factor or 1)} times the load, "
    if made.kind == "cache":
        title, usual = _title(planned, made.at), planned.stations[made.at].hit_ratio
        if not made.hit_ratio:
            return f"When {title} is empty, "
        return f"When {title} answers {say.share(made.hit_ratio)} instead of {say.share(usual)}, "
    if made.kind == "slow":
        return f"When {_title(planned, made.at)} is {digits(made.factor or 1)} times as slow, "
    return f"While {_lost(planned, made)} lost, "


def _lost(planned: Plan, made: "Break") -> str:
    names = [_title(planned, each) for each in made.lost]
    if made.extent in ("zone", "region"):
        words = f"{made.extent} {' and '.join(names)}"
    elif made.extent == "instance":
        alone = [planned.stations[each].copies == 1 for each in made.lost]
        parts = [
            name if one else f"one {name} of {planned.stations[each].copies}"
            for each, name, one in zip(made.lost, names, alone, strict=True)
        ]
        words = " and ".join(parts)
    elif made.extent == "component":
        words = " and ".join(f"all of {each}" for each in names)
    else:
        words = " and ".join(names)
    return f"{words} {'is' if len(names) == 1 else 'are'}"


def _title(planned: Plan, name: str) -> str:
    return planned.stations[name].title if name in planned.stations else name
