"""The simulator in a worker of a real browser: the same outcome, with progress, and an end to it."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from capacity.simulate.report import outcome
from capacity.simulate.world import World
from tests.capacity.simulating import any_scene

MODULES = Path(__file__).parents[2] / "capacity" / "browser"

RUN = """async (scene) => {
  const { simulateInWorker } = await import('/simulate.mjs');
  const seen = [];
  const outcome = await simulateInWorker(scene, { progress: (share) => seen.push(share) });
  return { outcome, seen };
}"""
STOP = """async (scene) => {
  const { simulateInWorker } = await import('/simulate.mjs');
  const stopping = new AbortController();
  const seen = [];
  const progress = (share) => { seen.push(share); if (share >= 0.05) stopping.abort(); };
  try {
    await simulateInWorker(scene, { progress, signal: stopping.signal });
    return ['it went on to the end', seen.length];
  } catch (error) {
    return [error.name, seen.length];
  }
}"""
FAIL = """async () => {
  const { simulateInWorker } = await import('/simulate.mjs');
  return simulateInWorker({ stations: [] }).then(() => 'it ran', (error) => error.constructor.name);
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: a test has its own words."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(MODULES)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/panel.css")
    yield page
    context.close()
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)


def test_a_worker_goes_pythons_path_and_says_how_far_it_is(page: Page) -> None:
    scene = any_scene(3)

    found = page.evaluate(RUN, scene.model_dump(mode="json"))

    assert found["outcome"] == outcome(World(scene).run()).model_dump(mode="json")
    assert found["seen"] == [percent / 100 for percent in range(1, 101)]


def test_a_run_that_is_not_wanted_any_more_ends(page: Page) -> None:
    long = any_scene(3).model_copy(update={"seconds": 400.0, "bucket": 10.0})

    name, seen = page.evaluate(STOP, long.model_dump(mode="json"))

    assert name == "AbortError"
    assert seen < 100


def test_a_scene_that_cannot_be_run_is_an_error_and_not_silence(page: Page) -> None:
    assert page.evaluate(FAIL) == "Error"
