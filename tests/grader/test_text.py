"""Prose is read as people write it: bullets, headings, wrapped lines, tables, code; and how each thing is meant."""

import pytest

from grader.characters import mixed_scripts
from grader.lexicon import Lexicon
from grader.text import Document
from tests.grader.figures import evidence_figure, polarity_figures

TUNED_AT_LEAST = 0.95  # of the sentences that the cues were worked on with
FRESH_AT_LEAST = 0.72  # of those that they never saw: 56 of 71 at the first run
EVIDENCE_AT_LEAST = 0.92  # of the places cited in answers of other voices


def sentences(text: str) -> list[str]:
    document = Document(text, "deep_dives")
    return [document.said(each.start, each.end) for each in document.sentences]


def polarity(text: str, term: str) -> str:
    document = Document(text, "deep_dives")
    found = Lexicon({"it": [term]}).find("it", document)
    assert found, f"'{term}' is not in '{text}'"
    return found[0].polarity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("- one\n- two\n* three\n1. four\n(b) five", ["one", "two", "three", "four", "five"]),
        ("p99 is 99.9 ms, e.g. at noon. Next.", ["p99 is 99.9 ms, e.g. at noon.", "Next."]),
        ("# Title\nText.", ["Text."]),
        ("**Cache**\nText.", ["Text."]),
        ("Text.\n```sql\nSELECT cache FROM x.\n```\nMore.", ["Text.", "More."]),
        ("| way | price |\n|---|---|\n| counter | central |", ["| way | price |", "| counter | central |"]),
        ("- a bullet that\n  goes on\n- another", ["a bullet that\n  goes on", "another"]),
        ("first line\nSecond line", ["first line", "Second line"]),
        ("a long line that an editor broke somewhere near its end, because it was\nToo long", ["a long line that an editor broke somewhere near its end, because it was\nToo long"]),
        ("one\r\ntwo\r\n", ["one\r\ntwo"]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_are_found(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_offsets_point_into_the_text_as_it_was_typed() -> None:
    typed = "We\u200b read the ｃａｃｈｅ first — it’s “fast”."
    document = Document(typed, "deep_dives")

    mention = Lexicon({"cache": ["cache"]}).find("cache", document)[0]
    evidence = document.evidence(mention.first, mention.last)

    assert evidence.quote == "ｃａｃｈｅ"
    assert typed[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize(
    "text",
    [
        "## Out of scope\n- a cache",
        "Out of scope:\n- a cache",
        "**Non-goals**\n\n- a cache",
        "Future work\n===========\nA cache.",
        "Punted:\n* cache",
        "# Later\nA cache.",
    ],
)
def test_a_heading_puts_its_section_off(text: str) -> None:
    assert polarity(text, "cache") == "put off"


def test_a_heading_ends_where_the_next_begins() -> None:
    assert polarity("## Out of scope\n- a queue\n\n## Reads\nA cache.", "cache") == "affirmed"


def test_a_label_ends_at_the_empty_line() -> None:
    assert polarity("Out of scope:\n- a queue\n\nWe read a cache.", "cache") == "affirmed"


def test_sentences_are_read_as_a_person_reads_them() -> None:
    tuned, fresh = polarity_figures()

    assert len(tuned.rows) >= 60
    assert len(fresh.rows) >= 60
    assert tuned.share >= TUNED_AT_LEAST, tuned.wrong
    assert fresh.share >= FRESH_AT_LEAST, fresh.wrong


def test_cited_places_are_what_the_check_is_about() -> None:
    figure = evidence_figure()

    assert len(figure.rows) >= 60
    assert figure.share >= EVIDENCE_AT_LEAST, figure.wrong


def test_words_of_two_scripts_are_noticed() -> None:
    assert mixed_scripts("we use a \u0441ache here") == "\u0441ache"
    assert mixed_scripts("10 µs, λ = 5, naïve café") is None


def test_lexicon_terms() -> None:
    lexicon = Lexicon(
        {
            "shard": ["shard*"],
            "exact": ["=followers"],
            "gap": ["counter _ lost"],
            "not": ["cache", "!cache control"],
            "both": ["@shard", "@not"],
        }
    )
    document = Document(
        "Sharding. They follow. The counter is lost. Cache-Control. A cache.", "deep_dives"
    )

    quotes = {
        name: [
            document.evidence(each.first, each.last).quote for each in lexicon.find(name, document)
        ]
        for name in lexicon.concepts
    }

    assert quotes == {
        "shard": ["Sharding"],
        "exact": [],
        "gap": ["counter is lost"],
        "not": ["cache"],
        "both": ["Sharding", "cache"],
    }
