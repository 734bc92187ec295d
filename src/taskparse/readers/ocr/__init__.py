"""Scans and pictures become pages by text recognition (OCR); needs the extra `ocr` (rapidocr, onnxruntime), which brings its models along.

    picture of a page → lines seen on it (worker processes) → damage mended → the characters of a page → the way of every PDF

The blocks hold the mended text, and so do quotes; `remarks` say what was mended, and which pages are doubtful. Nothing is imported here that
a file with text does not need.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from taskparse.errors import NoTextLayer, UnreadableInput
from taskparse.source import ReadResult

if TYPE_CHECKING:
    from taskparse.readers.ocr.scanner import Scanner

__all__ = ["PICTURES", "Ocr", "Recognition"]

Ocr: TypeAlias = Literal["auto", "never", "always"]
"""Which pages to recognise: those without text, none, all."""

PICTURES: Final = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
"""How PNG, JPEG and TIFF files begin."""

_INSTALL: Final = "install the text recognition: pip install 'taskparse[ocr]'"


class Recognition(NamedTuple):
    """Whether text is recognised, and what to say where it is not."""

    wanted: Ocr = "auto"

    @property
    def is_possible(self) -> bool:
        """Whether it is wanted and the extra `ocr` is there."""
        return self.wanted != "never" and _is_installed()

    @property
    def is_demanded(self) -> bool:
        """Whether pages that have a text layer are to be recognised too.

        Errors: UnreadableInput where they are and the extra is missing.
        """
        if self.wanted == "always" and not _is_installed():
            raise UnreadableInput("text recognition is not installed", hint=_INSTALL)
        return self.wanted == "always"

    def scanner(self) -> Scanner:
        """What recognises pages; a matter of 40 ms to import, so ask for it when there is one to recognise."""
        from taskparse.readers.ocr.scanner import Scanner

        return Scanner()

    def read_pictures(self, data: bytes) -> ReadResult:
        """Read a PNG, JPEG or TIFF file as a notice of one page or several.

        Errors: UnreadableInput where it is damaged, NoTextLayer where its text is not or cannot be recognised.
        """
        if not self.is_possible:
            raise self.no_text("a picture has no text of its own")
        from taskparse.readers.ocr.scanner import read_pictures

        result = read_pictures(data)
        if not result.blocks:
            raise self.no_text("the picture shows no text")
        return result

    def no_text(self, what: str) -> NoTextLayer:
        """The error of a document of pictures, with what would help."""
        if self.wanted == "never":
            return NoTextLayer(what, hint="have it recognised: --ocr auto")
        if self.is_possible:
            return NoTextLayer(f"{what}, and none could be recognised", hint="check that it is sharp and upright")
        return NoTextLayer(what, hint=_INSTALL)


def _is_installed() -> bool:
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))
