"""The headings as a tree, each with the number of its tasks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from taskparse.cli.render.parts import heading, text

if TYPE_CHECKING:
    from taskparse.notice.models import Notice, Section


def print_outline(notice: Notice, console: Console) -> None:
    """A tree on a terminal, indented lines in a pipe."""
    if not notice.sections:
        return
    heading(console, "Outline")
    counts = count_tasks(notice)
    if not console.is_terminal:
        for section in notice.sections:
            console.print(Text("  " * (section.level - 1)) + _label(section, counts))
        return
    root = Tree("", hide_root=True, guide_style="dim")
    branches: dict[str | None, Tree] = {}
    for section in notice.sections:
        branches[section.id] = branches.get(section.parent, root).add(_label(section, counts))
    console.print(root)


def _label(section: Section, counts: Counter[str]) -> Text:
    label = text(f"{section.marker or ''}{section.title}")
    if counts[section.id]:
        label.append(f"  {counts[section.id]}", "cyan")
    return label


def count_tasks(notice: Notice) -> Counter[str]:
    """Tasks of each section, those of the sections below it included."""
    parents = {section.id: section.parent for section in notice.sections}
    counts: Counter[str] = Counter()
    for task in notice.tasks:
        at = task.section
        above: set[str] = set()  # an extraction that was changed by hand can hold a circle
        while at is not None and at not in above:
            above.add(at)
            at = parents.get(at)
        counts.update(above)
    return counts
