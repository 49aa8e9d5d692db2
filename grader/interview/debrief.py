"""What an interview looked like from the other side: what was noticed when, which moments decided, what came next.

Everything is read off the record and the report; nothing is judged anew.
"""

from collections.abc import Iterator

from capacity.frozen import Frozen
from grader.bank import Exercise
from grader.interview.formats import Setting
from grader.interview.log import Drew, Log, Move, Remark, Said
from grader.interview.script import spoken
from grader.report import CheckReport, Report
from grader.rubric import LEVELS, Level

LONG_SILENCE = 60.0  # seconds
DECISIVE = 3  # moments
SHOWN = 4  # of what a next-level answer would have done


class Line(Frozen):
    """One line of the timeline."""

    at: float
    kind: str  # said, asked, wrote, earned, silent, noted
    text: str
    because: str = ""
    rule: str = ""
    checks: tuple[str, ...] = ()
    points: float = 0.0  # gained here, before provenance


class Moment(Frozen):
    """A moment that decided: points won, or points that stayed where they lay."""

    at: float
    title: str
    text: str
    points: float


class Beyond(Frozen):
    """What an answer of the next level would have done, at the moment at which it mattered."""

    at: float | None
    check: str
    title: str
    asked: str
    would: str
    book: str


class Card(Frozen):
    """A question to ask oneself again."""

    front: str
    back: str
    book: str


class Debrief(Frozen):
    """All of it."""

    timeline: tuple[Line, ...]
    moments: tuple[Moment, ...]
    next_level: Level | None
    beyond: tuple[Beyond, ...]
    cards: tuple[Card, ...]
    asked_facts: tuple[str, ...]  # what was asked of what matters, and what it decides
    missed_facts: tuple[str, ...]
    counts: dict[str, int]  # words, questions, prompts


def debrief(exercise: Exercise, setting: Setting, log: Log, report: Report) -> Debrief:
    """The debrief of an interview that is over."""
    timeline = tuple(_timeline(exercise, log))
    level = _next_level(report)
    asked, missed = _facts(exercise, log)
    return Debrief(
        timeline=timeline,
        moments=_moments(setting, log, report, timeline),
        next_level=level,
        beyond=tuple(_beyond(log, report, level))[:SHOWN] if level else (),
        cards=tuple(_cards(exercise, report)),
        asked_facts=asked,
        missed_facts=missed,
        counts={
            "words": sum(len(each.text.split()) for each in log if isinstance(each, Said)),
            "questions": sum(isinstance(each, Said) and each.asks for each in log),
            "prompts": sum(isinstance(each, Move) and bool(each.rung) for each in log),
            "hints": sum(isinstance(each, Move) and each.rung == "hint" for each in log),
        },
    )


def _timeline(exercise: Exercise, log: Log) -> Iterator[Line]:
    titles = {each.id: each.title for each in exercise.rubric.checks}
    worth = {each.id: each.points for each in exercise.rubric.checks}
    shares: dict[str, float] = {}
    last = 0.0
    for each in log:
        if isinstance(each, Said | Drew):
            if each.at - last >= LONG_SILENCE:
                yield Line(
                    at=last,
                    kind="silent",
                    text=f"{(each.at - last) / 60:.1f} minutes without a word or a stroke",
                )
            last = each.at
        if isinstance(each, Move):
            yield Line(
                at=each.at, kind="asked", text=each.text, because=each.because, rule=each.rule,
                checks=(each.check,) if each.check in titles else (),
            )  # fmt: skip
        elif isinstance(each, Said):
            yield Line(at=each.at, kind="said", text=each.text)
        elif isinstance(each, Drew):
            names = ", ".join(name.replace("_", " ") for name in each.sections)
            yield Line(at=each.at, kind="wrote", text=names)
        elif isinstance(each, Remark):
            yield Line(
                at=each.at, kind="noted", text=each.text or f"{each.tick}: {titles.get(each.check, each.check)}",
                checks=(each.check,) if each.check in titles else (),
            )  # fmt: skip
        elif each.checks:
            more = {
                name: found.share - shares.get(name, 0.0) for name, found in each.checks.items()
            }
            shares.update({name: found.share for name, found in each.checks.items()})
            moved = [name for name, change in more.items() if change and name in titles]
            if moved:
                gained = round(sum(more[name] * worth[name] for name in moved), 2)
                text = "; ".join(titles[name] for name in moved)
                yield Line(at=each.at, kind="earned", text=text, checks=tuple(moved), points=gained)


def _moments(
    setting: Setting, log: Log, report: Report, timeline: tuple[Line, ...]
) -> tuple[Moment, ...]:
    """The most that was won at once, the most that a question could not bring, and the next of either."""
    checks = {each.id: each for each in report.checks}
    aim = LEVELS.index(setting.level)
    won: list[Moment] = []
    for line in timeline:
        telling = [
            checks[name]
            for name in line.checks
            if name in checks
            and checks[name].points
            and LEVELS.index(checks[name].level) >= min(aim, 1)
        ]
        if line.kind == "earned" and line.points > 0 and telling:
            best = max(telling, key=lambda each: each.points)
            points = round(sum(each.points for each in telling), 2)
            title = f"{best.title}" + (f", and {len(telling) - 1} more" if len(telling) > 1 else "")
            won.append(Moment(at=line.at, title=title, text=best.because, points=points))
    lost: list[Moment] = []
    for each in log:
        check = checks.get(each.check) if isinstance(each, Move) and each.rung else None
        if isinstance(each, Move) and check is not None and check.points < check.max:
            lost.append(
                Moment(
                    at=each.at,
                    title=f"Asked, and left open: {check.title}",
                    text=f"“{each.text}” {check.because}",
                    points=round(check.points - check.max, 2),
                )
            )
    won.sort(key=lambda each: (-each.points, each.at))
    lost = _once([*sorted(lost, key=lambda each: (each.points, each.at))])
    chosen = [*won[:1], *lost[:1]]
    rest = sorted([*won[1:], *lost[1:]], key=lambda each: (-abs(each.points), each.at))
    chosen += rest[: DECISIVE - len(chosen)]
    return tuple(sorted(chosen, key=lambda each: each.at))


def _once(moments: list[Moment]) -> list[Moment]:
    """Each title once: the first question about a check."""
    found: dict[str, Moment] = {}
    for each in moments:
        found.setdefault(each.title, each)
    return [*found.values()]


def _next_level(report: Report) -> Level | None:
    reached = report.level
    if reached == "none":
        return "junior"
    place = LEVELS.index(reached) + 1
    return LEVELS[place] if place < len(LEVELS) else None


def _beyond(log: Log, report: Report, level: Level) -> Iterator[Beyond]:
    """Checks up to the next level that earned less than they could, the heaviest first."""
    first: dict[str, Move] = {}
    for each in log:
        if isinstance(each, Move) and each.check and each.rung:
            first.setdefault(each.check, each)
    reachable = LEVELS[: LEVELS.index(level) + 1]
    short = [
        each
        for each in report.checks
        if each.level in reachable
        and each.verdict in ("met", "partly", "missed")
        and each.points < each.max
    ]
    for check in sorted(short, key=lambda each: (each.points - each.max, each.id)):
        asked = first.get(check.id)
        yield Beyond(
            at=asked.at if asked else None,
            check=check.id,
            title=check.title,
            asked=asked.text if asked else "",
            would=_would(check),
            book=check.book,
        )


def _would(check: CheckReport) -> str:
    """What was missing: the thing itself, or that nobody had to ask for it."""
    if check.verdict == "met":
        return f"The same, before it was asked for: {check.because}"
    return check.would_earn or check.hints[-1]


def _cards(exercise: Exercise, report: Report) -> Iterator[Card]:
    script = exercise.interview
    for each in report.checks:
        if each.verdict in ("partly", "missed"):
            follow_up = script.follow_ups.get(each.id) if script else None
            front = spoken(follow_up.first, exercise.contract) if follow_up else each.hints[1]
            yield Card(front=front, back=each.hints[-1], book=each.book)


def _facts(exercise: Exercise, log: Log) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of what matters much, what was asked for and what was not, each with what it decides."""
    script = exercise.interview
    asked = {name for each in log if isinstance(each, Said) for name in each.about}
    facts = sorted(script.facts, key=lambda each: -each.matters) if script else []
    heard = tuple(each.decides for each in facts if each.id in asked)
    missed = tuple(each.decides for each in facts if each.id not in asked and each.matters >= 4)
    return heard, missed
