"""The catalogue of numbers: every entry loads, says where it is from, and agrees with arithmetic."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from capacity import numbers
from capacity.frozen import BadInput
from capacity.numbers import HERE, KINDS, TOPICS, UnknownNumber, load, number
from capacity.reading import read

ROOT = Path(__file__).parents[2]
ALL = numbers.numbers()
SOURCED = [each for each in ALL if each.kind != "assumption"]


def test_every_file_is_a_topic_and_every_topic_a_file() -> None:
    assert sorted(TOPICS) == sorted(path.stem for path in HERE.glob("*.yaml"))


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.id)
def test_entry_is_read_as_an_amount(each: numbers.Number) -> None:
    assert each.quantity.value > 0
    assert each.quantity.low <= each.quantity.value <= each.quantity.high
    assert number(each.id) is each


@pytest.mark.parametrize("each", SOURCED, ids=lambda each: each.id)
def test_entry_says_where_it_is_from(each: numbers.Number) -> None:
    assert each.source
    assert each.cited.startswith(each.source)
    if each.year is not None:
        assert 1900 < each.year < 2030
    if each.kind in ("vendor limit", "vendor promise", "price", "published benchmark"):
        assert each.year is not None


def test_every_kind_is_used() -> None:
    assert {each.kind for each in ALL} == set(KINDS)


@pytest.mark.parametrize("each", [each for each in ALL if each.earlier], ids=lambda each: each.id)
def test_two_vintages_measure_the_same_thing(each: numbers.Number) -> None:
    was = each.was

    assert was is not None
    assert was.title == each.title
    assert was.quantity.unit.powers == each.quantity.unit.powers
    assert was.year is not None
    assert was.year < (each.year or 2027)


ARITHMETIC = {
    "two-to-10": 2**10, "two-to-20": 2**20, "two-to-30": 2**30, "two-to-32": 2**32, "two-to-40": 2**40,
    "two-to-64": 2**64, "base62-6": 62**6, "base62-7": 62**7, "base62-8": 62**8,
    "ki-over-k": 1.024 - 1, "mi-over-m": 1.024**2 - 1, "gi-over-g": 1.024**3 - 1, "ti-over-t": 1.024**4 - 1,
    "seconds-a-day": 24 * 3600, "seconds-a-month": 30 * 86_400, "seconds-a-year": 365 * 86_400,
    "million-a-day": 1e6 / 86_400, "billion-a-month": 1e9 / 2_592_000,
    "send-1kb": 8000 / 10e9, "memory-1mb": 1e6 / 25.6e9, "ssd-1mb": 1e6 / 7e9, "disk-1mb": 1e6 / 270e6,
    "disk-half-turn": 60 / 7200 / 2, "fibre-km": 1.468 / 299_792.458, "network-card-10g": 10e9 / 8,
    "memory-channel": 3200e6 * 8, "l1-cache": 3 / 3e9, "branch-mispredict": 10 / 3e9, "l2-cache": 13 / 3e9,
    "mutex": 50 / 3e9, "compress-1kb": 6000 / 3e9,
}  # fmt: skip


@pytest.mark.parametrize("name", ARITHMETIC)
def test_what_can_be_computed_is_right_to_its_last_digit(name: str) -> None:
    """Computed from the parts that the entry's source or note names."""
    each = number(name)
    written = re.sub(r"[eE].*|[^\d.]", "", each.value)
    digits = len(written.replace(".", "").lstrip("0"))

    assert f"{each.quantity.value:.{digits - 1}e}" == f"{ARITHMETIC[name]:.{digits - 1}e}"


def test_planning_values_stay_below_what_was_measured() -> None:
    for planned, measured in (
        ("redis-ops-per-shard", "redis-get"),
        ("proxy-requests-per-core", "nginx-core-1kb"),
        ("rabbitmq-queue-planned", "rabbitmq-queue"),
        ("open-connections-planned", "open-connections-measured"),
        ("kafka-broker-bytes", "kafka-cluster-bytes"),
    ):
        assert number(planned).quantity.high <= number(measured).quantity.low, planned


def test_an_id_that_is_not_there_gets_a_guess() -> None:
    with pytest.raises(UnknownNumber, match="Did you mean 'redis-ops-per-shard'"):
        number("redis-op-per-shard")


@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [
        ("    value: 10x\n", "    value: a few\n", "numbers.event-over-average.value: `a few`: I see no number"),
        ("    value: 10x\n", "    value: 10 dya\n", "Did you mean 'day'"),
        ("    year: 2003\n", "", "numbers.replicas: year: is missing; a planning rule needs one."),
        ("    source: Ghemawat, Gobioff and Leung, The Google File System\n", "", "source: is missing. Without one, the kind is assumption."),
        ("    value: 10x\n    kind: assumption\n", "    value: 10x\n    kind: assumption\n    source: a friend\n", "an assumption has no source"),
        ("    value: 10x\n    kind: assumption\n", "    value: 10x\n    kind: asumption\n", "'asumption' is not known here. Did you mean 'assumption'?"),
        ("    value: 10x\n", "    vaule: 10x\n", "Did you mean 'value'"),
        ("    value: 10x\n", "    value: 10x\n    url: http://example.org\n", "numbers.event-over-average.url: begins with https://."),
        ("    value: 10x\n", "    value: 10x\n    earlier: memory-2013\n", "there is no 'memory-2013'. Did you mean 'memory-2012'?"),
        ("  event-over-average:\n", "  memory:\n", "numbers.memory: is in latency.yaml already."),
        ("  event-over-average:\n", "  replicas:\n", "the key 'replicas' is there twice"),
        ("  event-over-average:\n", "  Event_Over:\n", "an id is kebab-case"),
    ],
)  # fmt: skip
def test_a_planted_mistake_is_refused_by_name(
    was: str, becomes: str, message: str, tmp_path: Path
) -> None:
    folder = tmp_path / "numbers"
    shutil.copytree(HERE, folder)
    path = folder / "planning.yaml"
    written = path.read_text()
    assert was in written
    path.write_text(written.replace(was, becomes, 1))

    with pytest.raises(BadInput) as refused:
        load(folder)

    assert "capacity/numbers/planning.yaml" in str(refused.value)
    assert message in str(refused.value)


def test_formulas_do_not_wait_for_the_catalogue() -> None:
    code = "import sys, capacity.generated; print([m for m in ('yaml', 'pydantic', 'capacity.numbers') if m in sys.modules])"

    printed = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True)

    assert printed.strip() == "[]"


def test_a_written_price_is_a_price_a_month() -> None:
    assert number("price-vm").quantity.to("usd/month") == pytest.approx(0.096 * 720)
    assert read("$69.12/month").to("usd/month") == pytest.approx(69.12)
