"""Attachments: the list that names them (附件说明), and the blank forms at the end with their column names."""

from collections.abc import Sequence

from taskparse.source import Reading
from taskparse.structure.fields import Listed, Range
from taskparse.structure.markers import ATTACHMENT_RE
from taskparse.structure.paragraphs import Paragraph
from taskparse.structure.parts import LISTED_RE, is_imprint
from taskparse.values.numerals import parse_number


def find_listed(reading: Reading, paragraphs: Sequence[Paragraph], index: int) -> tuple[list[Range], list[Listed]]:
    """The list of attachments that begins at `index`: the ranges it takes and what it lists."""
    taken: list[Range] = []
    found: list[Listed] = []
    number: int | None = None
    for paragraph in paragraphs[index:]:
        text = reading.text
        match = LISTED_RE.match(text, paragraph.start, paragraph.end) if not taken else None
        if match:
            start, number = match.end(), int(match["n"]) if match["n"] else None
        elif (
            taken
            and number is not None
            and paragraph.marker
            and paragraph.marker.style == "figure"
            and paragraph.marker.number == number + 1
        ):
            start, number = paragraph.marker.end, number + 1
        else:
            break
        taken.append(Range(paragraph.start, paragraph.end))
        end = paragraph.end - (text[paragraph.end - 1] in "。;")
        if start < end:
            found.append(Listed(number, Range(start, end)))
    return taken, found


def with_forms(
    reading: Reading, listed: tuple[Listed, ...], attachments: Sequence[Sequence[Paragraph]]
) -> tuple[Listed, ...]:
    """Join what the list of attachments says with the attachments themselves: titles of unlisted ones, names of columns."""
    found = list(listed)
    for order, attachment in enumerate(attachments, 1):
        match = ATTACHMENT_RE.fullmatch(reading.text, attachment[0].start, attachment[0].end)
        number = int(parse_number(match["n"]) or 0) if match and match["n"] else order
        columns = _columns(attachment)
        index = next((i for i, entry in enumerate(found) if (entry.number or 1) == number), None)
        title = next((p for p in attachment[1:] if p.end > p.start and not p.cell), None)
        last = next((p for p in reversed(attachment) if p.end > p.start and not is_imprint(reading, p)), attachment[0])
        extent = Range(attachment[0].start, last.end)
        if index is not None:
            found[index] = found[index]._replace(columns=columns, extent=extent)
        elif title is not None:
            found.append(Listed(number, Range(title.start, title.end), columns, extent))
    return tuple(found)


def _columns(attachment: Sequence[Paragraph]) -> tuple[Range, ...]:
    """Column names: the cells of the first row of the first table."""
    cells = [p for p in attachment if p.cell]
    if not cells or cells[0].cell is None:
        return ()
    table, row = cells[0].cell.table, cells[0].cell.row
    return tuple(
        Range(p.start, p.end)
        for p in cells
        if p.cell and p.cell.table == table and p.cell.row == row and p.end > p.start
    )
