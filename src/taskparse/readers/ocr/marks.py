"""Signs that recognition damages, mended by where they stand: their breadth, dashes, brackets, numbering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from taskparse import patterns
from taskparse.readers.ocr.drafts import Draft, Record

_FULL: Final = str.maketrans("(),:;!?", "（），：；！？")
_CHINESE: Final = r"[\u3400-\u9fff《》“”〈〉、。，；：（）〔〕]"
_HALF_RE: Final = patterns.compile(rf"(?<={_CHINESE})[(),:;!?]+|[(),:;!?]+(?={_CHINESE})")
"""（牵头单位:区发改局), not 8:30 and not (AI)."""

_STROKE: Final = r"[-‐‑–—―─一]"
_DASH_RE: Final = patterns.compile(
    rf"^{_STROKE}+(?=[\u3400-\u9fff“])|(?<=[\u3400-\u9fff”])(?:--|[—–―─]-?)(?=[\u3400-\u9fff“])"
)
_DASH: Final = "——"
_LONG: Final = 1.9
"""From the left end of a line to the middle of its second character so many sizes: the first is two characters long."""

_PAIR_RE: Final = patterns.compile(r"\((?=[^()（）]*\p{Han})[^()（）]*）|（(?=[^()（）]*\p{Han})[^()（）]*\)")
"""(二）"""

_NOT_ONE: Final = patterns.compile("[对列核照审落]")
"""What may follow 一一: 一一对应."""

_YEAR_RE: Final = patterns.compile(r"([〔\[［(（【])([12]\d{3})([〕\]］)）】])(?=第?\d{1,5}号)")
_PAIRS: Final = ("〔〕", "[]", "［］", "()", "（）", "【】")
_BRACKET_RE: Final = patterns.compile(r"〔([^〔〕\[\]［］]{1,20})([]］])|([[［])([^〔〕\[\]［］]{1,20})〕")
_JAPANESE: Final = str.maketrans(
    "庁県戸経済対発図観労検関単営広転応権価総縄実気変覚", "厅县户经济对发图观劳检关单营广转应权价总绳实气变觉"
)
"""Japanese forms, which the models know too and no Chinese notice prints."""

_ANGLE_RE: Final = patterns.compile(r"<(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])>")
_ONE_RE: Final = patterns.compile(r"^(?:[(（]([-—–])[)）]|([-—–])(?=、))")
"""（-）, -、 for （一）, 一、."""

_NUMBERED_RE: Final = patterns.compile(r"^(\d{1,3})(?:[.．、](?!\d)|(?=[\u3400-\u9fff“《]))")


def mend_marks(lines: Sequence[Draft], record: Record) -> None:
    """Mend the signs of a document's lines, given in reading order."""
    for line in lines:
        _broaden(line, record)
        _mend_ones(line, record)
        _mend_brackets(line, record)
        usual = line.text.translate(_JAPANESE)
        for at in [i for i, (a, b) in enumerate(zip(line.text, usual, strict=True)) if a != b]:
            record.note(line.text[at], usual[at], line.page)
        line.chars = list(usual)
    _close_brackets(lines, record)
    _mend_dashes(lines, record)
    _mend_dots(lines, record)


def _broaden(line: Draft, record: Record) -> None:
    """Give signs in Chinese text their full breadth, where the places of the line's characters say that they have it."""
    text = line.text
    full = _HALF_RE.sub(lambda match: match[0].translate(_FULL), text)
    if full != text and line.centres and line.misfit(full) > line.misfit(text):
        full = text
    full = _PAIR_RE.sub(lambda match: f"（{match[0][1:-1]}）", full)
    if full != text:
        record.signs += sum(a != b for a, b in zip(text, full, strict=True))
        line.chars = list(full)


def _close_brackets(lines: Sequence[Draft], record: Record) -> None:
    """A bracket that closes a broad one of a line before, after Chinese text, is broad too: at a line's end its breadth tells nothing."""
    opened: list[str] = []
    for line in lines:
        for at, char in enumerate(line.chars):
            if char in "（(":
                opened.append(char)
            elif (
                char in "）)"
                and opened
                and opened.pop() == "（"
                and char == ")"
                and at
                and line.chars[at - 1] >= "\u2e80"
            ):
                line.chars[at] = "）"
                record.signs += 1


def _mend_ones(line: Draft, record: Record) -> None:
    """（-）, -、 at the beginning of a line is 一."""
    if match := _ONE_RE.match(line.text):
        before = line.text[: match.end() + 1]
        at = match.start(1) if match[1] else match.start(2)
        line.replace(at, at + 1, "一")
        record.note(before, line.text[: match.end() + 1], line.page)


def _mend_brackets(line: Draft, record: Record) -> None:
    """Brackets are a pair, 〔2026〕; < and > beside Chinese characters are 〈 and 〉."""
    for match in _YEAR_RE.finditer(line.text):
        if match[1] + match[3] not in _PAIRS:
            line.replace(*match.span(1), "〔")
            line.replace(*match.span(3), "〕")
            record.note(match[0], f"〔{match[2]}〕", line.page)
    for match in _BRACKET_RE.finditer(line.text):
        at, after = (match.start(2), "〕") if match[2] else (match.start(3), "〔")
        line.replace(at, at + 1, after)
        record.note(match[0], line.text[match.start() : match.end()], line.page)
    for match in _ANGLE_RE.finditer(line.text):
        after = "〈" if match[0] == "<" else "〉"
        line.replace(*match.span(), after)
        record.note(match[0], after, line.page)


def _mend_dashes(lines: Sequence[Draft], record: Record) -> None:
    """A dash is as long as two characters: where one was read as a shorter stroke or not at all, the room tells."""
    after = [_across(line, 2) for line in lines if line.text.startswith(_DASH) and len(line.centres) > 2]
    usual = sorted(after)[len(after) // 2] if after else None
    for line in lines:
        if line.seen.dash and not regex.match(_STROKE, line.text):
            line.replace(0, 0, _DASH)
            record.note(line.text[2:6] + "…", line.text[:6] + "…", line.page)
            continue
        for match in reversed(list(_DASH_RE.finditer(line.text))):
            if match[0] != _DASH and _is_dash(line, match.start(), match.end(), usual):
                line.replace(*match.span(), _DASH)
                text = line.text[match.start() : match.start() + 6]
                record.note(f"{match[0]}{text[2:]}…", f"{text}…", line.page)


def _across(line: Draft, index: int) -> float:
    """How far from the left of the page a character stands."""
    return line.seen.corners[0][0] + line.centres[index]


def _is_dash(line: Draft, start: int, end: int, usual: float | None) -> bool:
    """Whether strokes are a dash; `usual`: where the first character after the dashes of other lines stands."""
    strokes = line.text[start:end]
    if strokes == "一一":
        return usual is not None and not _NOT_ONE.match(line.text, end)
    if end - start > 1:
        return "一" not in strokes or end - start == 2
    if not line.centres:
        return False
    if start == 0 and usual is not None and abs(_across(line, end) - usual) < line.size / 2:
        return True
    # The stroke's own middle may be anywhere on it, but what follows stands where it ends.
    before = line.centres[start - 1] + line.size / 2 if start else 0.0
    return line.centres[end] - before > _LONG * line.size


def _mend_dots(lines: Sequence[Draft], record: Record) -> None:
    """A number at the beginning of a line between the items before and after it has lost its dot: 11. …, 12对接…, 13. …."""
    marked: list[tuple[Draft, int, str]] = []
    for line in lines:
        if match := _NUMBERED_RE.match(line.text):
            marked.append((line, int(match[1]), match[0][len(match[1]) :]))
    for index in range(1, len(marked) - 1):
        (_, before, dot), (line, number, own), (_, after, _) = marked[index - 1 : index + 2]
        if not own and dot and before + 1 == number == after - 1:
            at = len(str(number))
            line.replace(at, at, dot)
            record.note(line.text[:at] + line.text[at + 1 : at + 4] + "…", line.text[: at + 4] + "…", line.page)
            marked[index] = line, number, dot
