"""What recognition damaged is mended by the page's geometry and by the document's own words, and by nothing else.

The mended text is the canonical text: spans quote it. How many places were mended, and how, is in the remarks.
"""

from __future__ import annotations

from collections.abc import Mapping

from taskparse.readers.ocr.drafts import Draft, Record, in_order
from taskparse.readers.ocr.marks import mend_marks
from taskparse.readers.ocr.seen import Sight
from taskparse.readers.ocr.vocabulary import mend_words


def mend(sights: Mapping[int, Sight]) -> tuple[dict[int, Sight], list[str]]:
    """The pages of a document, by number, with their text mended, and what a clerk should know of it."""
    record = Record()
    drafts = [Draft.of(page, line) for page, sight in sorted(sights.items()) for line in in_order(sight)]
    drafts = [draft for draft in drafts if draft.chars]
    mend_marks(drafts, record)
    mend_words(drafts, record)
    mended = {
        page: sight._replace(lines=tuple([draft.done() for draft in drafts if draft.page == page]))
        for page, sight in sights.items()
    }
    return mended, list(record.remarks())
