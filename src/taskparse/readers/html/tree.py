"""The element tree of a page with only what a browser shows: no scripts, comments or hidden elements."""

from __future__ import annotations

from typing import Final

import regex
from lxml import etree

from taskparse import patterns
from taskparse.errors import UnreadableInput
from taskparse.readers.html.decoding import WINDOWS

Element = etree._Element

_UNSEEN: Final = frozenset(
    {
        "head", "title", "meta", "link", "base", "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "audio", "video", "canvas",
        "svg", "textarea", "input", "datalist", "map", "xml", "noframes", "frameset", "colgroup", "col",
    }
)  # fmt: skip
_HIDDEN_RE: Final = patterns.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)

# Control characters have no look, zero-width ones no width; those of 80-9F are Windows-1252 by the HTML standard.
_CONTROLS: Final = (*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F)
_ZERO_WIDTH: Final = (0x00AD, *range(0x200B, 0x2010), 0x2060, 0xFEFF)
_CHARACTERS: Final = dict.fromkeys((*_CONTROLS, *_ZERO_WIDTH)) | WINDOWS | {0x0C: " "}

MAX_DEPTH: Final = 2000
"""A page nested deeper is hostile; browsers stop at 512."""


def parse_page(text: str, hidden: bool = False) -> Element:
    """The root element of a page, unseen elements emptied; with `hidden` those stay that only their style hides.

    Errors: UnreadableInput for a page without any element and for one nested beyond reason.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        # as bytes: libxml2 refuses text that names an encoding of its own
        root = etree.fromstring(text.replace("\x00", "\ufffd").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise UnreadableInput(
            f"not an HTML page: {str(exc).splitlines()[0] if str(exc) else exc!r}", hint="save the page again"
        ) from exc
    if root is None:
        raise UnreadableInput("the HTML page is empty", hint="save the page again")
    _check_depth(root)
    for element in [e for e in root.iter() if _is_unseen(e, hidden)]:
        _empty(element)
    return root


def _empty(element: Element) -> None:
    """Leave nothing of an element but the text after it (which cannot be moved: it may hold what XML does not allow)."""
    del element[:]
    element.text = None
    element.attrib.clear()
    if isinstance(element.tag, str):
        element.tag = "span"


def clean(text: str | None) -> str:
    r"""Text of an element as a browser shows it, but for its white space.

    >>> clean("新增\u200b5家\x96")
    '新增5家–'
    """
    return text.translate(_CHARACTERS) if text else ""


def text_of(element: Element) -> str:
    """All text of an element, as the page holds it."""
    return "".join([str(text) for text in element.itertext()])


def style_of(element: Element) -> str:
    """The inline style, without spaces, in lower case."""
    return "".join((element.get("style") or "").lower().split())


def _is_unseen(element: Element, hidden: bool) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return True
    return not hidden and (
        element.get("hidden") is not None or _HIDDEN_RE.search(element.get("style") or "") is not None
    )


def _check_depth(root: Element) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise UnreadableInput(
                f"the HTML page is nested more than {MAX_DEPTH} elements deep", hint="save the page again"
            )
