"""Write the generated files again: `python -m capacity.emit`."""

from collections.abc import Callable, Iterable
from pathlib import Path

from capacity.emit import (
    catalogue_module,
    drawing_module,
    javascript,
    numpy_module,
    python,
    units_module,
)
from capacity.formula import Formula
from capacity.formulas import ALL

HERE = Path(__file__).parent.parent
FILES: dict[Path, Callable[[Iterable[Formula]], str]] = {
    HERE / "generated.py": python.functions,
    HERE / "formulary.py": python.described,
    HERE / "generated_numpy.py": numpy_module.module,
    HERE / "browser" / "formulas.mjs": javascript.module,
    HERE / "browser" / "units.mjs": units_module.module,
    HERE / "browser" / "drawing-words.mjs": drawing_module.module,
    HERE / "browser" / "catalogue.mjs": catalogue_module.module,
}


def main() -> None:
    for path, print_module in FILES.items():
        path.write_text(print_module(ALL), encoding="utf-8")


if __name__ == "__main__":
    main()
