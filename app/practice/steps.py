"""The steps of a design interview, in the order in which one follows from another, and their sections."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """One part of an answer, by its key in `grader.answer.Answer`."""

    name: str
    title: str
    hint: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one works at for a while. The last has no section: there one looks at all of them again."""

    id: str
    title: str
    sections: tuple[Section, ...] = ()

    @property
    def begins(self) -> str:
        """Where in the page it begins."""
        return self.sections[0].name if self.sections else self.id


STEPS = (
    Step(
        "requirements",
        "Requirements",
        (
            Section(
                "functional",
                "Functional requirements",
                "What the system does: who does what to what, a line each. Say also what you leave out.",
            ),
            Section(
                "non_functional",
                "Non-functional requirements",
                "What it promises, with numbers: latency with a percentile, availability, consistency, how long data lives.",
            ),
        ),
    ),
    Step(
        "numbers",
        "Estimates",
        (Section("estimates", "Estimates", "Each number with its unit, and how you found it."),),
    ),
    Step(
        "interfaces",
        "API",
        (
            Section(
                "api",
                "API",
                "The calls that users make: method, path, what goes in and out, statuses, and what happens on a retry.",
            ),
        ),
    ),
    Step(
        "data",
        "Data model",
        (
            Section(
                "data_model",
                "Data model",
                "SQL as you would run it: keys, indexes, and as comments how it is partitioned and why.",
            ),
        ),
    ),
    Step(
        "drawing-step",
        "High-level design",
        (
            Section(
                "architecture",
                "Architecture",
                "Boxes and arrows. Say how many of each run, in which zones, and whether a call waits for its answer.",
            ),
        ),
    ),
    Step(
        "choices",
        "Trade-offs",
        (
            Section(
                "deep_dives",
                "Deep dives and trade-offs",
                "The two or three decisions that matter: options, what each costs, what you chose and why. What breaks first?",
            ),
        ),
    ),
    Step(
        "screens",
        "Screens and data flow",
        (
            Section(
                "interface",
                "User interface and data flow",
                "The screens, in words: what a person sees and does, and how its data travels through your boxes.",
            ),
        ),
    ),
    Step("check", "Check and hand in"),
)
