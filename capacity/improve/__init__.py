r"""The smallest change that would help, and the smallest failure that would hurt, each tried.

>>> from capacity.exchange.text import parse
>>> drawing = parse("client u\nservice app up=99%\nu -> app")
>>> load = Workload.model_validate(
...     {"operations": [{"id": "page", "rate": "10/s", "promises": {"availability": "99.9%"}}]}
... )
>>> improve(drawing, load)[0].sentence
'One more app instance: availability of “page” 99 % → 99.99 %, +$69 a month.'
"""

from capacity.improve.breaking import Break, break_it
from capacity.improve.change import Change, Edit, Effect, apply
from capacity.improve.search import improve, tried
from capacity.workload import Workload

__all__ = ["Break", "Change", "Edit", "Effect", "Workload", "apply", "break_it", "improve", "tried"]
