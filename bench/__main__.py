"""Run every measurement and print it: `python3 dev.py bench [NAME …] [--json]`.

A measurement is a file `bench_<name>.py` with `measure() -> dict[str, float]`. These numbers are
for reading: nothing fails because a machine is slow today.
"""

import importlib
import json
import sys
from pathlib import Path

NAMES = sorted(
    path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py")
)


def main(arguments: list[str]) -> int:
    as_json = "--json" in arguments
    wanted = [each for each in arguments if each != "--json"] or NAMES
    unknown = set(wanted) - set(NAMES)
    if unknown:
        print(
            f"There is no measurement {', '.join(sorted(unknown))}. There are: {', '.join(NAMES)}."
        )
        return 2
    found = {name: importlib.import_module(f"bench.bench_{name}").measure() for name in wanted}
    print(json.dumps(found, indent=2) if as_json else _table(found))
    return 0


def _table(found: dict[str, dict[str, float]]) -> str:
    lines = []
    for name, figures in found.items():
        lines.append(name)
        lines += [f"  {label:<58}{value:>14,.4g}" for label, value in figures.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
