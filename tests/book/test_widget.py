"""The same panel as a Python object: readings, chains, refusals, and one module that imports nothing."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import traitlets

from capacity.browser import bundle as bundling
from capacity.browser.steps import BadPanel
from capacity.browser.widget import STATIC, CapacityPanel
from capacity.solve import NoSolutionError


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


def test_python_sees_what_is_in_doubt() -> None:
    shop = CapacityPanel("average_rate", users="10M", requests_each=20).then(
        "peak_rate", average="<-average_rate", peak_factor=3
    )
    shop.doubting(users=2, peak_factor=1.3)

    assert shop.doubts == {"0.users": 2.0, "1.peak_factor": 1.3}
    assert shop.doubt == (
        "Between 3.31k requests/s and 14.6k requests/s, nine times in ten. "
        "87 % of your doubt is users."
    )


def test_a_doubt_that_reaches_past_the_domain_says_why_there_is_no_end() -> None:
    queue = CapacityPanel("wait_one_server", rate=80, service_time="10 ms").doubting(rate=2)

    assert queue.band.high is None
    assert queue.doubt.startswith("From 6.67 ms on; ")
    assert "there is no result: 160 requests/s" in queue.doubt


def test_python_solves_for_an_input() -> None:
    panel = CapacityPanel("peak_rate", average=2000, peak_factor=3)

    assert panel.solve_for("average", "12k/s").steps[0]["values"]["average"] == 4000
    with pytest.raises(
        NoSolutionError, match="No value of “peak over average” makes “peak rate” come to"
    ):
        panel.solve_for("peak_factor", 10)
    with pytest.raises(BadPanel, match="there is no input 'peak'; there are average, peak_factor"):
        panel.solve_for("peak", 10)


def test_where_a_formula_does_not_hold_there_is_a_sentence_and_no_number() -> None:
    panel = CapacityPanel("wait_one_server", rate=200, service_time="10 ms")

    assert panel.results == {"wait_one_server": None}
    assert panel.result != panel.result
    assert "200 requests/s" in repr(panel)
    html = panel._repr_mimebundle_()[0]["text/html"]
    assert '<output class="dts-result">—</output>' in html
    assert not re.search("Infinity|NaN|inf\\b", html)


@pytest.mark.parametrize(
    ("trait", "rubbish"),
    [
        ("doubts", {"0.user": 2}),
        ("doubts", {"0.write_rate": 0.5}),
        ("doubts", {"0.write_rate": "2"}),
        ("solve", {"place": 0, "input": "users", "result": 3}),
        ("solve", {"place": 0, "input": "write_rate", "result": None}),
    ],
)
def test_a_page_cannot_send_doubts_or_questions_that_make_no_sense(
    trait: str, rubbish: object
) -> None:
    with pytest.raises(BadPanel):
        setattr(CapacityPanel("read_rate"), trait, rubbish)


def test_markup_is_readable_and_cannot_be_broken_out_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATIC, "yes")
    data, _ = CapacityPanel("read_rate", title="</script><img src=x>")._repr_mimebundle_()

    assert set(data) == {"text/html", "text/plain"}
    html = data["text/html"]
    assert html.count("</script>") == 1
    assert "<img" not in html
    state = json.loads(re.search(r'json">(.*?)</script>', html)[1])
    assert state["title"] == "</script><img src=x>"


def test_the_bundle_is_one_module_that_imports_nothing(node: str, tmp_path: Path) -> None:
    made = bundling.bundle()

    assert not re.search(r"^import\b", made, re.MULTILINE)
    assert made.count("export default") == 1
    assert "://" not in re.sub(r"http://www\.w3\.org/(1998/Math/MathML|2000/svg)", "", made)
    module = tmp_path / "bundle.mjs"
    module.write_text(made)
    subprocess.run([node, "--check", str(module)], check=True)  # no name is taken twice
