"""Scans and pictures become pages by text recognition (OCR); needs the extra `ocr` (rapidocr, onnxruntime), which brings its models along.

    picture of a page → lines seen on it (worker processes) → damage mended → the characters of a page → the way of every PDF

The text that the blocks hold, and so every quote, is the mended text; `remarks` say what was mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import Final

import pypdfium2

from taskparse.errors import NoTextLayer
from taskparse.readers.ocr.drawing import draw_page, draw_pictures, is_picture
from taskparse.readers.ocr.geometry import make_page, set_back
from taskparse.readers.ocr.pool import recognise
from taskparse.readers.ocr.repairs import repair
from taskparse.readers.ocr.seen import Picture, Sight
from taskparse.readers.pdf import Layout, read_layout
from taskparse.readers.pdf.characters import Page
from taskparse.source import ReadResult
