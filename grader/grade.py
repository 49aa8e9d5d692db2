"""A grade: every rule asked once, points added, contradictions taken off, caps applied.

Pure: no clock, no database, no network; the same answer gives the same bytes.
"""

import hashlib
from collections.abc import Collection

from grader.answer import Answer
from grader.bank import Exercise
from grader.characters import mixed_scripts
from grader.events import raised
from grader.headline import headline
from grader.report import (
    CapReport,
    CheckReport,
    PenaltyReport,
    PhaseReport,
    Reached,
    Report,
)
from grader.rubric import LEVELS, Check, Level, Penalty, Rubric
from grader.rule import RuleKind
from grader.sentences import listed, quoted
from grader.submission import PROSE, Submission
from grader.verdict import Verdict, cannot_judge, met, missed

ALWAYS_SAID = (
    40  # a cap this low is named even where the score is lower: something essential is missing
)
NEAR_A_BAR = 1.0  # points from a level at which a person should look


def grade(exercise: Exercise, answer: Answer) -> Report:
    """The report of one answer to one exercise."""
    rubric = exercise.rubric
    submission = Submission(exercise, exercise.lexicon, rubric.signs, answer)
    heard = Heard(submission)
    verdicts = _verdicts(rubric, heard)
    first = raised(answer.events)
    checks = tuple(
        _check_report(each, verdicts[each.id], first.get(each.id, ""), rubric)
        for each in rubric.checks
    )
    penalties = tuple(_penalty_report(each, heard) for each in rubric.penalties)
    report = Report(
        exercise=exercise.slug,
        rubric_digest=exercise.rubric_digest,
        answer_digest=digest(answer),
        score=0,
        level="none",
        headline="",
        bars={level: bar.score for level, bar in rubric.levels.items()},
        phases=(),
        checks=checks,
        penalties=penalties,
        caps=(),
        needs_person=(),
        left_for_later=rubric.left_for_later,
    )
    report = added_up(rubric, report)
    reasons = _needs_person(rubric, submission, checks, penalties, report.score)
    return report.model_copy(update={"needs_person": reasons})


def added_up(rubric: Rubric, report: Report) -> Report:
    """The report with phases, caps, score, level and headline as its checks and penalties make them."""
    checks, penalties = report.checks, report.penalties
    phases = _phases(rubric, checks)
    earned = _earned(checks, penalties)
    caps = tuple(
        each
        for each in _caps(rubric, checks, penalties, phases)
        if each.limit < earned or each.limit <= ALWAYS_SAID
    )
    score = round(min([earned, *(cap.limit for cap in caps)]), 1)
    clear = frozenset(each.id for each in rubric.caps) - {each.id for each in caps}
    level = _level(rubric, checks, score, clear)
    found = {"phases": phases, "caps": caps, "score": score, "level": level}
    report = report.model_copy(update=found)
    return report.model_copy(update={"headline": headline(report)})


def digest(answer: Answer) -> str:
    """A receipt for an answer: equal for equal answers, whatever the order of their keys."""
    return hashlib.sha256(answer.model_dump_json().encode()).hexdigest()[:16]


def judged(rule: RuleKind, submission: Submission) -> Verdict:
    """The verdict of a rule. One that fails inside cannot judge: a fault of ours costs no points."""
    try:
        return rule.check(submission)
    except Exception as error:  # noqa: BLE001  (whatever it is, a person looks and nobody loses a point)
        return cannot_judge(
            f"The rule {getattr(rule, 'kind', type(rule).__name__)} failed inside "
            f"({type(error).__name__}: {_short(error)}). A person will look at it; nothing is deducted."
        )


class Heard:
    """The verdicts of one grade: a penalty that asks what a check has asked hears the same."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        self._by_kind: dict[type[RuleKind], list[tuple[RuleKind, Verdict]]] = {}

    def first(self, rule: RuleKind) -> Verdict:
        """The verdict of a rule of a check; checks do not ask the same twice."""
        verdict = judged(rule, self.submission)
        self._by_kind.setdefault(type(rule), []).append((rule, verdict))
        return verdict

    def again(self, rule: RuleKind) -> Verdict:
        """The verdict of a rule that may have been asked before."""
        alike = self._by_kind.get(type(rule), ())
        known = next((verdict for other, verdict in alike if other == rule), None)
        return self.first(rule) if known is None else known


def _short(error: Exception) -> str:
    said = " ".join(str(error).split())
    return said if len(said) <= 120 else f"{said[:117]}..."


def _verdicts(rubric: Rubric, heard: Heard) -> dict[str, Verdict]:
    verdicts: dict[str, Verdict] = {}
    titles = {each.id: each.title for each in rubric.checks}
    for each in rubric.checks:
        verdict = heard.first(each.rule)
        absent = [name for name in each.needs if verdicts[name].word == "missed"]
        if absent and verdict.share > 0:
            wanted = listed(f"“{titles[name]}”" for name in absent)
            verdict = missed(
                f"{verdict.because} It counts once {wanted} is there.",
                *verdict.evidence,
                would_earn=f"First earn {wanted}.",
            )
        verdicts[each.id] = verdict
    return verdicts


def _check_report(check: Check, verdict: Verdict, raised_by: str, rubric: Rubric) -> CheckReport:
    times = rubric.provenance.times(raised_by, check.level) if verdict.share else 1.0
    return CheckReport(
        id=check.id,
        phase=check.phase,
        title=check.title,
        points=round(check.points * verdict.share * times, 2),
        max=check.points,
        verdict=verdict.word,
        because=verdict.because,
        evidence=verdict.evidence,
        level=check.level,
        hints=check.hints,
        book=check.book,
        would_earn=verdict.would_earn,
        raised=raised_by,
        times=times,
    )


def _penalty_report(penalty: Penalty, heard: Heard) -> PenaltyReport:
    claim = heard.again(penalty.claim) if penalty.claim else met("")
    verdict = heard.again(penalty.rule)
    open_end = next((each for each in (claim, verdict) if each.word == "cannot judge"), None)
    if open_end is not None and claim.word in ("met", "cannot judge"):
        return PenaltyReport(
            id=penalty.id,
            title=penalty.title,
            points=0.0,
            verdict="cannot judge",
            because=open_end.because,
            evidence=open_end.evidence,
        )
    stands = claim.word == "met" and verdict.word in ("missed", "partly")
    lost = penalty.points * (1 - verdict.share) if stands else 0.0
    because = f"{claim.because} But: {verdict.because}" if claim.because else verdict.because
    return PenaltyReport(
        id=penalty.id,
        title=penalty.title,
        points=round(lost, 2),
        verdict=("missed" if verdict.share < 0.5 else "partly") if stands else "met",
        because=because if stands else "Nothing of the kind was found.",
        evidence=(*claim.evidence, *verdict.evidence) if stands else (),
        claimed=len(claim.evidence) if stands else 0,
    )


def _phases(rubric: Rubric, checks: tuple[CheckReport, ...]) -> tuple[PhaseReport, ...]:
    return tuple(
        PhaseReport(
            id=phase.id,
            title=phase.title,
            points=round(sum(each.points for each in checks if each.phase == phase.id), 2),
            max=round(
                sum(each.max for each in checks if each.phase == phase.id and _counts(each)), 2
            ),
        )
        for phase in rubric.phases
    )


def _counts(check: CheckReport) -> bool:
    """Whether a check stays in the denominator."""
    return check.verdict not in ("not applicable", "cannot judge")


def _caps(
    rubric: Rubric,
    checks: tuple[CheckReport, ...],
    penalties: tuple[PenaltyReport, ...],
    phases: tuple[PhaseReport, ...],
) -> tuple[CapReport, ...]:
    contradicts = {each.id for each in rubric.penalties if each.contradiction}
    lost = {each.id: each.title for each in penalties if each.points < 0}
    standing = [title for name, title in lost.items() if name in contradicts]
    earned = {each.id: each.points for each in phases}
    missed_checks = {each.id for each in checks if each.verdict == "missed"}
    applied: list[CapReport] = []
    for cap in rubric.caps:
        reasons = (
            bool(cap.missed) and missed_checks.issuperset(cap.missed),
            not missed_checks.isdisjoint(cap.any_missed),
            not lost.keys().isdisjoint(cap.penalised),
            0 < cap.contradictions <= len(standing),
            any(earned[phase] < least for phase, least in cap.earned_less_than.items()),
        )
        if any(reasons):
            because = cap.because
            if cap.contradictions:
                because = f"{because} Here: {listed(standing)}."
            applied.append(CapReport(id=cap.id, limit=cap.limit, because=because))
    return tuple(applied)


def _earned(checks: tuple[CheckReport, ...], penalties: tuple[PenaltyReport, ...]) -> float:
    """Points earned of those that could be judged, in percent, less penalties."""
    most = sum(each.max for each in checks if _counts(each))
    if most == 0:
        return 0.0
    points = sum(each.points for each in checks) + sum(each.points for each in penalties)
    return max(0.0, min(100.0, 100 * points / most))


def _level(
    rubric: Rubric, checks: tuple[CheckReport, ...], score: float, clear: frozenset[str]
) -> Reached:
    """The highest level whose bar holds, with every level below it."""
    reached: Reached = "none"
    for level in LEVELS:
        bar = rubric.levels[level]
        holds = (
            score >= bar.score,
            all(_share(checks, [of]) >= least for of, least in bar.shares.items()),
            all(_share(checks, each.levels) >= each.least for each in bar.joint),
            clear.issuperset(bar.clear_of),
            _unprompted(checks) >= bar.unprompted,
        )
        if not all(holds):
            break
        reached = level
    return reached


def _share(checks: tuple[CheckReport, ...], levels: Collection[Level]) -> float:
    """The share of the points of some levels of checks that was earned."""
    of_levels = [each for each in checks if each.level in levels and _counts(each)]
    most = sum(each.max for each in of_levels)
    return sum(each.points for each in of_levels) / most if most else 1.0


def _unprompted(checks: tuple[CheckReport, ...]) -> float:
    """The share of what senior and staff checks earned that nobody had to prompt."""
    earned = [each for each in checks if each.level != "junior" and each.points]
    alone = sum(each.points for each in earned if each.times == 1.0)
    points = sum(each.points for each in earned)
    return alone / points if points else 1.0


def _needs_person(
    rubric: Rubric,
    submission: Submission,
    checks: tuple[CheckReport, ...],
    penalties: tuple[PenaltyReport, ...],
    score: float,
) -> tuple[str, ...]:
    """Why somebody should look at this grade, if they should."""
    waiting: tuple[CheckReport | PenaltyReport, ...] = (*checks, *penalties)
    reasons = [
        f"“{each.title}” could not be judged: {each.because}"
        for each in waiting
        if each.verdict == "cannot judge"
    ]
    try:
        reasons += _doubts_about_prose(rubric, submission)
    except Exception as error:  # noqa: BLE001  (as in judged)
        reasons.append(
            f"The prose could not be looked over ({type(error).__name__}: {_short(error)})."
        )
    reasons += [
        f"The score is within {NEAR_A_BAR:g} point of the {level} bar ({bar.score:g})."
        for level, bar in rubric.levels.items()
        if 0 <= bar.score - score <= NEAR_A_BAR
    ]
    return tuple(reasons)


def _doubts_about_prose(rubric: Rubric, submission: Submission) -> list[str]:
    """Letters of two scripts, lists of terms, and things said and denied."""
    reasons: list[str] = []
    for section in PROSE:
        document = submission.documents[section][0]
        word = mixed_scripts(document.typed)
        if word:
            reasons.append(f"The word “{word}” in {section} mixes letters of two scripts.")
        void = submission.lexicon.guarded(document)
        if void:
            quote = document.sentence_evidence(min(void)).quote
            reasons.append(
                f"{len(void)} sentences in {section} read like a list of terms and were not counted, "
                f"the first: {quoted(quote)}"
                if len(void) > 1
                else f"A sentence in {section} reads like a list of terms and was not counted: {quoted(quote)}"
            )
    for name in rubric.both_ways:
        said = submission.find([name], PROSE, ("affirmed",))
        denied = [each for each in submission.find([name], PROSE, ("denied",)) if each.is_refused]
        if said and denied:
            reasons.append(
                f"{quoted(said[0].whole_sentence.quote)} and {quoted(denied[0].whole_sentence.quote)} "
                f"say opposite things about {name.replace('_', ' ')}."
            )
    return reasons
