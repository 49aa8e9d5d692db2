"""The same panel as a Python object: readings, chains, refusals, and one module that imports nothing."""

import json
import re

import pytest
import traitlets

from capacity.browser import bundle as bundling
from capacity.browser.steps import BadPanel
from capacity.browser.widget import STATIC, CapacityPanel


def test_values_are_read_and_results_follow() -> None:
    panel = CapacityPanel("read_rate", write_rate="38.6/s", reads_per_write=100).then(
        "peak_rate", average="<-read_rate", peak_factor=5
    )

    assert panel.results == pytest.approx({"read_rate": 3860.0, "peak_rate": 19300.0})
    assert panel.result == pytest.approx(19300.0)
    assert repr(panel).endswith("3.86k requests/s × 5 = 19.3k requests/s")


def test_python_sees_what_a_page_sets() -> None:
    panel = CapacityPanel("read_rate")
    seen: list[float] = []
    panel.observe(lambda change: seen.append(change["new"]["read_rate"]), "results")

    step = panel.steps[0]
    panel.steps = [{**step, "values": {**step["values"], "write_rate": 20.0}}]

    assert seen == [1000.0]


@pytest.mark.parametrize(
    ("formula", "given", "message"),
    [
        ("raed_rate", {}, "Did you mean 'read_rate'?"),
        ("read_rate", {"rate": 1}, "has no input 'rate'"),
        ("read_rate", {"write_rate": "3 TB"}, "amount of data"),
        ("peak_rate", {"average": "<-read_rate"}, "does not come before it"),
    ],
)
def test_what_is_not_there_is_refused_by_name(
    formula: str, given: dict[str, object], message: str
) -> None:
    with pytest.raises(BadPanel) as refused:
        CapacityPanel(formula, **given)

    assert message in str(refused.value)


@pytest.mark.parametrize(
    "rubbish",
    [[{}], [{"formula": "read_rate", "values": {"write_rate": "x"}, "feeds": {}}], "text"],
)
def test_a_page_cannot_send_rubbish(rubbish: object) -> None:
    panel = CapacityPanel("read_rate")
    before = panel.steps

    with pytest.raises((BadPanel, KeyError, TypeError, traitlets.TraitError)):
        panel.steps = rubbish

    assert panel.steps == before


def test_markup_is_readable_and_cannot_be_broken_out_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATIC, "yes")
    data, _ = CapacityPanel("read_rate", title="</script><img src=x>")._repr_mimebundle_()

    assert set(data) == {"text/html", "text/plain"}
    html = data["text/html"]
    assert html.count("</script>") == 1
    assert "<img" not in html
    state = json.loads(re.search(r'json">(.*?)</script>', html)[1])
    assert state["title"] == "</script><img src=x>"


def test_the_bundle_is_one_module_that_imports_nothing() -> None:
    made = bundling.bundle()

    assert not re.search(r"^import\b", made, re.MULTILINE)
    assert made.count("export default") == 1
    assert "://" not in made.replace("http://www.w3.org/1998/Math/MathML", "")
