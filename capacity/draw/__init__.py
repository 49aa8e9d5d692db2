"""The drawer: an architecture in the one schema as a picture."""

from capacity.draw.svg import svg

__all__ = ["svg"]
