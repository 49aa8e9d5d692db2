"""What is said back to the candidate's words: facts, the lack of them, help, and room to go on."""

from collections.abc import Iterator

from grader.interview.heard import is_assumption, wants_help, wants_to_go_on
from grader.interview.policy.proposal import EARNED, EXPECTED, Proposal, move
from grader.interview.script import spoken
from grader.interview.standing import Standing
from grader.rubric import Check

LONG = 100  # words in one breath
MOST_BROUGHT_BACK = 6  # times; after that it says enough by itself
HINTS_IN_A_ROW = 2
NO_NUMBER = "I don't have that number. What would you assume, and what would change if you were wrong by ten?"
NOT_MINE = "I leave that to you. Say what you assume, and go on from there."


def answer_what_was_asked(standing: Standing) -> Iterator[Proposal]:
    heard = standing.unanswered
    if heard is None or not heard.asks or not heard.about:
        return
    facts = [each for each in standing.script.facts if each.id in heard.about]
    facts.sort(key=lambda each: heard.about.index(each.id))
    said = " ".join(spoken(each.says, standing.contract) for each in facts)
    because = " ".join(f"You asked about it; it decides {each.decides}." for each in facts)
    told = tuple(each.id for each in facts)
    yield Proposal(200, move(standing, "answer what was asked", said, because, facts=told))


def say_what_is_not_known(standing: Standing) -> Iterator[Proposal]:
    heard = standing.unanswered
    if heard is None or not heard.asks or heard.about:
        return
    numbers = (
        "how many",
        "how much",
        "how often",
        "how large",
        "how long",
        "how big",
        "number",
        "rate",
    )
    wants_number = any(each in heard.text.lower() for each in numbers)
    said = NO_NUMBER if wants_number else NOT_MINE
    because = "The brief says nothing about it, and an assumption that is said aloud is as good as a fact."
    yield Proposal(200, move(standing, "say what is not known", said, because))


def take_the_assumption(standing: Standing) -> Iterator[Proposal]:
    """An assumption about something that is known is set right or confirmed; the first is cheaper now than later."""
    heard = standing.unanswered
    if heard is None or heard.asks or not heard.about or not is_assumption(heard.text):
        return
    facts = [
        each
        for each in standing.script.facts
        if each.id in heard.about and each.id not in standing.known_facts
    ]
    if not facts:
        return
    said = f"Good that you say it. {spoken(facts[0].says, standing.contract)}"
    because = f"You assumed it aloud; it decides {facts[0].decides}."
    yield Proposal(195, move(standing, "take the assumption", said, because, facts=(facts[0].id,)))


def give_a_hint(standing: Standing) -> Iterator[Proposal]:
    """To somebody who asks for help: the next of three hints about what is at stake."""
    heard = standing.unanswered
    if heard is None or not wants_help(heard.text):
        return
    check = standing.at_stake
    if check is None or standing.share(check.id) >= EARNED:
        check = most_open(standing)
    running = _last_rules(standing, HINTS_IN_A_ROW)
    if (
        check is None
        or running == ["give a hint"] * HINTS_IN_A_ROW
        or not hints_left(standing, check)
    ):
        said = "Let us leave it there. Go on with what you have; I will come back to another part."
        because = "Two hints in a row had led nowhere, and there was more to talk about."
        yield Proposal(210, move(standing, "leave it", said, because))
        return
    said = check.hints[hints_given(standing, check)]
    because = f"You asked for help. What was at stake: {_small(check.title)}."
    yield Proposal(210, move(standing, "give a hint", said, because, check=check.id, rung="hint"))


def bring_back(standing: Standing) -> Iterator[Proposal]:
    """After many words that earned nothing: what the question was, or what they decide."""
    heard = standing.unanswered
    if heard is None or heard.asks or len(heard.text.split()) < LONG:
        return
    if standing.used("bring back") >= MOST_BROUGHT_BACK or _last_rules(standing, 1) == [
        "bring back"
    ]:
        return
    check = standing.at_stake
    if check is None and standing.gained == 0:
        said = "Let me stop you there. In one sentence: what does that decide in your design?"
        because = "Many words, and nothing that could be drawn or measured."
        yield Proposal(25, move(standing, "bring back", said, because))
    elif check is not None and standing.share(check.id) < EARNED:
        if "deeper" in standing.asked.get(check.id, ()):
            return
        follow_up = standing.script.follow_ups.get(check.id)
        asked = spoken(follow_up.deeper, standing.contract) if follow_up else check.hints[1]
        said = f"Let me stop you there. {asked}"
        because = f"Many words, and the question stood open: {_small(check.title)}."
        yield Proposal(
            40, move(standing, "bring back", said, because, check=check.id, rung="deeper")
        )


def let_run(standing: Standing) -> Iterator[Proposal]:
    """Who earns one thing after the other is left alone; who was not asked anything is heard out."""
    heard = standing.unanswered
    digging = standing.stage.name == "deep-dives"  # here it is the interviewer who leads
    running = 1.5 * standing.gained if standing.gained >= 2 and not digging else 0.0
    if heard is None:
        yield Proposal(0.5 + running, None)
        return
    if heard.asks:
        return
    going_on = wants_to_go_on(heard.text)
    said = (
        "Go on."
        if not going_on
        else "Good. Go on with the next part when you like; I will say when time presses."
    )
    because = "It went well, or you had begun a thought; I listened."
    yield Proposal(0.6 + running + 2 * going_on, move(standing, "let run", said, because))


def most_open(standing: Standing) -> Check | None:
    """The check that a hint would be worth most for: of this stage where one is open, else of any before it."""
    open_ones = [
        each
        for each in standing.exercise.rubric.checks
        if standing.share(each.id) < EARNED
        and standing.is_open(each)
        and hints_left(standing, each)
        and all(standing.share(name) for name in each.needs)
    ]
    here = [each for each in open_ones if standing.stage_of(each) == standing.stage.name]
    return max(here or open_ones, key=lambda each: _hint_worth(standing, each), default=None)


def _hint_worth(standing: Standing, check: Check) -> float:
    expected = EXPECTED[standing.setting.level][check.level]
    return check.points * expected * (1 - standing.share(check.id))


def hints_given(standing: Standing, check: Check) -> int:
    return standing.asked.get(check.id, ()).count("hint")


def hints_left(standing: Standing, check: Check) -> bool:
    return hints_given(standing, check) < len(check.hints)


def _last_rules(standing: Standing, number: int) -> list[str]:
    """The rules that spoke last."""
    return [each.rule for each in standing.moves[-number:]]


def _small(title: str) -> str:
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
