"""Pages of a PDF as pictures, with boxes where things are printed.

PDFium draws the page, Pillow the boxes; both come with pdfplumber. PDFium is not safe for threads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from taskparse.errors import UnreadableInput, UnsupportedFormat
from taskparse.explanation.marks import Role
from taskparse.readers.turned import quarters_of

if TYPE_CHECKING:
    from PIL import Image

    from taskparse.notice.models import Notice, PageBox

Colour: TypeAlias = tuple[int, int, int]
Turns: TypeAlias = Mapping[int, int]
"""By how many quarters, clockwise, pages were turned to be read."""

COLOURS: Final[dict[Role | Literal["task"], Colour]] = {
    "task": (110, 110, 110),
    "lead": (200, 30, 45),
    "responsible": (20, 100, 200),
    "supporting": (0, 140, 120),
    "leader": (140, 70, 180),
    "due": (105, 150, 0),
    "target": (220, 110, 0),
    "rejected": (90, 90, 90),
}
PDF: Final = "application/pdf"

_SCALE: Final = 2.0
"""Pixels a point: 144 dots an inch."""
_MARGIN: Final = 18
"""Points of the page around what is cut out."""
_GAP: Final = 8
"""Pixels between cuts of several pages, and around the legend."""
_SIZE: Final = 15
"""Pixels: the height of what is written on the picture."""
_TINT: Final = 40
"""How strongly a box is filled, of 255."""


class Shape(NamedTuple):
    """Something to be shown: what it is, its boxes on all pages, what is written beside the first."""

    role: Role | Literal["task"]
    boxes: Sequence[PageBox]
    label: str = ""


def draw_page(
    data: bytes, number: int, shapes: Sequence[Shape], *, password: str | None = None, turns: Turns | None = None
) -> bytes:
    """A page (from 1) with the boxes that are on it, as a PNG; a task is framed as a whole. It is drawn as it was read: `turns`.

    Errors: UnreadableInput for a page that the document does not have; EncryptedInput; UnsupportedFormat without Pillow.
    """
    (page,) = _pages(data, [number], password, turns or {})
    there = [shape for shape in shapes if any(box[0] == number for box in shape.boxes)]
    return _png(_with_legend(_marked(page, number, there), there))


def draw_cut(data: bytes, shapes: Sequence[Shape], *, password: str | None = None, turns: Turns | None = None) -> bytes:
    """The parts of the pages where the shapes are, one below the other, as a PNG.

    Errors: as draw_page; UnsupportedFormat where no shape has a box.
    """
    numbers = sorted({box[0] for shape in shapes for box in shape.boxes})
    if not numbers:
        raise UnsupportedFormat("nothing of this task has a place on a page")
    cuts = []
    for number, page in zip(numbers, _pages(data, numbers, password, turns or {}), strict=True):
        tops, bottoms = zip(*[(b[2], b[4]) for shape in shapes for b in shape.boxes if b[0] == number], strict=True)
        top, bottom = max(0, min(tops) - _MARGIN), max(bottoms) + _MARGIN
        marked = _marked(page, number, shapes)
        cuts.append(marked.crop((0, int(top * _SCALE), marked.width, min(marked.height, int(bottom * _SCALE)))))
    return _png(_with_legend(_stacked(cuts), shapes))


def turns_of(notice: Notice) -> Turns:
    """How the pages of a notice were turned to be read, by what is said of them."""
    return quarters_of([one.message for one in notice.diagnostics])


def _pages(data: bytes, numbers: Iterable[int], password: str | None, turns: Turns) -> list[Image.Image]:
    """Pages as they are seen, turned and cropped; those that had to be turned to be read, as they were read."""
    try:
        import PIL  # noqa: F401
    except ImportError as error:
        raise UnsupportedFormat("pictures cannot be drawn without Pillow", hint="pip install pillow") from error
    from taskparse.readers.pdf.characters import open_document

    with open_document(data, password) as document:
        count, drawn = len(document), []
        for number in numbers:
            if not 1 <= number <= count:
                raise UnreadableInput(f"there is no page {number}", hint=f"the document has {count}")
            page = document[number - 1]
            rotation = 90 * turns.get(number, 0)
            drawn.append(page.render(scale=_SCALE, rotation=rotation).to_pil().convert("RGB"))
            page.close()
    return drawn


def _marked(page: Image.Image, number: int, shapes: Iterable[Shape]) -> Image.Image:
    from PIL import Image, ImageDraw, ImageFont

    tints = Image.new("RGBA", page.size)
    brush, font = ImageDraw.Draw(tints), ImageFont.load_default(_SIZE)
    for shape in shapes:
        colour = COLOURS[shape.role]
        boxes = [tuple(side * _SCALE for side in box[1:]) for box in shape.boxes if box[0] == number]
        if shape.role == "task":
            boxes = _frame(boxes)
        for box in boxes:
            fill = None if shape.role == "task" else (*colour, _TINT)
            brush.rectangle(box, fill=fill, outline=(*colour, 255), width=2)
        if boxes and shape.label:
            anchor = "rt" if shape.role == "task" else "lb"
            x, y = boxes[0][0] + (-3 if anchor == "rt" else 3), boxes[0][1] + (3 if anchor == "rt" else -3)
            left, top, right, bottom = brush.textbbox((x, y), shape.label, font=font, anchor=anchor)
            brush.rectangle((left - 3, top - 3, right + 3, bottom + 3), fill=(*colour, 255))
            brush.text((x, y), shape.label, fill="white", font=font, anchor=anchor)
    return Image.alpha_composite(page.convert("RGBA"), tints).convert("RGB")


def _frame(boxes: Sequence[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """One box around all, a little apart from what is inside."""
    if not boxes:
        return []
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return [(min(lefts) - 4, min(tops) - 2, max(rights) + 4, max(bottoms) + 2)]


def _with_legend(picture: Image.Image, shapes: Iterable[Shape]) -> Image.Image:
    """The picture with the colours that are in it explained below."""
    from PIL import Image, ImageDraw, ImageFont

    legend = Image.new("RGB", (picture.width, _SIZE + 2 * _GAP), "white")
    brush, font = ImageDraw.Draw(legend), ImageFont.load_default(_SIZE)
    used = {shape.role for shape in shapes if shape.boxes}
    x: float = _GAP
    for role in [role for role in COLOURS if role in used]:
        brush.rectangle((x, _GAP, x + _SIZE, _GAP + _SIZE), fill=COLOURS[role])
        brush.text((x + _SIZE + 4, _GAP), role, fill="black", font=font)
        x += _SIZE + 4 + brush.textlength(role, font=font) + 2 * _GAP
    return _stacked([picture, legend], gap=0)


def _stacked(pictures: Sequence[Image.Image], gap: int = _GAP) -> Image.Image:
    from PIL import Image

    height = sum(picture.height for picture in pictures) + gap * (len(pictures) - 1)
    whole = Image.new("RGB", (max(picture.width for picture in pictures), height), "silver")
    top = 0
    for picture in pictures:
        whole.paste(picture, (0, top))
        top += picture.height + gap
    return whole


def _png(picture: Image.Image) -> bytes:
    stream = BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()
