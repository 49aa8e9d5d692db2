"""A panel as markup: what a page shows before its script runs, and for ever where none does."""

import json
from collections.abc import Mapping
from html import escape

from capacity.browser.steps import Came, Step, worked
from capacity.described import shown
from capacity.formulary import FORMULAS


def island(module: str, state: dict[str, object], fallback: str, *, label: str) -> str:
    """What host.mjs looks for: the widget's module, its state, and the fallback that it replaces."""
    data = json.dumps(state, sort_keys=True, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<div class="dts-island" data-dts-widget="{escape(module)}" role="group" aria-label="{escape(label)}">'
        f'<script type="application/json">{data}</script><div class="dts-fallback">{fallback}</div></div>'
    )


def panel(
    title: str,
    steps: list[Step],
    doubts: Mapping[str, float] | None = None,
    *,
    module: str = "panel.mjs",
) -> str:
    """The island of a capacity panel. `doubts` go by place and name, as in {"0.users": 2}."""
    body = "".join(_step(each, came) for each, came in zip(steps, worked(steps), strict=True))
    fallback = (
        f'<div class="dts-panel"><header class="dts-head"><p class="dts-title">{escape(title)}</p></header>{body}'
        '<div class="dts-tools"><noscript><p>These numbers stand still: turn JavaScript on to move them.</p></noscript></div></div>'
    )
    return island(
        module,
        {"title": title, "steps": steps, "doubts": dict(doubts or {})},
        fallback,
        label=title,
    )


def _step(each: Step, came: Came) -> str:
    formula = FORMULAS[each["formula"]]
    rows = "".join(
        f'<div class="dts-row"><span class="dts-label">{escape(one.label[:1].upper() + one.label[1:])}</span>'
        f'<span></span><span class="dts-field">{escape(shown(came.values[one.name], one))}</span></div>'
        for one in formula.inputs
        if one.name not in each["feeds"]
    )
    result = "—" if came.result is None else shown(came.result, formula.output)
    derivation = came.said or formula.derivation(came.values)
    return (
        f'<section class="dts-step"><p class="dts-meaning">{escape(formula.meaning)}</p>{rows}'
        f'<div class="dts-answer"><div class="dts-equation">{formula.mathml}</div>'
        f'<p class="dts-came"><span>{escape(formula.title)}</span>'
        f'<output class="dts-result">{escape(result)}</output></p></div>'
        f'<p class="dts-derivation">{escape(derivation)}</p></section>'
    )
