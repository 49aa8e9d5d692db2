"""A panel as markup: what a page shows before its script runs, and for ever where none does."""

import json
from html import escape

from capacity.browser.steps import Step, worked
from capacity.described import shown
from capacity.formulary import FORMULAS


def island(module: str, state: dict[str, object], fallback: str, *, label: str) -> str:
    """What host.mjs looks for: the widget's module, its state, and the fallback that it replaces."""
    data = json.dumps(state, sort_keys=True, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<div class="dts-island" data-dts-widget="{escape(module)}" role="group" aria-label="{escape(label)}">'
        f'<script type="application/json">{data}</script><div class="dts-fallback">{fallback}</div></div>'
    )


def panel(title: str, steps: list[Step], *, module: str = "panel.mjs") -> str:
    """The island of a capacity panel."""
    body = "".join(_step(each, *came) for each, came in zip(steps, worked(steps), strict=True))
    fallback = (
        f'<div class="dts-panel"><header class="dts-head"><p class="dts-title">{escape(title)}</p></header>{body}'
        "<noscript><p>These numbers stand still: turn JavaScript on to move them.</p></noscript></div>"
    )
    return island(module, {"title": title, "steps": steps}, fallback, label=title)


def _step(each: Step, values: dict[str, float], result: float) -> str:
    formula = FORMULAS[each["formula"]]
    rows = "".join(
        f'<div class="dts-row"><span class="dts-label">{escape(one.label[:1].upper() + one.label[1:])}</span>'
        f'<span></span><span class="dts-field">{escape(shown(values[one.name], one))}</span></div>'
        for one in formula.inputs
        if one.name not in each["feeds"]
    )
    return (
        f'<section class="dts-step"><p class="dts-meaning">{escape(formula.meaning)}</p>{rows}'
        f'<div class="dts-answer"><div class="dts-equation">{formula.mathml}</div>'
        f'<p class="dts-came"><span>{escape(formula.title)}</span>'
        f'<output class="dts-result">{escape(shown(result, formula.output))}</output></p></div>'
        f'<p class="dts-derivation">{escape(formula.derivation(values))}</p></section>'
    )
