"""Pages of a PDF, and pictures, as pixels.

150 dots an inch: on the 26 pages of a scanned notice 200 cost half as much time again and read more signs wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Final
from warnings import catch_warnings, simplefilter

import pypdfium2

from taskparse.errors import UnreadableInput
from taskparse.readers.ocr.seen import Picture

if TYPE_CHECKING:
    from PIL import Image

_DOTS: Final = 150
_LONGEST_SIDE: Final = 4000
"""Pixels: plans and posters are drawn smaller."""

_A4_BREADTH: Final = 595.28
"""Points."""

_BELIEVED_DOTS: Final = (100, 1200)
"""Dots an inch that a picture may say it has; cameras and screens say 72."""

_MOST_PIXELS: Final = 150_000_000
_MOST_PAGES: Final = 2000


def draw_page(document: pypdfium2.PdfDocument, number: int) -> Picture:
    """A page (from 1) as it is seen: turned, cropped, with its stamps."""
    page = document[number - 1]
    try:
        scale = min(_DOTS / 72, _LONGEST_SIDE / max(*page.get_size(), 1.0))
        bitmap = page.render(scale=scale)
        pixels = _packed(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)
        return Picture(bitmap.width, bitmap.height, pixels, 1 / scale)
    finally:
        page.close()


def _packed(buffer: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """Rows of three bytes for each pixel, without the padding that PDFium puts at their ends and without a fourth channel."""
    if stride != width * channels:
        buffer = b"".join([buffer[at : at + width * channels] for at in range(0, stride * height, stride)])
    if channels == 3:
        return buffer
    packed = bytearray(3 * width * height)
    for channel in range(3):
        packed[channel::3] = buffer[min(channel, channels - 1) :: channels]
    return bytes(packed)


def draw_pictures(data: bytes) -> Iterator[Picture]:
    """The pages of a picture file, drawn one after the other: one, or those of a TIFF.

    Errors: UnreadableInput where the file is damaged or larger than any scan.
    """
    from PIL import ImageOps, ImageSequence

    with _opened(data) as image:
        for frame in ImageSequence.Iterator(image):
            yield _picture(ImageOps.exif_transpose(frame), frame.info.get("dpi"))


def count_pictures(data: bytes) -> int:
    """How many pages a picture file has.

    Errors: UnreadableInput where the file is damaged or larger than any scan.
    """
    with _opened(data) as image:
        return int(getattr(image, "n_frames", 1))


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture file; what goes wrong with it is an UnreadableInput."""
    from PIL import Image

    try:
        with catch_warnings():
            simplefilter("ignore")  # of large pictures, and of odd entries in them
            with Image.open(BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as image:
                if image.width * image.height > _MOST_PIXELS or getattr(image, "n_frames", 1) > _MOST_PAGES:
                    raise UnreadableInput("the picture is larger than any scan", hint="make it smaller")
                yield image
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise UnreadableInput("the picture is damaged or cut short", hint="get the file again") from error


def _picture(image: Image.Image, dots: object) -> Picture:
    """One picture; it is as large as its dots an inch say, or as A4 where they do not say it."""
    from PIL import Image

    points = _A4_BREADTH / min(image.size)
    if isinstance(dots, tuple) and dots and _BELIEVED_DOTS[0] <= float(dots[0]) <= _BELIEVED_DOTS[1]:
        points = 72 / float(dots[0])
    if "A" in image.mode or "transparency" in image.info:
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA"))
    wanted = min(1.0, points * _DOTS / 72, _LONGEST_SIDE / max(image.size))
    image = image.convert("RGB")
    if wanted < 0.8:  # a little too fine does not pay for a second sampling
        size = max(round(image.width * wanted), 1), max(round(image.height * wanted), 1)
        points *= image.width / size[0]
        image = image.resize(size, Image.Resampling.BOX if wanted < 0.5 else Image.Resampling.LANCZOS)
    return Picture(image.width, image.height, image.tobytes("raw", "BGR"), points)
