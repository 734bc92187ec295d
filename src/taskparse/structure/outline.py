"""The numbered outline: paragraphs become items, each with the level at which its style of marker stands.

No style has a level of its own: （一） is a task below one heading and a heading below the next. A marker whose style is already open
closes everything below it and stands beside its like; a new style opens a level below. So numbering may restart, skip and run on.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from taskparse.source import Reading
from taskparse.structure.markers import Marker
from taskparse.structure.paragraphs import Paragraph, split_runs


@dataclass(frozen=True, slots=True)
class Item:
    """A marker and the paragraphs up to the next one. `level` counts from 1."""

    level: int
    marker: Marker
    paragraphs: tuple[Paragraph, ...] = field(default=())

    @property
    def start(self) -> int:
        """Where the marker begins, in the reading."""
        return self.paragraphs[0].start

    @property
    def end(self) -> int:
        """Where the last paragraph ends, in the reading."""
        return self.paragraphs[-1].end


def find_items(reading: Reading, paragraphs: Iterable[Paragraph]) -> tuple[list[Item], list[Paragraph]]:
    """Items in reading order, and the paragraphs before the first of them."""
    stack: list[str] = []
    items: list[Item] = []
    before: list[Paragraph] = []
    for whole in paragraphs:
        for paragraph in split_runs(reading, whole):
            marker = paragraph.marker
            if marker is None:
                if items:
                    items[-1] = Item(items[-1].level, items[-1].marker, (*items[-1].paragraphs, paragraph))
                else:
                    before.append(paragraph)
                continue
            if marker.style in stack:
                del stack[stack.index(marker.style) + 1 :]
            else:
                stack.append(marker.style)
            items.append(Item(len(stack), marker, (paragraph,)))
    return items, before
