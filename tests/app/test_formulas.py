"""The estimate calculator: every formula as a panel that is readable without a script, and its modules."""

import html

from capacity.formulary import FORMULAS, TOPICS
from tests.app.browsing import Browser


def test_every_formula_stands_on_the_page_of_its_topic(learner: Browser) -> None:
    for topic, names in TOPICS.items():
        page = learner.open("/formulas", query_string={"topic": topic}).text
        for name in names:
            assert f'<section id="{name}"' in page
            assert html.escape(FORMULAS[name].derivation({})) in page


def test_topics_hold_all_formulas_once() -> None:
    assert [name for names in TOPICS.values() for name in names] == list(FORMULAS)


def test_the_panel_comes_with_its_modules_and_nothing_beside_them(learner: Browser) -> None:
    assert learner.open("/formulas/parts/panel.mjs").mimetype == "text/javascript"
    assert learner.open("/formulas/parts/panel.css").mimetype == "text/css"
    for other in ("widget.py", "..%2fgenerated.py", "none.mjs"):
        assert learner.open(f"/formulas/parts/{other}").status_code == 404
    assert learner.open("/formulas?topic=Astrology").status_code == 404
