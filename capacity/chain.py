"""Formulas that feed one another: what is not given is computed from what is, where only one way leads.

    worked = work("peak_rate", {"users": "10M", "requests_each": "20", "peak": "3"})
    [step.formula.name for step in worked]      # ['average_rate', 'peak_rate']

An input is fed by a formula of its own name (`write_rate`, `hit_ratio` by `zipf_hit_ratio`), or by
one that gives the unit it is in; plain numbers are fed by name alone. Everything given has to be
used. Of several ways, names count most and then the shortest wins. Names may be shortened.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, product

from capacity.described import Described, DescribedInput, shown
from capacity.formulary import FORMULAS
from capacity.suggest import did_you_mean
from capacity.units import unit

_DEEPEST = 4  # formulas in a row; nobody's estimate is longer
_MOST_READINGS = 200  # of shortened names


class BadChain(ValueError):
    """What was given does not lead to the formula, with a sentence that says what to change."""


@dataclass(frozen=True)
class Worked:
    """One formula with its numbers: which came from earlier formulas, and what comes out."""

    formula: Described
    values: dict[str, float]
    fed: dict[str, str]  # input → the formula that gave it
    result: float

    @property
    def said(self) -> str:
        return shown(self.result, self.formula.output)


@dataclass(frozen=True)
class _Plan:
    """A way to a formula: its inputs that other formulas feed, each with a way of its own."""

    formula: Described
    fed: Mapping[str, "_Plan"] = field(default_factory=dict)

    @property
    def used(self) -> frozenset[str]:
        own = {each.name for each in self.formula.inputs if each.name not in self.fed}
        return frozenset(own).union(*(each.used for each in self.fed.values()))

    @property
    def by_name(self) -> int:
        """How many inputs are fed by a formula of their name: the surer ways."""
        return sum(_same_name(name, way.formula) + way.by_name for name, way in self.fed.items())

    @property
    def rank(self) -> tuple[int, int]:
        return (-self.by_name, len(self.names))

    @property
    def names(self) -> tuple[str, ...]:
        before = (name for way in self.fed.values() for name in way.names)
        return (*dict.fromkeys(before), self.formula.name)


def formula(name: str) -> Described:
    """A formula by its name. Raises BadChain with a guess."""
    if name not in FORMULAS:
        raise BadChain(
            f"There is no formula '{name}'.{did_you_mean(name, FORMULAS)} "
            "`python -m capacity formulas` lists them."
        )
    return FORMULAS[name]


def full_name(short: str, known: Iterable[str], where: str) -> str:
    """The one name that `short` is or begins. Raises BadChain when there are none or several."""
    names = list(dict.fromkeys(known))
    if short in names:
        return short
    begun = [each for each in names if each.startswith(short)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise BadChain(f"'{short}' may be {' or '.join(begun)}. Write more of it.")
    guess = did_you_mean(short, names) or f" It has {', '.join(names[:8])}."
    raise BadChain(f"{where} has no input '{short}'.{guess}")


def work(name: str, given: Mapping[str, str]) -> tuple[Worked, ...]:
    """The formula and those that feed it, in the order of computing.

    Raises BadChain, and UnreadableQuantity for what cannot be read.
    """
    target = formula(name)
    plan, texts = _only_way(target, given)
    done: dict[str, Worked] = {}
    _run(plan, texts, done)
    return tuple(done.values())


def _run(plan: _Plan, texts: Mapping[str, str], done: dict[str, Worked]) -> float:
    one = plan.formula
    if one.name in done:
        return done[one.name].result
    fed = {name: _run(way, texts, done) for name, way in plan.fed.items()}
    own = {each.name: texts[each.name] for each in one.inputs if each.name not in fed}
    values = one.values({**own, **fed})
    outside = one.outside(values)
    if outside:
        raise BadChain(outside)
    feeders = {name: way.formula.name for name, way in plan.fed.items()}
    done[one.name] = Worked(one, values, feeders, one.compute(**values))
    return done[one.name].result


def _only_way(target: Described, given: Mapping[str, str]) -> tuple[_Plan, dict[str, str]]:
    """The one plan that uses all that was given, and what was given under full names.

    Raises BadChain when there is none or a choice.
    """
    found: list[tuple[_Plan, dict[str, str]]] = []
    meant = [_meant(short, target) for short in given]
    for names in islice(product(*meant), _MOST_READINGS):
        texts = dict(zip(names, given.values(), strict=True))
        if len(texts) == len(given):
            ways = _ways(target, frozenset(texts))
            found += [(way, texts) for way in ways if way.used == frozenset(texts)]
    best = min((way.rank for way, _ in found), default=())
    found = [(way, texts) for way, texts in found if way.rank == best]
    if len(found) == 1:
        return found[0]
    if found:
        paths = " or ".join(" → ".join(way.names) for way, _ in found[:4])
        raise BadChain(
            f"There are several ways to {target.name}: {paths}. Compute them one by one."
        )
    raise BadChain(_what_is_wrong(target, [names[0] for names in meant]))


def _meant(short: str, target: Described) -> list[str]:
    """The inputs that a name may be short for: the target's own, or else those of any formula."""
    own = [each.name for each in target.inputs]
    if short in own:
        return [short]
    begun = [each for each in own if each.startswith(short)]
    if len(begun) > 1:
        return [full_name(short, own, target.name)]
    every = dict.fromkeys(each.name for one in FORMULAS.values() for each in one.inputs)
    others = begun or [each for each in every if each.startswith(short)]
    return others or [full_name(short, [*own, *every], target.name)]


def _ways(target: Described, given: frozenset[str]) -> list[_Plan]:
    """All plans for the target. Plans of other formulas grow from what is given, in rounds."""
    plans: dict[str, list[_Plan]] = {}
    for _ in range(_DEEPEST - 1):
        grown = {
            one.name: list(_plans(one, given, plans))
            for one in FORMULAS.values()
            if one is not target
        }
        grown = {name: found for name, found in grown.items() if found}
        if {name: len(found) for name, found in grown.items()} == {
            name: len(found) for name, found in plans.items()
        }:
            break
        plans = grown
    return list(_plans(target, given, plans))


def _plans(
    one: Described, given: frozenset[str], plans: Mapping[str, list[_Plan]]
) -> Iterator[_Plan]:
    """The ways to one formula whose inputs are given or already have a way."""
    missing = [each for each in one.inputs if each.name not in given]
    feeds = [
        [way for found in plans.values() for way in found if _fits(each, way, one)]
        for each in missing
    ]
    for ways in product(*feeds):
        yield _Plan(one, {each.name: way for each, way in zip(missing, ways, strict=True)})


def _fits(each: DescribedInput, way: _Plan, one: Described) -> bool:
    if one.name in way.names:
        return False
    gives, takes = unit(way.formula.output.unit), unit(each.unit)
    if (gives.powers, gives.scale) != (takes.powers, takes.scale):
        return False
    return not gives.is_bare or _same_name(each.name, way.formula)


def _same_name(name: str, one: Described) -> bool:
    return one.name == name or one.name.endswith(f"_{name}") or one.name.startswith(f"{name}_")


def _what_is_wrong(target: Described, texts: Collection[str]) -> str:
    """Why nothing leads to the target: something is missing, or something is of no use."""
    missing = [each for each in target.inputs if each.name not in texts]
    spare = [name for name in texts if name not in {each.name for each in target.inputs}]
    if not missing:
        return f"{target.name} has no use for {' and '.join(spare)}. Leave it out."
    said = " and ".join(f"{each.name} ({each.label}, as in {shown(each.example, each)})" for each in missing)  # fmt: skip
    useless = f" What you gave as {', '.join(spare)} does not lead there." if spare else ""
    feeders = [
        f"{one.name} ({', '.join(each.name for each in one.inputs)})"
        for one in FORMULAS.values()
        if one is not target and _fits(missing[0], _Plan(one), target)
    ]
    offer = f" Or give what it is computed from: {'; '.join(feeders[:3])}." if feeders else ""
    return f"{target.name} needs {said}.{useless}{offer}"
