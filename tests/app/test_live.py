"""What a mode keeps back of a drawing's live numbers is not in the page."""

import pytest

from app.practice import live
from app.practice.live import Live
from tests.app.browsing import WORKSPACE, Browser


def test_practice_shows_all(learner: Browser) -> None:
    page = learner.open(WORKSPACE)

    assert 'id="workload" data-live="all"' in page.text
    assert '"promises"' in page.text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ((Live.ALL, Live.NUMBERS_OFF), 'data-live="numbers-off"'),
        ((Live.NOTHING, Live.ALL), None),
        ((Live.NUMBERS_OFF, Live.NOTHING), None),
    ],
)
def test_the_strictest_word_holds(
    learner: Browser,
    monkeypatch: pytest.MonkeyPatch,
    said: tuple[Live, ...],
    shown: str | None,
) -> None:
    deciders = tuple(lambda _, word=word: word for word in said)
    monkeypatch.setattr(live, "DECIDERS", deciders)

    page = learner.open(WORKSPACE)

    assert (shown in page.text) if shown else ('id="workload"' not in page.text)
