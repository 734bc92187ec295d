"""What a check of plain data is."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from taskparse.formats.faults import Fault

Data: TypeAlias = dict[str, Any]
"""A document, or a part of one, that has no fault of its schema."""

Check: TypeAlias = Callable[[Data], Iterator[Fault]]
"""The faults of a document, in no order."""
