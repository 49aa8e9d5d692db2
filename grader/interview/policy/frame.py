"""What holds an interview together: opening, stages, time, the change of a requirement, closing."""

from collections.abc import Iterator

from grader.interview.broken import breaks
from grader.interview.formats import TITLES
from grader.interview.hearing import answer_of
from grader.interview.policy.proposal import APART, Proposal, is_waiting, may_ask, move
from grader.interview.script import PhaseName, spoken
from grader.interview.standing import Standing

LAST_WARNING = 5 * 60.0  # seconds before the end, or a tenth of a short interview
CHANGE_FROM, CHANGE_UNTIL = (
    0.66,
    0.88,
)  # of the time: after a drawing stands, before it is too late to redraw
CHANGE_LATEST = 0.78  # from here on it comes whatever is under way
MOST_TOLD = 2  # of what broke under the change; the rest is seen beside the drawing

BEGINS: dict[PhaseName, str] = {
    "requirements": "Let us write down what it does and what it promises. What do you take in, and what do you leave out?",
    "estimates": "Now the numbers. Take each from the one before it, with its unit, and say which of them decides something.",
    "api": "Which calls does somebody make who uses this, and how do they fail?",
    "data-model": "What is kept, by which key is it found, and which question must be quick?",
    "drawing": "Please draw it. Begin with what somebody waits for; I run what you draw.",
    "deep-dives": "Let us look into the parts that decide. Where would you dig first, and why there?",
    "wrap-up": "We come to the end.",
}


def opening(standing: Standing) -> Iterator[Proposal]:
    if standing.moves:
        return
    said = spoken(standing.script.opening, standing.contract)
    form = standing.setting.form
    facts: tuple[str, ...] = ()
    if form.kind == "drill":
        title = TITLES[standing.stage.name].lower().replace("api", "the API")
        said = f"{said.split(' I know more')[0]} Today only {title}: the brief with its numbers is beside you."
        facts = tuple(each.id for each in standing.script.facts)
    because = "The problem as it is given: short, with room for questions."
    yield Proposal(1000, move(standing, "open", said, because, facts=facts))


def the_end(standing: Standing) -> Iterator[Proposal]:
    if standing.left > 0 or standing.used("end"):
        return
    said = "That is our time. Thank you; let us look at it together."
    yield Proposal(900, move(standing, "end", said, "The time was over."))


def change_a_requirement(standing: Standing) -> Iterator[Proposal]:
    """One number of the contract becomes another, and what is drawn is run under it at once."""
    change = standing.script.change
    fits = CHANGE_FROM <= standing.passed <= CHANGE_UNTIL and standing.since_move >= APART
    if change is None or not standing.setting.form.changes or standing.has_changed or not fits:
        return
    busy = standing.unanswered is not None or is_waiting(standing)
    if not standing.has_worked_on("drawing") or (busy and standing.passed < CHANGE_LATEST):
        return
    contract = change.of(standing.exercise.contract)
    broken = breaks(standing.exercise, contract, answer_of(standing.log, with_events=False))
    seen = " ".join(each.sentence for each in broken[:MOST_TOLD])
    said = "\n\n".join(
        filter(None, (spoken(change.says, contract), seen, spoken(change.first, contract)))
    )
    what = ", ".join(
        f"{label.lower()} from {before} to {after}"
        for label, before, after in change.differences(standing.exercise.contract)
    )
    because = f"Requirements change in every interview that goes well. Here: {what}."
    yield Proposal(500, move(standing, "change a requirement", said, because))


def press_on_the_change(standing: Standing) -> Iterator[Proposal]:
    change, heard = standing.script.change, standing.unanswered
    if change is None or heard is None or heard.asks or not standing.moves:
        return
    if standing.moves[-1].rule == "change a requirement":
        said = spoken(change.deeper, standing.contract)
        because = (
            "The first answer to a change names what breaks; the second says what is done about it."
        )
        yield Proposal(60, move(standing, "press on the change", said, because))


def warn_on_time(standing: Standing) -> Iterator[Proposal]:
    near = min(LAST_WARNING, standing.setting.seconds * 0.1)
    if not 0 < standing.left <= near or standing.used("warn on time"):
        return
    minutes = max(1, round(standing.left / 60))
    left = f"{minutes} minutes" if minutes > 1 else "a minute"
    said = f"We have {left} left."
    because = "Nobody should be surprised by the end."
    closing = _next_closing(standing)
    if closing:
        said = f"{said} {closing}"
    yield Proposal(400, move(standing, "warn on time", said, because))


def begin_a_stage(standing: Standing) -> Iterator[Proposal]:
    """At the mark of a stage: what it asks for, and what nothing goes on without."""
    stage = standing.stage.name
    if stage == "clarify" or (
        standing.moves
        and standing.moves[-1].rule == "change a requirement"
        and is_waiting(standing)
    ):
        return
    if any(each.rule == "begin a stage" and each.phase == stage for each in standing.moves):
        return
    if len(standing.setting.stages) == 1:
        return
    lacking = [
        each
        for each in standing.script.facts
        if each.needed_in == stage and each.id not in standing.known_facts
    ]
    said = [BEGINS[stage]]
    if standing.has_worked_on(stage):
        said = [
            f"You have begun with this already; by the clock it is time for it: {TITLES[stage]}."
        ]
    if stage == "wrap-up":
        said.append(_next_closing(standing))
    if lacking:
        said = ["Before we go on, some numbers that you will need."]
        said += [spoken(each.says, standing.contract) for each in lacking]
        said.append(BEGINS[stage])
    because = f"By the clock it was time for this: {TITLES[stage]}."
    if lacking:
        because += " You had not asked for what it needs, so I told you."
    facts = tuple(each.id for each in lacking)
    yield Proposal(300, move(standing, "begin a stage", " ".join(said), because, facts=facts))


def close(standing: Standing) -> Iterator[Proposal]:
    """Closing questions, one after the other, once the end is near."""
    if standing.stage.name != "wrap-up" or not may_ask(standing):
        return
    said = _next_closing(standing)
    if said:
        because = "At the end I ask what you think of your own design."
        yield Proposal(20, move(standing, "close", said, because))


def _next_closing(standing: Standing) -> str:
    """The next closing question that was not asked, beginning at one that the seed chooses."""
    closing = [spoken(each, standing.contract) for each in standing.script.closing]
    begin = standing.setting.seed % len(closing)
    said = " ".join(each.text for each in standing.moves)
    return next((each for each in (*closing[begin:], *closing[:begin]) if each not in said), "")
