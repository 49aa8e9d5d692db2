"""Panel and live drawing in a real JupyterLab: a slider reaches Python, and Python reaches the slider."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).parents[2]
CELLS = [
    'from capacity.browser.widget import CapacityPanel\npanel = CapacityPanel("read_rate", write_rate=10, reads_per_write=50)\npanel',
    'print("seen", panel.result)',
    'print("asked", panel.solve, panel.doubts, panel.steps[0]["values"]["write_rate"]); print("said", panel.doubt)',
    'panel.steps = [{**panel.steps[0], "values": {"write_rate": 100.0, "reads_per_write": 7.0}}]',
]
DRAWING = [
    """from capacity.browser.live_widget import LiveDrawing
from capacity.exchange.text import parse
from capacity.workload import Workload
drawing = parse("client people\\nservice app x2 time=4ms at_once=4\\npeople -> app")
shop = LiveDrawing(drawing, Workload.model_validate({"operations": [{"id": "page", "rate": "500/s"}]}), title="A shop")
shop""",
    'print("seen", shop.load, shop.faults, f"{shop.result.component(\'app\').utilisation:.3f}")',
    "shop.load = 2; shop.faults = []",
]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A JupyterLab of its own: its settings, its folder, a free port on this machine."""
    tmp_path = tmp_path_factory.mktemp("lab")
    for name, cells in (("panel", CELLS), ("drawing", DRAWING)):
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(each) for each in cells]
        )
        notebook.metadata["kernelspec"] = {
            "name": "python3",
            "display_name": "Python 3",
            "language": "python",
        }
        nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    homes = {name: str(tmp_path / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR")}  # fmt: skip
    environment = {**os.environ, **homes, "PYTHONPATH": str(ROOT)}
    environment.pop("DRAWN_STATIC", None)
    with (tmp_path / "lab.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
             "--IdentityProvider.token=", "--ServerApp.password=", "--ServerApp.disable_check_xsrf=True",
             "--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", f"--ServerApp.root_dir={tmp_path}"],
            env=environment, cwd=tmp_path, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _wait_for(f"http://127.0.0.1:{port}/api/status", process, tmp_path / "lab.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(log.read_text()[-3000:])
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                json.load(answer)
                return
        except (OSError, ValueError):
            time.sleep(0.1)
    raise RuntimeError(log.read_text()[-3000:])


def _run_cell(page: Page, number: int) -> None:
    page.locator(".jp-CodeCell").nth(number).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")


def test_a_slider_reaches_python_and_python_the_slider(browser: Browser, lab: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{lab}/lab/tree/panel.ipynb?reset")
    page.locator(".jp-CodeCell").nth(3).wait_for()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()  # the kernel answers

    _run_cell(page, 0)
    panel = page.locator(".jp-OutputArea .dts-panel")
    expect(panel.locator(".dts-result")).to_have_text("500 requests/s", timeout=60_000)

    # the slider reaches Python
    panel.locator('input[type="range"][data-input="write_rate"]').focus()
    page.keyboard.press("ArrowRight")
    expect(panel.locator(".dts-result")).not_to_have_text("500 requests/s")
    shown = panel.locator(".dts-result").inner_text()
    _run_cell(page, 1)
    seen = page.locator(".jp-OutputArea-output", has_text="seen")
    expect(seen).to_be_visible()
    value = float(re.search(r"seen ([\d.]+)", seen.inner_text())[1])
    assert value > 500
    assert f"{value:.3g}" == shown.split()[0]

    # what is solved and doubted reaches Python; keys stay in the field, where 'd' twice deletes no cell
    panel.get_by_role("button", name="Solve for").click()
    panel.get_by_label("Solve for", exact=True).select_option(label="writes per second")
    field = panel.locator('.dts-field[data-input="result"]')
    field.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("dd")
    page.keyboard.press("Control+a")
    page.keyboard.type("1500")
    page.keyboard.press("Enter")
    expect(panel.locator('.dts-field[data-input="write_rate"]')).to_have_value("30 requests/s")
    panel.get_by_role("button", name="How sure?").click()
    panel.get_by_label("How sure: Reads per write").select_option(label="a factor of 3")
    expect(panel.locator(".dts-band")).to_have_text(
        "Between 500 requests/s and 4.5k requests/s, nine times in ten."
    )
    _run_cell(page, 2)
    asked = page.locator(".jp-OutputArea-output", has_text="asked")
    expect(asked).to_contain_text("'input': 'write_rate'")
    expect(asked).to_contain_text("{'0.reads_per_write': 3} 30")
    expect(asked).to_contain_text("All of your doubt is reads per write.")
    expect(page.locator(".jp-CodeCell")).to_have_count(len(CELLS))
    panel.get_by_label("Solve for", exact=True).select_option("")

    # and Python the slider
    _run_cell(page, 3)
    expect(panel.locator(".dts-result")).to_have_text("700 requests/s")
    context.close()


def test_a_live_drawing_is_moved_in_the_page_and_read_in_python(browser: Browser, lab: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{lab}/lab/tree/drawing.ipynb?reset")
    page.locator(".jp-CodeCell").nth(len(DRAWING) - 1).wait_for()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()

    _run_cell(page, 0)
    drawing = page.locator(".jp-OutputArea .dts-live-drawing")
    badge = drawing.locator('[data-component="app"] .badge')
    expect(badge).to_contain_text("25 %", timeout=60_000)

    drawing.get_by_role("button", name="Lose an instance").click()
    expect(badge).to_contain_text("50 %")
    _run_cell(page, 1)
    seen = page.locator(".jp-OutputArea-output", has_text="seen")
    expect(seen).to_contain_text("seen 1.0 [{'kind': 'instance', 'target': 'app'}] 0.500")

    _run_cell(page, 2)
    expect(badge).to_contain_text("50 %")
    expect(drawing.locator(".live-rate")).to_contain_text("×2.0 of the peak")
    expect(drawing.locator(".live-suffered li")).to_have_count(0)

    # a worker runs there too, from a text
    drawing.get_by_role("button", name="Simulate it").click()
    drawing.get_by_label("seconds").fill("3")
    drawing.get_by_role("button", name="Run", exact=True).click()
    expect(drawing.locator(".play-told li")).to_have_count(1)
    context.close()
