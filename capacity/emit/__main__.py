"""Write the generated files again: `python -m capacity.emit`."""

from pathlib import Path

from capacity.emit import javascript, python
from capacity.formulas import ALL

HERE = Path(__file__).parent.parent
FILES = {HERE / "generated.py": python.module, HERE / "browser" / "formulas.mjs": javascript.module}


def main() -> None:
    for path, print_module in FILES.items():
        path.write_text(print_module(ALL), encoding="utf-8")


if __name__ == "__main__":
    main()
