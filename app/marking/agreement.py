"""How far people and rules agree, check by check, with an interval; and what is worth rewriting.

A rating is 0 missed, 1 partly, 2 met. A check that stands as the rule gave it in a submission that a
person finished counts as agreement; what could not be judged, or was not asked, does not count.
κ is Cohen's: agreement beyond what the same shares would give by chance. With quadratic weights a
step of two costs four times a step of one. The libraries are loaded when this is asked for.
"""

import importlib
import math
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType

from app.courses.models import Submission
from app.marking.judged import Judged
from app.marking.models import FIRST, SECOND
from grader.overruled import word_for
from grader.report import CheckReport

WORDS = ("missed", "partly", "met")
RESAMPLES = 300
CONFIDENCE = 0.95
SEED = 1
FEWEST = 10  # ratings below which nothing is advised
ALMOST_ALL, ALMOST_NONE, FLAT, OFTEN = 0.95, 0.05, 0.1, 0.2

Pair = tuple[int, int]
Rated = tuple[Submission, Judged]


class NotInstalled(RuntimeError):
    """The libraries of this page are not there yet."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two raters on the same things. κ is None where all ratings are one word: chance is all there is."""

    n: int
    exact: float
    kappa: float | None
    weighted: float | None
    low: float | None = None  # of the weighted one, 95 %, by resampling
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One check over a class."""

    check: str
    title: str
    book: str
    n: int
    facility: float  # mean share of its points
    discrimination: float | None  # correlation with the rest of the mark
    unjudged: int
    overruled: int
    marked: int  # submissions that a person finished
    agreement: Agreement | None
    lost: float  # points lost over the class
    advice: str


def ratings(every: Iterable[Rated]) -> dict[str, list[Pair]]:
    """Rules and people on each check, over what people have finished."""
    found: dict[str, list[Pair]] = {}
    for _submission, of in every:
        if FIRST not in of.standing.finished:
            continue
        for check in of.by_rules.checks:
            pair = _rule_and_person(of, check)
            if pair is not None:
                found.setdefault(check.id, []).append(pair)
    return found


def ratings_of_two(every: Iterable[Rated]) -> list[Pair]:
    """First and second marker, over what both have finished."""
    return [
        (
            _rating(of.standing.points(FIRST, each.id, each.points), each.max),
            _rating(of.standing.points(SECOND, each.id, each.points), each.max),
        )
        for _submission, of in every
        if {FIRST, SECOND} <= of.standing.finished
        for each in of.by_rules.checks
        if each.verdict in WORDS
    ]


def agreement(pairs: Sequence[Pair], *, interval: bool = True) -> Agreement:
    """n, exact agreement, κ plain and weighted, and an interval of the weighted one."""
    metrics = _load("sklearn.metrics")
    ones, others = [one for one, _ in pairs], [other for _, other in pairs]
    exact = sum(one == other for one, other in pairs) / len(pairs) if pairs else 0.0
    if len({*ones, *others}) < 2:
        return Agreement(len(pairs), exact, None, None)

    def weighted(some: Sequence[int], more: Sequence[int]) -> float:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a resample may hold one word only
            kappa = float(
                metrics.cohen_kappa_score(some, more, labels=[0, 1, 2], weights="quadratic")
            )
        return 1.0 if math.isnan(kappa) else kappa

    plain = float(metrics.cohen_kappa_score(ones, others, labels=[0, 1, 2]))
    low = high = None
    if interval and exact < 1 and len(pairs) >= FEWEST:
        stats, numpy = _load("scipy.stats"), _load("numpy")
        found = stats.bootstrap(
            (ones, others), weighted, paired=True, vectorized=False, n_resamples=RESAMPLES,
            confidence_level=CONFIDENCE, method="percentile", rng=numpy.random.default_rng(SEED),
        ).confidence_interval  # fmt: skip
        low, high = float(found.low), float(found.high)
    return Agreement(len(pairs), exact, plain, weighted(ones, others), low, high)


def items(every: Sequence[Rated]) -> list[Item]:
    """Every check of the class's rubric, in its order."""
    pairs = ratings(every)
    rows: dict[str, list[tuple[CheckReport, float, Judged]]] = {}
    for _submission, of in every:
        total = of.by_people.score
        for check in of.by_people.checks:
            rows.setdefault(check.id, []).append((check, total, of))
    return [_item(name, found, pairs.get(name, [])) for name, found in rows.items()]


def length_and_marks(every: Sequence[Rated], words: dict[int, int]) -> dict[str, float | None]:
    """Spearman's ρ of an answer's length with its mark by rules, and with what people add to it."""
    known = [(words[one.id], of) for one, of in every if one.id in words]
    finished = [(count, of) for count, of in known if FIRST in of.standing.finished]
    return {
        "rules": _rho([count for count, _ in known], [of.by_rules.score for _, of in known]),
        "people": _rho(
            [count for count, _ in finished],
            [of.by_people.score - of.by_rules.score for _, of in finished],
        ),
    }


def _item(name: str, found: list[tuple[CheckReport, float, Judged]], pairs: list[Pair]) -> Item:
    counted = [
        (check, total, of)
        for check, total, of in found
        if check.verdict not in ("not applicable", "cannot judge")
    ]
    first = found[0][0]
    shares = [check.points / check.max for check, _, _ in counted]
    rest = [total - 100 * check.points / _most(of) for check, total, of in counted]
    overruled = sum(one != other for one, other in pairs)
    facility = sum(shares) / len(shares) if shares else 0.0
    discrimination = _rho(shares, rest)
    return Item(
        check=name,
        title=first.title,
        book=first.book,
        n=len(counted),
        facility=facility,
        discrimination=discrimination,
        unjudged=sum(check.verdict == "cannot judge" for check, _, _ in found),
        overruled=overruled,
        marked=len(pairs),
        agreement=agreement(pairs, interval=overruled > 0) if pairs else None,
        lost=round(sum(check.max - check.points for check, _, _ in counted), 1),
        advice=_advice(len(counted), facility, discrimination, (overruled, len(pairs))),
    )


def _advice(
    n: int, facility: float, discrimination: float | None, overruled: tuple[int, int]
) -> str:
    """What to do about a check, in a sentence; empty where nothing is to be done."""
    changed, marked = overruled
    apart = 1.0 if discrimination is None else discrimination
    if marked >= FEWEST and changed / marked >= OFTEN:
        return f"People overrule it in {changed} of {marked}. Read those answers, keep them as cases, and rewrite the rule or what it asks for."
    if n < FEWEST:
        return ""
    said = (
        (facility >= ALMOST_ALL, "Nearly everybody earns it, so it tells nobody apart. Ask for more, or give its points to another check."),
        (facility <= ALMOST_NONE, "Nearly nobody earns it. Is it taught, is it asked for in the brief, and does the rule ever fire?"),
        (apart < 0, "Those who do well elsewhere earn it less often. Look for an answer that is right and that it does not see."),
        (apart < FLAT, "It goes its own way: earning it says little about the rest."),
    )  # fmt: skip
    return next((sentence for holds, sentence in said if holds), "")


def _most(of: Judged) -> float:
    return sum(each.max for each in of.by_people.checks) or 1.0


def _rule_and_person(of: Judged, check: CheckReport) -> Pair | None:
    mark = of.standing.on(check.id)
    if check.verdict not in WORDS:
        return None
    person = of.standing.points(mark.round, check.id, check.points) if mark else check.points
    return WORDS.index(check.verdict), _rating(person, check.max)


def _rating(points: float, most: float) -> int:
    return WORDS.index(word_for(points, most))


def _rho(ones: Sequence[float], others: Sequence[float]) -> float | None:
    """Spearman's ρ, or None where one side never varies."""
    if len(ones) < 3 or len(set(ones)) < 2 or len(set(others)) < 2:
        return None
    return float(_load("scipy.stats").spearmanr(ones, others).statistic)


def _load(name: str) -> ModuleType:
    """A library of the group `statistics`, which an installation may be without."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise NotInstalled(name) from None
