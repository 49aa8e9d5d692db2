"""When a card comes again: the FSRS scheduler, without steps within a day and without chance.

Cards here are answered once a day at most, so its minutes are left out; and the same answers give the
same days, so its random spread is off.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from fsrs import Card, Rating, Scheduler
from fsrs.card import CardDict

__all__ = ["RATINGS", "Memory", "Rating", "after", "begun", "in_days"]

_scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)

# how well a card was known, as a person says it
RATINGS = {
    Rating.Again: "Not known",
    Rating.Hard: "With effort",
    Rating.Good: "Known",
    Rating.Easy: "At once",
}


@dataclass(frozen=True, slots=True)
class Memory:
    """What is kept of a card, and when it is due."""

    kept: dict[str, Any]
    due: datetime


def begun(card_id: int, moment: datetime) -> dict[str, Any]:
    """A card that was never answered."""
    return dict(Card(card_id=card_id, due=moment).to_dict())


def after(kept: dict[str, Any], rating: Rating, moment: datetime) -> Memory:
    """The card once it was answered."""
    card, _ = _scheduler.review_card(Card.from_dict(cast("CardDict", kept)), rating, moment)
    return Memory(dict(card.to_dict()), card.due)


def in_days(kept: dict[str, Any] | None, moment: datetime) -> dict[Rating, int]:
    """In how many days a card would come again, for each answer."""
    memory = kept or begun(0, moment)
    return {
        rating: max(1, round((after(memory, rating, moment).due - moment) / timedelta(days=1)))
        for rating in RATINGS
    }
