"""The workspace in a browser: how soon it can be typed in, how much script it takes, how fast numbers move.

Cold: a new browser context for each opening, the processor four times slower and 10 Mbit/s with 20 ms, as
Chromium's DevTools slow both down. Beside it, the page of exercises opens under the same conditions.
"""

import gzip
import re
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, Response

from tests import chromium
from tests.serving import app_served

WORKSPACE = "/practise/url-shortener"
OPENINGS = 5
SLOWER = 4  # times
NETWORK = {
    "offline": False,
    "latency": 20,
    "downloadThroughput": 10_000_000 / 8,
    "uploadThroughput": 10_000_000 / 8,
}
BAR_READY = 1000  # ms
BAR_SCRIPT = 120  # kB, gzip
FRAME = 1000 / 60  # ms
BOXES = 50
LAZY = re.compile(r"/(?:live-|evaluate|plan|simulate|kernels|catalogue|chain|badges)[^/]*\.mjs")
READY = "#workspace[data-ready]"
OVERLAY = """
async () => {
  const { store, canvas } = document.querySelector('arch-editor');
  const levels = ['good', 'part', 'bad'];
  const badges = (turn) => new Map(store.doc.components.map(({ id }, at) => [id, { text: `${(at + turn) % 100} %`, level: levels[(at + turn) % 3] }]));
  const times = [];
  for (let turn = 0; turn < 40; turn += 1) {
    const began = performance.now();
    canvas.setBadges(badges(turn));
    canvas.querySelector('svg').getBoundingClientRect();
    times.push(performance.now() - began);
    await new Promise(requestAnimationFrame);
  }
  return times.slice(5);
}
"""


def measure() -> dict[str, float]:
    """Milliseconds and kilobytes, each beside its bar; the median of several openings."""
    with (
        tempfile.TemporaryDirectory() as folder,
        app_served(Path(folder)) as address,
        chromium.launched() as browser,
    ):
        ready = [_opened(browser, address, WORKSPACE, READY) for _ in range(OPENINGS)]
        plain = [_opened(browser, address, "/practise", ".cards") for _ in range(OPENINGS)]
        before, lazy = _script(browser, address)
        overlay = _overlay(browser, address)
    return {
        "workspace ready, cold, 4x slower, 10 Mbit/s, ms": statistics.median(ready),
        "the bar, ms": BAR_READY,
        "against the list of exercises": statistics.median(ready) / statistics.median(plain),
        "script before it is ready, gzip, kB": before,
        "the bar, kB": BAR_SCRIPT,
        "script that comes afterwards, gzip, kB": lazy,
        f"numbers on {BOXES} boxes moved, ms (95th percentile)": overlay,
        "a frame, ms": FRAME,
    }


def _page(browser: Browser, address: str, *, slow: bool) -> Page:
    page = browser.new_context(base_url=address).new_page()
    if slow:
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", NETWORK)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def _opened(browser: Browser, address: str, path: str, ready: str) -> float:
    page = _page(browser, address, slow=True)
    began = time.perf_counter()
    page.goto(path, wait_until="commit")
    page.locator(ready).wait_for(state="attached")
    took = (time.perf_counter() - began) * 1000
    page.context.close()
    return took


def _script(browser: Browser, address: str) -> tuple[float, float]:
    """Kilobytes of script that the page needs to be ready, and that it fetches afterwards."""
    page = _page(browser, address, slow=False)
    came: list[Response] = []
    page.on("response", lambda each: came.append(each))  # noqa: PLW0108 - a builtin cannot be told apart
    page.goto(WORKSPACE, wait_until="networkidle")
    sizes = {
        each.url: len(gzip.compress(each.body())) / 1000
        for each in came
        if each.url.endswith(".mjs")
    }
    page.context.close()
    later = sum(size for url, size in sizes.items() if LAZY.search(url))
    return sum(sizes.values()) - later, later


def _overlay(browser: Browser, address: str) -> float:
    page = _page(browser, address, slow=False)
    page.goto(WORKSPACE)
    page.locator(READY).wait_for(state="attached")
    boxes = [f"service s{number} x2" for number in range(BOXES)]
    calls = [f"s{number // 2} -> s{number}" for number in range(1, BOXES)]
    page.get_by_role("tab", name="Text").click()
    page.get_by_label("The architecture as text").fill("\n".join(boxes + calls))
    page.locator('[data-component="s49"]').wait_for()
    times = sorted(page.evaluate(OVERLAY))
    page.context.close()
    return times[int(len(times) * 0.95)]
