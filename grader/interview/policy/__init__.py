"""The rules by which an interviewer chooses the next move, in the order in which they are asked.

Each looks at where the interview stands and proposes moves, each with a value; the best one is made, and says
afterwards which rule made it. What frames the hour comes first and is worth more than any question; a question is
worth weight × uncertainty × level × time left, in points of the rubric (proposal.py).
"""

from grader.interview.policy import frame, probes, replies
from grader.interview.policy.proposal import PolicyRule

RULES: tuple[PolicyRule, ...] = (
    PolicyRule("open", frame.opening),
    PolicyRule("end", frame.the_end),
    PolicyRule("change a requirement", frame.change_a_requirement),
    PolicyRule("warn on time", frame.warn_on_time),
    PolicyRule("begin a stage", frame.begin_a_stage),
    PolicyRule("answer what was asked", replies.answer_what_was_asked),
    PolicyRule("say what is not known", replies.say_what_is_not_known),
    PolicyRule("take the assumption", replies.take_the_assumption),
    PolicyRule("give a hint", replies.give_a_hint),
    PolicyRule("press on the change", frame.press_on_the_change),
    PolicyRule("bring back", replies.bring_back),
    PolicyRule("close", frame.close),
    PolicyRule("press on a contradiction", probes.press_on_a_contradiction),
    PolicyRule("probe a single loss", probes.probe_a_single_loss),
    PolicyRule("show a broken promise", probes.show_a_broken_promise),
    PolicyRule("ask to quantify", probes.ask_to_quantify),
    PolicyRule("ask what is missing", probes.ask_what_is_missing),
    PolicyRule("go deeper", probes.go_deeper),
    PolicyRule("ask for the alternative", probes.ask_for_the_alternative),
    PolicyRule("nudge", probes.nudge),
    PolicyRule("let run", replies.let_run),
)
