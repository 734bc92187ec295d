"""Markup of which a reader takes one of several branches, whichever it can read (ECMA-376 part 3)."""

from __future__ import annotations

from typing import Final

from lxml import etree

from taskparse.readers.docx.package import MC, W

TEXT: Final = W + "t"
DRAWING_TEXT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
WORD_ART: Final = "{urn:schemas-microsoft-com:vml}textpath"


def choose_branch(element: etree._Element) -> etree._Element | None:
    """The branch of an mc:AlternateContent that is read: the choice, or the fallback where only that holds text."""
    branches = [e for e in element if e.tag in (MC + "Choice", MC + "Fallback")]
    for branch in branches:
        if any(True for _ in branch.iter(TEXT, W + "sym", WORD_ART, DRAWING_TEXT)):
            return branch
    return branches[0] if branches else None
