"""The forms an interview can take: how long, in which stages, and whether it can be paused.

Shares of the time follow what interviewers usually give each stage of an hour (a planning rule, not a measurement).
"""

from typing import Literal

from capacity.frozen import Frozen, did_you_mean
from grader.interview.script import PhaseName
from grader.rubric import Level

Kind = Literal["interview", "drill", "quick fire"]


class Stage(Frozen):
    """A stretch of an interview, in seconds from its start."""

    name: PhaseName
    title: str
    start: float
    end: float


class Format(Frozen):
    """One form of interview; `shares` are parts of its time, in order."""

    name: str
    title: str
    minutes: int
    shares: tuple[tuple[PhaseName, float], ...] = ()
    kind: Kind = "interview"
    about: str
    may_pause: bool = True
    changes: bool = False  # a requirement changes half-way
    rounds: int = 1  # problems, one after the other


class Setting(Frozen):
    """One interview as it was chosen. `extra` is a share of time on top, for those who are given it."""

    exercise: str
    format: str
    level: Level
    seed: int = 0
    extra: float = 0.0

    @property
    def form(self) -> Format:
        return format_named(self.format)

    @property
    def seconds(self) -> float:
        """How long it lasts, extra time included."""
        return self.form.minutes * 60 * (1 + self.extra)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages on the clock."""
        found: list[Stage] = []
        start = 0.0
        whole = sum(share for _name, share in self.form.shares)
        for name, share in self.form.shares:
            end = start + self.seconds * share / whole
            found.append(Stage(name=name, title=TITLES[name], start=start, end=end))
            start = end
        return tuple(found)

    def stage_at(self, at: float) -> Stage:
        """The stage that the clock shows; after the end, the last."""
        return next((each for each in self.stages if at < each.end), self.stages[-1])


TITLES: dict[PhaseName, str] = {
    "clarify": "Questions",
    "requirements": "Requirements",
    "estimates": "Estimates",
    "api": "API",
    "data-model": "Data model",
    "drawing": "Architecture",
    "deep-dives": "Deep dives",
    "wrap-up": "Wrap-up",
}
WHOLE: tuple[tuple[PhaseName, float], ...] = (
    ("clarify", 10),
    ("requirements", 10),
    ("estimates", 12),
    ("api", 10),
    ("data-model", 10),
    ("drawing", 22),
    ("deep-dives", 19),
    ("wrap-up", 7),
)


def _whole(minutes: int, about: str) -> Format:
    return Format(
        name=f"full-{minutes}",
        title=f"Whole interview, {minutes} minutes",
        minutes=minutes,
        shares=WHOLE,
        about=about,
        may_pause=False,
        changes=True,
    )


def _drill(stage: PhaseName, minutes: int, about: str) -> Format:
    return Format(
        name=f"drill-{stage}",
        title=f"Only {TITLES[stage].lower() if stage != 'api' else 'the API'}",
        minutes=minutes,
        shares=((stage, 1),),
        kind="drill",
        about=about,
    )


FORMATS: tuple[Format, ...] = (
    _whole(45, "All eight stages at the usual pace; a requirement changes half-way."),
    _whole(35, "The same, tighter: what a first round usually leaves after the greetings."),
    _whole(60, "The same with room for more deep dives."),
    Format(
        name="warm-up",
        title="Warm-up, 15 minutes",
        minutes=15,
        shares=(("clarify", 20), ("requirements", 20), ("drawing", 45), ("wrap-up", 15)),
        about="Ask, promise, draw: the first quarter of an hour, again and again.",
    ),
    _drill("requirements", 10, "Say what it does and what it promises, and defend both."),
    _drill("estimates", 12, "Every number of the brief, with its unit and its working."),
    _drill("api", 10, "Calls, statuses, retries."),
    _drill("data-model", 10, "Keys, indexes, partitions."),
    _drill("drawing", 20, "Boxes and arrows, run under the load while you talk."),
    _drill("deep-dives", 20, "Alternatives, failures, what you would watch."),
    Format(
        name="quick-fire",
        title="Quick fire: six numbers in nine minutes",
        minutes=9,
        shares=(("estimates", 1),),
        kind="quick fire",
        about="Estimates alone, each with other givens. Answer with a number and its unit.",
    ),
    Format(
        name="loop",
        title="Loop of three problems, 35 minutes each",
        minutes=35,
        shares=WHOLE,
        about="Three interviews one after the other, as on a day of interviews; one verdict over all.",
        may_pause=False,
        changes=True,
        rounds=3,
    ),
)


class UnknownFormat(KeyError):
    """There is no format of that name."""

    def __str__(self) -> str:
        return str(self.args[0])


def format_named(name: str) -> Format:
    """A format by its name; UnknownFormat when there is none."""
    for each in FORMATS:
        if each.name == name:
            return each
    known = [each.name for each in FORMATS]
    raise UnknownFormat(
        f"There is no format '{name}'.{did_you_mean(name, known) or ' Known: ' + ', '.join(known)}"
    )
