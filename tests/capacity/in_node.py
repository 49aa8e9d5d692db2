"""Questions to the page's modules: one node process answers many at once."""

import json
import subprocess
from pathlib import Path
from typing import Any

BROWSER = Path(__file__).parents[2] / "capacity" / "browser"
_PROLOGUE = """
import { readFileSync } from 'node:fs';
const given = JSON.parse(readFileSync(0, 'utf8'), (_, it) => (NUMBERS[it] ?? it));
"""
_NUMBERS = "const NUMBERS = { __proto__: null, '∞': Infinity, '-∞': -Infinity };\n"
_EPILOGUE = """
process.stdout.write(JSON.stringify(answer, (_, it) =>
  typeof it === 'number' && !Number.isFinite(it) ? (it === Infinity ? '∞' : it === -Infinity ? '-∞' : 'NaN') : it));
"""
_SAID = {"∞": float("inf"), "-∞": float("-inf"), "NaN": float("nan")}


def asked(node: str, imports: dict[str, str], script: str, given: object) -> Any:
    """What `script` makes of `given` as `answer`; `imports` are names by module of the page."""
    lines = "".join(
        f"import {{ {names} }} from '{(BROWSER / module).as_uri()}';\n"
        for module, names in imports.items()
    )
    printed = subprocess.run(
        [node, "--input-type=module", "-e", f"{lines}{_NUMBERS}{_PROLOGUE}{script}{_EPILOGUE}"],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert printed.returncode == 0, printed.stderr[-2000:]
    return _finite(json.loads(printed.stdout, parse_int=float))


def _finite(answer: Any) -> Any:
    """The same with infinities and not-a-numbers, which JSON has no letters for."""
    if isinstance(answer, str):
        return _SAID.get(answer, answer)
    if isinstance(answer, list):
        return [_finite(each) for each in answer]
    if isinstance(answer, dict):
        return {name: _finite(each) for name, each in answer.items()}
    return answer
