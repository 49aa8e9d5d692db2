"""The smallest changes that help: one alone, then a greedy row of them, cut back to what is needed.

Candidates are ranked by a quick look, the best are evaluated, and what is returned was made, run and compared.
The search counts what it tries and looks at no clock, so that the same drawing always gets the same answer.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from capacity.architecture import Architecture
from capacity.improve.candidates import candidates, savings
from capacity.improve.change import Change, Edit, Edits, apply
from capacity.improve.said import change
from capacity.improve.state import State, quick, whole
from capacity.plan import CannotRun
from capacity.workload import Workload

MOST_LOOKS = 300  # quick ones
MOST_RUNS = 50  # evaluations
USUAL = 30  # components; a larger drawing takes longer to look at and gets fewer looks
MOST_ROUNDS = 8  # edits in a row
TRIED = 4  # candidates of a round that are evaluated
LITTLE = 0.99  # of what is missing; what leaves more than this does not help
FEW = 8  # things that are wrong; where there are more, they are put right at once
TOLD = 5  # changes that are returned
A_TRIFLE = 20.0  # dollars a month under which one price is like another


Worth = Callable[[State, State], tuple[bool, float]]


@dataclass(slots=True)
class Search:
    """One search, with what it has spent."""

    workload: Workload
    looks: int = 0
    runs: int = 0
    known: dict[Edits, State | None] = field(default_factory=dict)

    def look(self, state: State, edits: Edits) -> State | None:
        """A quick look at a drawing with edits made; None where it cannot run, or enough was tried."""
        if self.looks >= _fewer(MOST_LOOKS, state.drawing):
            return None
        self.looks += 1
        try:
            return quick(apply(state.drawing, edits), self.workload, state)
        except KeyError:
            return None

    def run(self, first: State, edits: Edits) -> State | None:
        """An evaluation of the first drawing with edits made, each of them once."""
        if edits not in self.known:
            if self.runs >= _fewer(MOST_RUNS, first.drawing):
                return None
            self.runs += 1
            try:
                self.known[edits] = whole(apply(first.drawing, edits), self.workload)
            except (CannotRun, KeyError):
                self.known[edits] = None
        return self.known[edits]


def _fewer(most: int, drawing: Architecture) -> int:
    """How much of a search a drawing of this size gets."""
    return max(10, most * USUAL // max(USUAL, len(drawing.components)))


@dataclass(frozen=True, slots=True)
class Step:
    """A candidate that was evaluated: edits from the first drawing on, and what became of it."""

    edits: Edits
    state: State


def improve(architecture: Architecture, workload: Workload) -> tuple[Change, ...]:
    """The cheapest changes that keep every promise, then those that help.

    Where all are kept as it is, those that save most. Raises CannotRun where the drawing cannot run.
    """
    first = whole(architecture, workload)
    search = Search(workload)
    if first.keeps_all:
        return tuple(change(first, each.edits, each.state) for each in _savings(search, first))
    return tuple(change(first, each.edits, each.state) for each in _repairs(search, first))


def tried(architecture: Architecture, workload: Workload, edits: Edits) -> Change:
    """Edits that somebody thought of, made and evaluated. Raises CannotRun, and KeyError as `apply`."""
    before = whole(architecture, workload)
    return change(before, edits, whole(apply(architecture, edits), workload))


# --- repairs ----------------------------------------------------------------------------------------


def _repairs(search: Search, first: State) -> list[Step]:
    alone = _round(search, first, Step((), first), _for_its_price)
    whole_ones = [_cut_back(search, first, each) for each in alone if each.state.keeps_all]
    row = [] if whole_ones else _rows(search, first)
    whole_ones.sort(key=lambda each: (each.state.cost, len(each.edits)))
    helping = [each for each in alone if not each.state.keeps_all and _nowhere_worse(first, each)]
    helping.sort(key=lambda each: (each.state.gap, each.state.cost))
    return _once([*whole_ones, *row, *helping])[:TOLD]


def _rows(search: Search, first: State) -> list[Step]:
    """Several changes in a row, cut back: the cheapest that keeps all, or else what comes nearest."""
    few = sum(bool(each) for each in first.gaps.values()) <= FEW
    found = []
    for worth in (_by_what_it_closes, *([_for_its_price] if few else [])):
        last = _row(search, first, worth)
        if last.edits:
            found.append(_cut_back(search, first, last) if last.state.keeps_all else last)
    return sorted(found, key=lambda each: (each.state.gap, each.state.cost))[:1]


def _row(search: Search, first: State, worth: Worth) -> Step:
    """Greedy: the candidate that is worth most, then the next from there."""
    last = Step((), first)
    for _ in range(MOST_ROUNDS):
        if last.state.keeps_all:
            break
        steps = _round(search, first, last, worth)
        if not steps:
            break
        last = max(steps, key=lambda each, here=last.state: worth(here, each.state))  # type: ignore[misc]
    return last


def _nowhere_worse(first: State, step: Step) -> bool:
    """A change that is told by itself makes no broken promise worse on the way."""
    gaps = step.state.gaps
    return all((gaps.get(key) or 0.0) <= (gap or 0.0) + 1e-9 for key, gap in first.gaps.items())


def _round(search: Search, first: State, last: Step, worth: Worth) -> list[Step]:
    """The most promising candidates from here, each evaluated; only those that help and harm nothing."""
    here = last.state
    seen = []
    for edits in candidates(here):
        state = search.look(here, edits)
        if state is not None and state.no_worse_than(here) and state.gap < here.gap * LITTLE:
            seen.append((worth(here, state), edits))
    seen.sort(key=lambda each: each[0], reverse=True)
    found = []
    for _, edits in seen[:TRIED]:
        made = joined(last.edits, edits)
        state = search.run(first, made)
        if state is not None and state.no_worse_than(here) and state.gap < here.gap * LITTLE:
            found.append(Step(made, state))
            if last.edits and len(found) == 1 and worth is _by_what_it_closes:
                break
    return found


def _for_its_price(here: State, state: State) -> tuple[bool, float]:
    """What keeps all promises first, the cheapest of it; else how much is closed for a dollar."""
    more = state.cost - here.cost
    if state.keeps_all:
        return (True, -more)
    return (False, (here.gap - state.gap) / max(more, A_TRIFLE))


def _by_what_it_closes(here: State, state: State) -> tuple[bool, float]:
    """The same, but however dear: what was too much is cut back later."""
    return (True, here.cost - state.cost) if state.keeps_all else (False, here.gap - state.gap)


def joined(before: Edits, after: Edits) -> Edits:
    """Edits in a row; two of the same thing are one."""
    found = list(before)
    for edit in after:
        same = next(
            (n for n, each in enumerate(found) if (each.kind, each.at) == (edit.kind, edit.at)),
            None,
        )
        if same is None or edit.kind in ("cache", "queue", "stream", "remove"):
            found.append(edit)
        else:
            found[same] = edit.model_copy(update={"before": found[same].before})
    return tuple(found)


def _cut_back(search: Search, first: State, step: Step) -> Step:
    """Without the edits that are not needed, and with as few copies and shards as will do."""
    best = step
    for edit in step.edits:
        copy = ("instances", "zones") if edit.kind in ("instances", "zones") else (edit.kind,)
        fewer = tuple(each for each in best.edits if each.at != edit.at or each.kind not in copy)
        found = _kept(search, first, best, fewer) if fewer and fewer != best.edits else None
        if found is not None and found.state.cost < best.state.cost:
            best = found
    for number, edit in enumerate(best.edits):
        if isinstance(edit.before, int) and isinstance(edit.after, int):
            best = _fewest(search, first, best, number, edit)
    return best


def _fewest(search: Search, first: State, step: Step, number: int, edit: Edit) -> Step:
    """The smallest count that still keeps everything, found by halving."""
    assert isinstance(edit.before, int)  # noqa: S101  (asked by the caller)
    assert isinstance(edit.after, int)  # noqa: S101
    low, high, best = edit.before, edit.after, step
    while high - low > 1:
        middle = (low + high) // 2
        fewer = edit.model_copy(update={"after": middle})
        edits = (*step.edits[:number], fewer, *step.edits[number + 1 :])
        found = _kept(search, first, best, edits)
        if found is None:
            low = middle
        else:
            high, best = middle, found
    return best


def _kept(search: Search, first: State, than: Step, edits: Edits) -> Step | None:
    """The step with other edits, where it still keeps all, is cheaper and is not run too hot."""
    state = search.run(first, edits)
    if state is None or not state.keeps_all or not state.no_worse_than(first):
        return None
    hot = _doubts(state, {"busy"}) - _doubts(than.state, {"busy"})
    return Step(edits, state) if not hot and state.cost <= than.state.cost else None


# --- savings ----------------------------------------------------------------------------------------


def _savings(search: Search, first: State) -> list[Step]:
    """For each box, the fewest of it that keep everything; then all that can be saved together."""
    found = []
    dear = sorted(first.drawing.components, key=lambda each: -_price(first, each.id))
    for component in dear:
        step = _least(lambda edits: _saved(search, first, edits), list(savings(first, component)))
        if step is not None:
            found.append(step)
    found.sort(key=lambda each: each.state.cost)
    return [*_together(search, first, found), *found][:TOLD]


def _least(saved: Callable[[Edits], Step | None], options: list[Edits]) -> Step | None:
    """The first option that holds, of each kind; counts are in order, and are halved."""
    best: Step | None = None
    kinds = dict.fromkeys(each[0].kind for each in options)
    for kind in kinds:
        alike = [each for each in options if each[0].kind == kind]
        low, high = 0, len(alike)
        while low < high:
            middle = (low + high) // 2
            found = saved(alike[middle])
            if found is None:
                low = middle + 1
            else:
                high = middle
                if best is None or found.state.cost < best.state.cost:
                    best = found
    return best


def _together(search: Search, first: State, alone: list[Step]) -> list[Step]:
    """The largest saving, with each next one that can be had besides."""
    last: Step | None = None
    for each in alone:
        edits = each.edits if last is None else joined(last.edits, each.edits)
        step = _saved(search, first, edits)
        if step is not None and (last is None or step.state.cost < last.state.cost):
            last = step
    return [last] if last is not None and len(last.edits) > 1 else []


def _saved(search: Search, first: State, edits: Edits) -> Step | None:
    """The step where it is cheaper, keeps all, and leaves nothing new to worry about."""
    rough = search.look(first, edits)
    if rough is None or not rough.keeps_all or rough.cost >= first.cost - 1:
        return None
    state = search.run(first, edits)
    if state is None or not state.keeps_all or not state.no_worse_than(first):
        return None
    return None if _doubts(state) - _doubts(first) else Step(edits, state)


def _doubts(state: State, kinds: Iterable[str] = ()) -> set[tuple[str, ...]]:
    """What an evaluation says is to be looked at, and what alone stops an operation."""
    found = state.found
    if found is None:
        return set()
    said: set[tuple[str, ...]] = {
        (each.kind, *each.at)
        for each in found.findings
        if each.kind in kinds or (not kinds and each.kind != "unused")
    }
    if not kinds:
        said |= {
            ("alone", one.id, each.id) for each in found.operations for one in each.single_points
        }
    return said


def _price(first: State, component: str) -> float:
    station = first.plan.stations.get(component)
    return station.price * station.copies * station.shards if station else 0.0


def _once(steps: list[Step]) -> list[Step]:
    """Each set of edits once."""
    return list({frozenset(each.edits): each for each in reversed(steps)}.values())[::-1]
