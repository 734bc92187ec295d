"""The text and path objects on a page, each with where its coordinates begin: layers, blocks and composite objects opened up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from lxml import etree

from taskparse.readers.ofd.budget import Budget
from taskparse.readers.ofd.values import Matrix, children, is_true, local_name, parse_box, parse_matrix

_DEEPEST: Final = 16
"""Composite objects inside each other."""

_GROUPS: Final = ("Content", "Layer", "PageBlock")
_SEEN: Final = ("TextObject", "PathObject")


class Placed(NamedTuple):
    """An object, from its coordinates to the page's (millimetres), and whether it is shown."""

    element: etree._Element
    matrix: Matrix
    shown: bool


class _Open(NamedTuple):
    element: etree._Element
    matrix: Matrix
    shown: bool
    depth: int


def find_objects(
    roots: Iterable[etree._Element], units: Mapping[str, etree._Element], budget: Budget
) -> Iterator[Placed]:
    """The text and path objects below these elements, in the order in which they are drawn; `units`: composite units by id."""
    stack = [_Open(root, Matrix(), True, 0) for root in roots][::-1]
    while stack:
        element, matrix, shown, depth = stack.pop()
        budget.spend_object()
        name = local_name(element)
        if name in _SEEN or name == "CompositeObject":
            shown = shown and is_true(element.get("Visible", "true"))
            matrix = matrix.after(own_matrix(element))
        if name in _SEEN:
            yield Placed(element, matrix, shown)
            continue
        unit = units.get(element.get("ResourceID", "").strip()) if name == "CompositeObject" else element
        if unit is not None and depth <= _DEEPEST:
            deeper = depth + (name == "CompositeObject")
            inside = children(unit, *_GROUPS, *_SEEN, "CompositeObject")
            stack += [_Open(child, matrix, shown, deeper) for child in inside][::-1]


def own_matrix(element: etree._Element) -> Matrix:
    """From an object's coordinates to those around it: its CTM, then the place of its Boundary (8.5)."""
    box = parse_box(element.get("Boundary"))
    matrix = parse_matrix(element.get("CTM"))
    return matrix if box is None else Matrix(e=box.left, f=box.top).after(matrix)
