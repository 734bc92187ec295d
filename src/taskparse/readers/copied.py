"""A web page that was copied as text: what the site printed around the notice is furniture.

Above a notice stand the trail of pages, buttons, the record (索引号, 发布机构, 文号 …, each label before its value or on a line of its
own) and the line under the headline (发布时间, 来源, 浏览次数 …). They are looked for before the addressees or the first sentence only, and
nothing is taken for a site's where no line says so by a label that only sites print. What the notice itself lacks stays in the text: the document
number of the record, its title, its issuer and its date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

import regex

from taskparse import patterns
from taskparse.lexicon.characters import MATCH
from taskparse.lexicon.columns import COLUMNS
from taskparse.lexicon.documents import ISSUER_ENDINGS, TITLE_ENDINGS
from taskparse.lexicon.roles import UNIT_ROLES
from taskparse.lexicon.sites import (
    BESIDE_LABELS,
    DATE_LABELS,
    ISSUER_LABELS,
    RECORD_VALUES,
    SITE_LABELS,
    SITE_LINES,
    TITLE_LABELS,
)
from taskparse.source import Block, Furniture

Field: TypeAlias = Literal["number", "title", "issuer", "date"]
Kind: TypeAlias = Literal["sure", "open", "beside", "label", "button"]
"""Of a site by itself, the same but its value may be on the next line, of a site beside such lines only, a label alone, a button."""

_HEAD: Final = 60
"""No head of a page has more lines that are not blank."""
_CELLS: Final = 80
"""No record has more cells."""
_RECORD: Final = 3
"""A table with this many labels of a site is a record."""
_FOOT: Final = 12
_LINE: Final = 240
"""No line of a record is longer."""
_TITLE: Final = 6
"""A shorter line above a notice is no title."""
_SENTENCE: Final = 20
_BUTTONS_LINE: Final = 40
_VALUE: Final = 30
_NUMBER_LINE: Final = 40

_SITE: Final = frozenset(SITE_LABELS)
_ALL: Final = sorted({*SITE_LABELS, *BESIDE_LABELS}, key=lambda label: (-len(label), label))
_LABELS: Final = frozenset(_ALL)
_SIGNS: Final = frozenset(" \t:|[]>»›→/·•∙!-")
"""A line of a site has one of these, unless it is a label or a button."""
_LABEL_RE: Final = patterns.compile(
    rf"(?<![\p{{Han}}A-Za-z《“])(?:[\[(]\s*)?(?P<label>{'|'.join(r'[ ]*'.join(label) for label in _ALL)})(?:[ ]*\])?[ ]*(?:(?P<sign>[:|])|(?=\s|$)|(?<=\]))"
)
_BULLET_RE: Final = patterns.compile(r"[\s•∙·●◆■*>»-]*")
_TIME_RE: Final = patterns.compile(r"(?:19|20)\d\d ?- ?\d{1,2} ?- ?\d{1,2}\s+\d{1,2} ?: ?\d\d.{0,40}")
"""2031-03-02 09:30 某县政府办: when a site printed a text; a notice is not dated to the minute."""
_TRAIL_RE: Final = patterns.compile(
    r"\[?(?:您?(?:现在|当前|目前)?(?:的|所在的?|所处的?)*位置(?:是|为)?[:\]]|首 ?页 ?(?:>|»|/|-|→))|欢迎(?:来到|访问|光临)"
)
_ARROWS_RE: Final = patterns.compile(r"(?:^|[\p{Han}\s])[>»›→]+[^<>]*[>»›→]|^[>»›→]+")
_FOOT_RE: Final = patterns.compile(
    r"""(?x)
      \W*(?:打印(?:本页|此页|本文)?|关闭(?:窗口|本页|页面)?|返回(?:顶部|首页|列表|上页)?|收藏(?:本页)?|分享(?:到|至)?|复制链接|顶部|TOP|纠错)(?:\W+(?:打印|关闭|收藏|返回|分享|顶部)\p{Han}{0,2})*\W*
    | \W*(?:扫一扫|(?:请|使?用)?微信扫|手机扫|扫描二维码|长按二维码).{0,30}
    | \W*(?:上一[篇条]|下一[篇条]|相关(?:链接|阅读|文章|信息|新闻|文件|解读))\s*[:>»].{0,100}
    | \W*(?:来源|信息来源|文章来源|稿件来源|作者|编辑|责任编辑|责编|信息录入|浏览次数|点击数|点击次数|阅读次数|访问次数|分享到|分享至|发布时间|发布日期|更新时间)\s*:[^。;]{0,60}
    """
)

_NUMBER_RE: Final = patterns.compile(r"[\p{Han}]{2,20}[\[(<](?:19|20)\d\d[\])>]第?\d{1,5}号")
_RECIPIENTS_RE: Final = patterns.compile(
    r"(?:各|有关|市|县|区|省|旗|国务院|自治|直属|驻)[^。;:\d]{1,280}:|各[^。;:\d]{3,200}(?:部门|单位|机构|政府|办事处|企业|委员会|管委会|团体)"
)
"""The line of the addressees: nothing of a site stands below it."""
_ITEM_RE: Final = patterns.compile(
    r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]+[章条部]|1[.、]\s*\p{Han}|序号|附件?:|附件\d?\W*$"
)
"""Where a text without addressees begins: its first item or the head of its table."""
_TITLE_RE: Final = patterns.compile(
    r".*\L<endings>(?:[》\"”])?(?:\([^()]{1,30}\))*(?:\([^()]*[\[(]\d{4}[\])]\d+号\))?\d?", endings=TITLE_ENDINGS
)
_ISSUER_RE: Final = patterns.compile(r"\p{Han}{2,40}\L<endings>", endings=ISSUER_ENDINGS)
_PLAIN_RE: Final = patterns.compile(r"[\p{Han}\d《》〈〉<>“”()、]{8,60}")
_DATED_RE: Final = patterns.compile(r"(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2})")
_ISO_RE: Final = patterns.compile(r"(?:19|20)\d\d-\d{1,2}-\d{1,2}\s*$")
_SIGNED_RE: Final = patterns.compile(
    r"[\d一二三四五六七八九〇○零OoΟО]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日\W*"
)
_WORD_RE: Final = patterns.compile(r"\w")
_SPLIT_RE: Final = patterns.compile(r"[\s|/·•∙:\[\]()>»]+")
_BUTTONS: Final = frozenset(SITE_LINES)
_CODE_RE: Final = patterns.compile(r"[\dA-Za-z/:.()_—-]{2,60}")
"""A date, or the number of a record."""
_TITLE_END_RE: Final = patterns.compile(r"的(?:通知|意见|函|决定|通报|公告|报告)\d?|\([^()]{2,30}\)")
"""The last line of a title."""
_NUMBERED_RE: Final = patterns.compile(r"\([^()]*[\[(<]\d{4}[\])>]\d+号\)$|^[\p{Han}]{2,12}[\[(<]\d{4}[\])>]\d+号")
_BY_RE: Final = patterns.compile(r"\p{Han}{2,30}\L<endings>关于", endings=ISSUER_ENDINGS)
_EDGES: Final = " \t|/∙•·*:[]"
_REASON: Final = "navigation"


class _Line(NamedTuple):
    """A line with a word in it: which block it is, its text in the characters of patterns, and that without white space."""

    block: int
    text: str
    bare: str


class _Value(NamedTuple):
    """What a record says at [start, end) of a block; of its label it begins at `label`."""

    field: Field
    block: int
    label: int
    start: int
    end: int


def without_site(blocks: Sequence[Block]) -> tuple[Block, ...]:
    r"""The blocks, those of a site above and below a notice as furniture.

    >>> page = "首页 > 公开", "关于印发方案的通知", "文号：岭政发〔2031〕5号 发布日期：2031-03-02", "各乡镇人民政府："
    >>> [block.kind for block in without_site([Block(line, "line") for line in page])]
    ['furniture', 'line', 'line', 'line']
    """
    found = list(blocks)
    for at, block in _head(blocks):
        found[at] = block
    for at in _foot(blocks):
        found[at] = _furniture(blocks[at])
    return tuple(found)


def with_record(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a page whose article is known, with what a record above it says that the article lacks."""
    first = next(
        (at for at, block in enumerate(blocks) if block.kind != "furniture" and "。" in block.text), len(blocks)
    )
    lines = [
        _Line(at, text, bare)
        for at, block in enumerate(blocks[:first])
        if block.kind == "furniture" and len(block.text) <= _LINE
        for text in [block.text.translate(MATCH)]
        if _WORD_RE.search(bare := "".join(text.split()))
    ]
    values: list[_Value] = []
    for i, line in enumerate(lines):
        if kind := _kind(line):
            values += _values(line)
            if kind in ("label", "open") and i + 1 < len(lines):
                values += _whole_line(line, lines[i + 1])
    if not values:
        return tuple(blocks)
    own = [block for block in blocks if block.kind != "furniture"]
    opening = [_Line(0, "", "".join(block.text.translate(MATCH).split())) for block in own[:_FOOT]]
    found = list(blocks)
    for value in _lacking(values, opening, own):
        found[value.block] = _rest(blocks[value.block], [value])._replace(kind="paragraph")
    return tuple(found)


def _head(blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """The blocks above the notice that are a site's, with what stays of them."""
    blocks = _records_as_lines(blocks)
    lines, signs = _head_lines(blocks)
    kinds = [_kind(line) for line in lines]
    named = sum(kind == "label" and line.bare.strip("|[]") in _SITE for line, kind in zip(lines, kinds, strict=True))
    is_site = named > 1 or "sure" in kinds or "open" in kinds or ("button" in kinds and "beside" in kinds)
    taken = {i for i, kind in enumerate(kinds) if kind and (is_site or kind == "button")}
    if not taken:
        return
    values: list[_Value] = []
    if is_site:
        for i in sorted(taken):
            values += _values(lines[i])
            if kinds[i] in ("label", "open") and i + 1 < len(lines) and kinds[i + 1] is None:
                following = kinds[i + 2] if i + 2 < len(lines) else None
                values += _whole_line(lines[i], lines[i + 1])
                is_read = bool(values) and values[-1].block == lines[i + 1].block
                if is_read or _is_value(lines[i + 1].bare, following):
                    taken.add(i + 1)
        last = max(taken)
        kept = _headline([None if i in taken else line for i, line in enumerate(lines[:last])])
        taken.update(i for i in range(last) if i not in kept)
        below = lines[last + 1].block if last + 1 < len(lines) else len(blocks)
        for at in signs:
            if at < below:
                yield at, _furniture(blocks[at])
    own = [line for i, line in enumerate(lines) if i not in taken]
    sites = {lines[i].block for i in taken}
    rests = _lacking(values, own, [block for at, block in enumerate(blocks) if at not in sites])
    for at in sorted(sites):
        yield at, _rest(blocks[at], [value for value in rests if value.block == at])


def _records_as_lines(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, the cells of a table above the notice as lines where the table is a record: a label, its value, the next label."""
    first = next((i for i, block in enumerate(blocks[:_HEAD]) if block.cell is not None), None)
    if first is None:
        return blocks
    last = first
    while (
        last < len(blocks)
        and last - first < _CELLS
        and (blocks[last].cell is not None or blocks[last].kind == "furniture")
    ):
        last += 1
    bare = ["".join(block.text.translate(MATCH).split()).strip(":[]") for block in blocks[first:last]]
    if sum(label in _SITE for label in bare) < _RECORD:
        return blocks
    return [
        *blocks[:first],
        *(block._replace(kind="line", cell=None) if block.cell is not None else block for block in blocks[first:last]),
        *blocks[last:],
    ]


def _head_lines(blocks: Sequence[Block]) -> tuple[list[_Line], list[int]]:
    """The lines above the addressees, or without any those above the first sentence or item; and the blocks that only hold signs."""
    lines: list[_Line] = []
    signs: list[int] = []
    stop: int | None = None
    for at, block in enumerate(blocks):
        if block.kind == "furniture" or not block.text or block.text.isspace():
            continue
        if block.cell is not None or len(lines) >= _HEAD:
            break
        text = block.text.translate(MATCH) if len(block.text) <= 2 * _LINE else block.text
        bare = "".join(text.split())
        if not _WORD_RE.search(bare):
            signs.append(at)
            continue
        line = _Line(at, text, bare)
        if _ITEM_RE.match(bare):
            break
        if _kind(line) is None:
            if _RECIPIENTS_RE.match(bare) and "关于" not in bare:
                return lines, signs
            if stop is None and len(bare) >= _SENTENCE and "。" in bare:
                stop = len(lines)
        lines.append(line)
    return (lines if stop is None else lines[:stop]), signs


def _kind(line: _Line) -> Kind | None:
    """What a line says of itself."""
    text = line.text
    if len(text) > _LINE:
        return None
    if _SIGNS.isdisjoint(text):
        if line.bare in _LABELS:
            return "label"
        return "button" if line.bare in _BUTTONS else None
    if len(text) <= _BUTTONS_LINE and all(part in _BUTTONS for part in _SPLIT_RE.split(text) if part):
        return "button"
    begin = match.end() if (match := _BULLET_RE.match(text)) else 0
    if _TIME_RE.match(text, begin) or _TRAIL_RE.match(text, begin):
        return "sure"
    if _ARROWS_RE.search(text) and not any(sign in text for sign in "《。;"):
        return "sure"
    if _ISO_RE.match(text, begin):
        return "beside"
    found = list(_LABEL_RE.finditer(text, begin))
    if not found or found[0].start() > begin or "。" in text or ("|" in text and _names_columns(text)):
        return None
    labels = [_name(match) for match in found]
    signed = [name for match, name in zip(found, labels, strict=True) if match["sign"] or "]" in match[0]]
    is_sure = not _SITE.isdisjoint(signed) or len(signed) > 1 or (len(labels) > 1 and not _SITE.isdisjoint(labels))
    if not _WORD_RE.search(text, found[-1].end()) and len(labels) == 1:
        return "open" if is_sure else "label"
    if is_sure:
        return "sure"
    return "beside" if signed or labels[0] in _SITE or labels[0] in TITLE_LABELS else None


def _names_columns(text: str) -> bool:
    """Whether a line with bars is the header of a task table: 类别 | 序号 | 任务名称 | 责任部门 |."""
    roles = [COLUMNS.get("".join(part.split())) for part in text.split("|")]
    return "number" in roles or sum(role in UNIT_ROLES for role in roles) > 1


def _name(match: regex.Match[str]) -> str:
    return "".join(match["label"].split())


def _is_value(bare: str, following: Kind | None) -> bool:
    """Whether a line below a label is its value: none that may be a title, unless the next label follows."""
    if bare in RECORD_VALUES or _CODE_RE.fullmatch(bare) or _NUMBER_RE.fullmatch(bare):
        return True
    return following is not None and len(bare) <= _VALUE and "关于" not in bare and not _is_title(bare)


def _is_title(bare: str) -> bool:
    return len(bare) >= _TITLE and ("关于" in bare or _TITLE_RE.fullmatch(bare) is not None)


def _headline(lines: Sequence[_Line | None]) -> set[int]:
    """Which lines above a site's last one are of the notice: letterhead, document number, title, line by line; None is a site's."""
    kept: set[int] = set()
    for i in reversed(range(len(lines))):
        line = lines[i]
        if line is None:
            continue
        bare = line.bare
        below = lines[i + 1] if i + 1 in kept else None
        following = below.bare if below else ""
        if (
            _is_title(bare)
            or _NUMBER_RE.fullmatch(bare.strip("()[]"))
            or (bare.endswith("文件") and len(bare) > _TITLE)
            or _TITLE_END_RE.fullmatch(bare)
            or (following.startswith(("关于", "转发", "印发")) and _ISSUER_RE.fullmatch(bare))
            or (following and _ISSUER_RE.fullmatch(following) and _ISSUER_RE.fullmatch(bare))
            or (following and _PLAIN_RE.fullmatch(bare) and not _NUMBER_RE.match(following))
            or (i + 1 == len(lines) and "年" in bare and _PLAIN_RE.fullmatch(bare))
        ):
            kept.add(i)
    return kept


def _whole_line(label: _Line, line: _Line) -> Iterator[_Value]:
    """A line below a label that is a document number or, as the label says, a title."""
    start, end = len(line.text) - len(line.text.lstrip()), len(line.text.rstrip())
    if _NUMBER_RE.fullmatch(line.bare):
        yield _Value("number", line.block, start, start, end)
    elif (match := _LABEL_RE.search(label.text)) and _name(match) in TITLE_LABELS and _is_title(line.bare):
        yield _Value("title", line.block, start, start, end)


def _values(line: _Line) -> Iterator[_Value]:
    """What a line of the record says about the notice."""
    found = list(_LABEL_RE.finditer(line.text))
    for i, match in enumerate(found):
        start, end = match.end(), found[i + 1].start() if i + 1 < len(found) else len(line.text)
        while start < end and line.text[start] in _EDGES:
            start += 1
        while start < end and line.text[end - 1] in _EDGES:
            end -= 1
        name, value = _name(match), "".join(line.text[start:end].split())
        field: Field | None = None
        if _NUMBER_RE.fullmatch(value):
            field = "number"
        elif name in TITLE_LABELS and _is_title(value):
            field = "title"
        elif name in ISSUER_LABELS and _ISSUER_RE.fullmatch(value):
            field = "issuer"
        elif name in DATE_LABELS and _DATED_RE.fullmatch(value):
            field = "date"
        if field:
            yield _Value(field, line.block, match.start("label"), start, end)


def _lacking(values: Sequence[_Value], own: Sequence[_Line], blocks: Sequence[Block]) -> list[_Value]:
    """Of what the record says, the first of each kind that the notice does not say itself."""
    said: set[Field] = set()
    if any(
        _NUMBER_RE.search(line.bare) and (len(line.bare) < _NUMBER_LINE or _NUMBERED_RE.search(line.bare))
        for line in own
    ):
        said.add("number")
    if any(_is_title(line.bare) for line in own):
        said.add("title")
    if {value.field for value in values} & {"issuer", "date"}:
        lines = [bare for block in blocks if (bare := "".join(block.text.translate(MATCH).split()))]
        dated = [i for i, bare in enumerate(lines) if len(bare) < _NUMBER_LINE and _SIGNED_RE.search(bare)]
        if dated:
            said.add("date")
        if any(_ISSUER_RE.fullmatch(lines[i - 1]) for i in dated if i) or any(_BY_RE.match(line.bare) for line in own):
            said.add("issuer")
    found: dict[Field, _Value] = {}
    for value in values:
        if value.field not in said:
            found.setdefault(value.field, value)
    return [*found.values()]


def _rest(block: Block, values: Sequence[_Value]) -> Block:
    """A block of which only what the notice lacks stays, with the label where a value alone would not say what it is."""
    if not values:
        return _furniture(block)
    pieces: list[Furniture] = []
    end = 0
    for value in sorted(values, key=lambda value: value.start):
        start = value.label if value.field in ("issuer", "date") else value.start
        if start > end:
            pieces.append(Furniture(end, start, _REASON))
        end = value.end
    if end < len(block.text):
        pieces.append(Furniture(end, len(block.text), _REASON))
    return block._replace(furniture=tuple(pieces))


def _furniture(block: Block) -> Block:
    return block._replace(kind="furniture", furniture=(Furniture(0, len(block.text), _REASON),))


def _foot(blocks: Sequence[Block]) -> Iterator[int]:
    """The lines of a site at the end, from the last one up."""
    left = _FOOT
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if block.kind == "furniture" or not block.text or block.text.isspace():
            continue
        left -= 1
        if (
            not left
            or block.cell is not None
            or len(block.text) > _LINE
            or not _FOOT_RE.fullmatch(block.text.translate(MATCH).strip())
        ):
            return
        yield at
