"""The header of a table that was broken into lines: names of columns one after another, on lines of their own or on one line."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from taskparse import patterns
from taskparse.lexicon.columns import COLUMNS, role_of
from taskparse.lexicon.roles import UNIT_ROLES
from taskparse.readers.flat.fitting import Expected
from taskparse.readers.flat.kinds import kind_of
from taskparse.readers.flat.tokens import Form, Token, is_boundary, squeezed, tokens_of
from taskparse.source import Block

_HINT_RE: Final = patterns.compile(r"单位|部门|[科处]室|主体")
"""A header names a column of units."""
_HINTS: Final = ("位", "门", "室", "主", "門", "\u2ed4")  # the last is the radical 门
"""…which holds one of these."""
_NAME: Final = 16
"""No name of a column is longer, in characters."""
_UNKNOWN: Final = 10
"""…and one that is not known is shorter."""
_NO_NAME: Final = frozenset("。;,!?、:“《")
_TITLES: Final = ("表", "清单", "方案", "通知", "附件", "意见", "分工")
"""How names end that are no columns, unless they are known as a whole."""
_WIDEST: Final = 14
_ALONE: Final = 30
"""…and no name on a line of its own, bars and white space included."""
_PROSE: Final = frozenset("。；;！")
_PARTING: Final = frozenset(" \t\u3000\xa0|")
_PIECES: Final = 8
"""No name on one line is set as more words."""
_LINE: Final = 160
"""No header on one line is longer, in characters."""


class Header(NamedTuple):
    """The names of the columns in order, what each holds, and how the cells are parted."""

    tokens: tuple[Token, ...]
    columns: tuple[Expected, ...]
    form: Form


def find_headers(blocks: Sequence[Block]) -> Iterator[int]:
    """Blocks that may hold the name of a column of units; few others in a notice are so short."""
    for index, block in enumerate(blocks):
        text = block.text
        if (
            len(text) <= _LINE
            and any(sign in text for sign in _HINTS)
            and block.cell is None
            and block.kind != "furniture"
            and _PROSE.isdisjoint(text)
            and (len(text) <= _ALONE or not _PARTING.isdisjoint(text))
            and _HINT_RE.search(squeezed(text))
        ):
            yield index


def header_at(blocks: Sequence[Block], starts: Sequence[int], index: int, least: int) -> Header | None:
    """The header that the block at `index` belongs to, none of whose blocks stands before `least`."""
    text = blocks[index].text
    bars = text.count("|")
    if bars >= 2:
        names = list(_of_line(tokens_of(blocks, starts, index, "rows-of-bars"), text))
        while names and not names[-1].text:
            names.pop()
        return _header(names, "rows-of-bars")
    words = _combined(tokens_of(blocks, starts, index, "spaces"), text) if bars == 0 and len(text.split()) > 2 else ()
    if len(words) > 1:
        return _header(words, "spaces")
    name = squeezed(text).replace("|", "")
    if not _is_known(name):
        return None
    form: Form = "bars" if bars or _is_bar_next(blocks, index) else "lines"
    first = _first(blocks, index, least)
    return _header(_run(list(islice(tokens_of(blocks, starts, first, form), 3 * _WIDEST)), form), form)


def _of_line(tokens: Iterator[Token], line: str) -> Iterator[Token]:
    return islice(tokens, line.count("|") + 1 - (not line.rpartition("|")[2].strip()))


def _combined(tokens: Iterator[Token], line: str) -> list[Token]:
    """The names on a line, words that were set with spaces joined: 工 作 任 务 is one name."""
    words = [token for token in islice(tokens, 3 * _WIDEST) if token.text][: len(line.split())]
    names: list[Token] = []
    at = 0
    while at < len(words):
        size = _size([word.text for word in words[at : at + _PIECES]])
        here = words[at : at + size]
        names.append(Token(here[0].start, here[-1].end, "".join(w.text for w in here), here[0].begins))
        at += size
    return names


def _size(words: Sequence[str]) -> int:
    """Of how many words the name consists that the first one begins."""
    if len(words[0]) > 1 and _is_known(words[0]):
        return 1
    joined = [(n, "".join(words[:n])) for n in range(1, 1 + len(words)) if all(len(w) < 3 for w in words[: n - 1])]
    whole = next((n for n, name in reversed(joined) if name in COLUMNS), None)
    return whole or next((n for n, name in joined if _is_known(name)), 1)


def _is_bar_next(blocks: Sequence[Block], index: int) -> bool:
    following = next((b.text.strip() for b in islice(blocks, index + 1, index + 4) if b.text.strip()), "")
    return bool(following) and not following.strip("| ")


def _first(blocks: Sequence[Block], index: int, least: int) -> int:
    """The first block of the run of short lines that the name at `index` stands in."""
    first, at, unknown = index, index - 1, 0
    while at >= least and index - at <= 4 * _WIDEST and not is_boundary(blocks[at]):
        name = squeezed(blocks[at].text).replace("|", "")
        if name and blocks[at].kind != "furniture":
            if _is_known(name):
                first, unknown = at, 0
            elif _may_name(name) and unknown < 2:
                unknown += 1
            else:
                break
        at -= 1
    return first


def _run(tokens: Sequence[Token], form: Form) -> list[Token]:
    """The names from the first on: to the first number where a column of numbers leads, else as far as names are known."""
    names: list[Token] = []
    known = 0
    at = 0
    while at < len(tokens) and len(names) < _WIDEST:
        token = tokens[at]
        pair = token.text + tokens[at + 1].text if at + 1 < len(tokens) else ""
        if not _is_known(token.text) and len(token.text) < 4 and _is_known(pair) and form == "lines":  # 分管⏎领导
            token = Token(token.start, tokens[at + 1].end, pair, True)
            at += 1
        if token.kind in ("number", "ordinal") or not _may_name(token.text) or token.text in [n.text for n in names]:
            break
        names.append(token)
        if _is_known(token.text):
            known = len(names)
        at += 1
    return names[:known]


def _header(names: Sequence[Token], form: Form) -> Header | None:
    roles = [role_of(name.text) if _is_known(name.text) else None for name in names]
    known = sum(role is not None for role in roles)
    if not any(role in UNIT_ROLES for role in roles):
        roles = ["responsible" if name.text == "单位" else role for name, role in zip(names, roles, strict=True)]
    if not any(role in UNIT_ROLES for role in roles) or not ("task" in roles or "number" in roles):
        return None
    unknown = len(names) - known
    if (
        len(names) < 3
        or unknown >= known
        or (form in ("lines", "spaces") and unknown > (3 if "number" in roles else 0))
    ):
        return None
    columns = (Expected(role or "background", name.text) for name, role in zip(names, roles, strict=True))
    return Header(tuple(names), tuple(columns), form)


def _is_known(name: str) -> bool:
    if name in COLUMNS:
        return True
    return (
        0 < len(name) <= _NAME
        and _NO_NAME.isdisjoint(name)
        and not name.endswith(_TITLES)
        and role_of(name) is not None
    )


def _may_name(name: str) -> bool:
    if _is_known(name):
        return True
    short = 0 < len(name) <= _UNKNOWN and _NO_NAME.isdisjoint(name) and not name.endswith(_TITLES)
    return short and kind_of(name) in ("text", "person")
