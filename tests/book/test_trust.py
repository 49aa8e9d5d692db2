"""The page about trust shows the figures that the bench wrote, all of them."""

import json
from pathlib import Path

from capacity.format import human

RESULT = Path(__file__).parents[2] / "bench" / "agree.json"


def test_the_page_shows_every_figure_of_the_bench(built: Path) -> None:
    found = json.loads(RESULT.read_text())
    page = (built / "trust.html").read_text()

    assert found["date"] in page
    for family in found["families"].values():
        assert f"{family['drawings']} drawings were compared" in page
        for figures in (family["mean"], family["p99"]):
            for value in figures.values():
                if isinstance(value, float):
                    assert human(abs(value), "%") in page
            assert (", ".join(map(str, figures["disagree"])) or "none") in page
