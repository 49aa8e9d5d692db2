"""The page reads what Python reads: the same number, the same unit, the same sentence when it refuses."""

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from capacity.described import in_unit
from capacity.format import human
from capacity.formulary import FORMULAS
from capacity.reading import UnreadableQuantity, read
from capacity.suggest import did_you_mean
from capacity.units import NAMES
from tests.capacity.in_node import asked

CASES = yaml.safe_load((Path(__file__).parent / "readings.yaml").read_text())
WRITTEN = [case[0] for case in [*CASES["read"], *CASES["refused"]]]
WANTED = ("request/s", "B", "B/s", "s", "1", "user", "usd/month", "item")
MADE_UP = 6000

_READ = """
const answer = given.map(([text, wanted]) => {
  try {
    const found = read(text);
    const { value, low, high, unit, text: said } = found;
    const here = [value, low, high, unit.powers, said];
    try { return [...here, inUnit(found, wanted)]; } catch (error) { return [...here, error.message]; }
  } catch (error) { return error.constructor.name === 'Unreadable' ? error.message : `broken: ${error.stack}`; }
});
"""


def _in_python(text: str, wanted: str) -> Any:
    try:
        found = read(text)
    except UnreadableQuantity as error:
        return str(error)
    here = [found.value, found.low, found.high, list(found.unit.powers), found.text]
    try:
        return [*here, in_unit(found, wanted)]
    except UnreadableQuantity as error:
        return [*here, str(error)]


def _made_up(chance: random.Random) -> str:
    """What somebody may write: parts that belong together, sometimes with a slip of the finger."""
    units = [name for _, names in NAMES for name in names.split()]
    number = chance.choice(
        ["3", "1.5", "2,5", "1,000", "12 345", "3e6", "10^6", "6 × 10⁹", "½", "１２", "five", "half a",
         "a", "2-3", "2.5 to 4", "3±1", "3 +/- 10%", "99.95", "1 in 3", "1/3", "0", ".5", "1.2.3", "4_000"]
    )  # fmt: skip
    factor = chance.choice(["", "k", "M", " million", " billion", "B", "m", " K", "Ki", " bn", "+"])
    noun = chance.choice(
        ["", f" {chance.choice(units)}", chance.choice(units), " GB", " nines", "%"]
    )
    below = chance.choice(
        ["", "/s", " per day", " a month", "/user/day", " daily", " per user and day", f"/{chance.choice(units)}"]
    )  # fmt: skip
    lead = chance.choice(
        ["", "", "", "~", "about ", "$", "≤ ", "-", "up to ", "p99 < ", "between "]
    )
    tail = chance.choice(["", "", "", " raw", " (one copy)", ", say", " of data a day", " + 3 TB", " to 9 TB", "!"])  # fmt: skip
    text = f"{lead}{number}{factor}{noun}{below}{tail}"
    if text and chance.random() < 0.25:
        place = chance.randrange(len(text))
        slip = chance.choice(["", "x", " ", "9", "µ", ".", "=", "é", "\u3000", "，"])
        text = text[:place] + slip + text[place + 1 :]
    return text


def test_the_page_reads_what_python_reads(node: str) -> None:
    chance = random.Random(7)
    texts = [*WRITTEN, *(_made_up(chance) for _ in range(MADE_UP))]
    given = [[text, chance.choice(WANTED)] for text in texts]

    answers = asked(node, {"reading.mjs": "read, inUnit"}, _READ, given)

    here = [_in_python(*each) for each in given]
    assert sum(isinstance(each, list) for each in here) > MADE_UP / 3
    assert sum(isinstance(each, str) for each in here) > MADE_UP / 20
    different = [
        (text, ours, theirs)
        for text, ours, theirs in zip(given, here, answers, strict=True)
        if ours != theirs
    ]
    assert different == []


def test_the_page_guesses_what_python_guesses(node: str) -> None:
    chance = random.Random(3)
    known = [name for _, names in NAMES for name in names.split()]
    words = ["".join(chance.choices("abdegiklmnorstuy/%MB", k=chance.randint(1, 9))) for _ in range(300)]  # fmt: skip
    words += [name[: len(name) // 2] + chance.choice("aeiou") + name[len(name) // 2 :] for name in known]  # fmt: skip
    script = "const answer = given.words.map((word) => didYouMean(word, given.known));"

    answers = asked(node, {"suggest.mjs": "didYouMean"}, script, {"words": words, "known": known})

    assert answers == [did_you_mean(word, known) for word in words]


SAID = {(kind.shown, kind.unit) for one in FORMULAS.values() for kind in (*one.inputs, one.output)}


@pytest.mark.parametrize(("shown", "unit"), sorted(SAID | {("item", "item"), ("user", "user")}))
def test_what_is_said_can_be_read(shown: str, unit: str) -> None:
    chance = random.Random(unit)
    for _ in range(300):
        small, large = (-6, 12) if unit.startswith("s") else (-1, 22 if shown == "1" else 15)
        value = chance.uniform(1, 10) * 10 ** chance.randint(small, large)
        value = chance.random() if shown == "%" else value
        measured = shown if unit == "usd/Mrequest" else unit  # said in dollars alone

        assert in_unit(read(human(value, shown)), measured) == pytest.approx(value, rel=5.01e-3)
