"""The type of what commands add themselves to; argparse has it only for those who check types."""

from argparse import ArgumentParser, _SubParsersAction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = _SubParsersAction[ArgumentParser]
else:
    Commands = _SubParsersAction
