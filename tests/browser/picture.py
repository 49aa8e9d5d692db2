"""The picture of a graded answer that the README and the first page show, taken from the app as it is.

.venv/bin/python -m tests.browser.picture
"""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests import chromium
from tests.browser.workspace import fill, hand_in, open_workspace, saved, stored
from tests.serving import app_served

TARGET = Path(__file__).parents[2] / "app" / "static" / "feedback.png"
WIDTH, HEIGHT, SHARPNESS = 1360, 900, 1.5


def take(address: str) -> bytes:
    """Hand in twice, the second time better, and choose the check that costs most."""
    with chromium.launched() as browser:
        context = browser.new_context(
            base_url=address,
            color_scheme="light",
            viewport={"width": WIDTH, "height": HEIGHT},
            device_scale_factor=SHARPNESS,
        )
        page = context.new_page()
        for name in ("average-textbook", "synchronous-clicks"):
            answer(page, name)
        page.locator('#earn[data-state="done"]').wait_for(timeout=60_000)
        for each in page.locator(".notes .since[open] > summary").all():
            each.click()
        page.locator('[data-filter="missed"]').click()
        page.locator("#check-clicks-not-waited-for").click()
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_timeout(300)
        return page.screenshot()


def answer(page: Page, name: str) -> None:
    open_workspace(page)
    while page.locator("#api-rows tbody tr").count():
        page.locator("#api-rows").get_by_role("button", name="Remove").first.click()
    fill(page, stored(name))
    saved(page)
    hand_in(page)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, app_served(Path(folder)) as address:
        taken = Image.open(io.BytesIO(take(address))).convert("RGB")
    few = taken.quantize(256, kmeans=2, dither=Image.Dither.NONE)  # a third of the size
    few.save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
