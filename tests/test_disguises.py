"""The same notice in another dress: wrapped, set in other characters, damaged as copies are. Its tasks, units and targets stay the same.

Each notice of `tests/notices` that is a text goes through every disguise; what is compared is what the notice gives undisguised.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from taskparse.extraction import extract_bytes
from taskparse.lexicon.characters import MATCH
from taskparse.notice.models import Notice
from taskparse.readers.text import decode

NOTICES = Path(__file__).parent / "notices"
TEXTS = [path for path in sorted(NOTICES.iterdir()) if path.suffix in (".md", ".txt")]

WIDE: Final = {
    code: code + 0xFEE0 for code in map(ord, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%.")
}
NARROW: Final = str.maketrans("，；：（）！？", ",;:()!?")
RADICALS: Final = {
    ord(unicodedata.normalize("NFKC", chr(code))): code
    for code in range(0x2F00, 0x2FD6)
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
} | str.maketrans("民长门见车马鱼", "⺠⻓⻔⻅⻋⻢⻥")
TRADITIONAL: Final = str.maketrans(
    "务单责区县乡镇发财教卫农业体设农业园项场户养医学线亿万达个条处级统筹进环节实现标准规约时间",
    "務單責區縣鄉鎮發財教衛農業體設農業園項場戶養醫學線億萬達個條處級統籌進環節實現標準規約時間",
)
WIDEST: Final = 60
"""No line of a text that was wrapped already is longer, in characters."""
CHINESE: Final = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def wrapped(text: str, width: int, page: int = 0) -> str:
    """Paragraphs longer than a line set in lines of `width` full characters, indented by two; page numbers after every `page` lines."""
    lines: list[str] = []
    for paragraph in paragraphs(text):
        line, at = "", 0
        for char in ("\u3000\u3000" if len(paragraph) > width else "") + paragraph:
            step = 1 if char < "\u2e80" else 2
            if at + step > 2 * width and char not in "，。；：、）":
                lines.append(line)
                line, at = "", 0
            line, at = line + char, at + step
        lines.append(line)
    if not page:
        return "\n".join(lines)
    return "\n".join(line + (f"\n— {i // page} —" if i % page == 0 else "") for i, line in enumerate(lines, 1))


def with_spaces(text: str) -> str:
    """A space after every thirtieth Chinese character or so."""
    chance = Random(5)
    return CHINESE.sub(lambda _: " " if chance.random() < 0.03 else "", text)


def pronounced(text: str) -> str:
    return re.sub("责(?=任)", "责（zé）", text)


def on_a_site(text: str) -> str:
    return f"首页 > 政务公开 > 政策文件\n{text}\n【打印】【关闭】\n上一篇：无\n下一篇：某通知"


def unclosed(text: str) -> str:
    """Every third bracket of a clause at the end of a line has lost its second half."""
    count = 0

    def lose(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return match[1] if count % 3 == 0 else match[0]

    return re.sub(r"((?:单位|部门)[：:][^（）()\n]{2,80})[）)](?=[。\n]|$)", lose, text)


DISGUISES: dict[str, Callable[[str], str]] = {
    "wrapped at 28": lambda text: wrapped(text, 28),
    "wrapped at 38": lambda text: wrapped(text, 38),
    "wrapped, with page numbers": lambda text: wrapped(text, 28, page=22),
    "full-width figures": lambda text: text.translate(WIDE),
    "half-width signs": lambda text: text.translate(NARROW),
    "radicals": lambda text: text.translate(RADICALS),
    "traditional characters": lambda text: text.translate(TRADITIONAL),
    "stray spaces": with_spaces,
    "labels set with spaces": lambda text: re.sub("(?:牵头|责任|配合)单位", lambda match: " ".join(match[0]), text),
    "pronunciations": pronounced,
    "brackets not closed": unclosed,
    "empty lines between": lambda text: "\n\n".join(line for line in text.split("\n") if line.strip()),
    "no empty lines": lambda text: "\n".join(line for line in text.split("\n") if line.strip()),
    "lines end as on Windows": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "what a site sets around it": on_a_site,
}

KNOWN = {
    ("full-width figures", "i15-several-steps-in-one-cell"): "<ｂｒ> is no line break",
    ("full-width figures", "j09-cover-two-annexes-blank-form"): "<ｂｒ> is no line break",
    ("stray spaces", "p03-rows-set-with-single-spaces"): "there a space is what parts the cells",
    ("wrapped at 28", "p03-rows-set-with-single-spaces"): "a row on a line, parted by spaces, is no paragraph",
    ("wrapped at 28", "p06-items-run-on"): "items that run on in one paragraph have lost their lines already",
    ("wrapped at 38", "p06-items-run-on"): "items that run on in one paragraph have lost their lines already",
    (
        "wrapped, with page numbers",
        "p03-rows-set-with-single-spaces",
    ): "a row on a line, parted by spaces, is no paragraph",
    (
        "wrapped, with page numbers",
        "p06-items-run-on",
    ): "items that run on in one paragraph have lost their lines already",
}
"""What a disguise changes, and why that may be."""


def is_table(text: str) -> bool:
    return any(sign in text for sign in "|\t│") or re.search(r"\S {2,}\S+ {2,}\S", text) is not None


def fits(name: str, path: Path, text: str) -> bool:
    """Whether a disguise is one for this text: Markdown and tables are not wrapped, nor is what is wrapped already."""
    longest = max(map(len, paragraphs(text)))
    if name.startswith("wrapped"):
        return path.suffix == ".txt" and not is_table(text) and longest > WIDEST
    wraps = 25 < longest <= WIDEST
    return not (wraps and ("spaces" in name or "full-width" in name)) and not (
        "empty lines between" in name and is_table(text) and "|" not in text
    )


@cache
def text_of(path: Path) -> str:
    return decode(path.read_bytes()).replace("\r\n", "\n")


def told(notice: Notice) -> list[tuple[Any, ...]]:
    """What is compared of each task, in the parser's own characters."""
    return [
        (
            task.number,
            task.part,
            *(
                [plain(unit.name) for unit in units]
                for units in (task.lead_units, task.responsible_units, task.supporting_units)
            ),
            [(target.value, target.upper, plain(target.unit or ""), target.comparator) for target in task.targets],
        )
        for task in notice.tasks
    ]


def plain(text: str) -> str:
    return "".join(text.translate(MATCH).split())


@cache
def undisguised(path: Path) -> list[tuple[Any, ...]]:
    return told(extract_bytes(text_of(path).encode()))


@pytest.mark.parametrize("name", DISGUISES)
def test_a_disguised_notice_is_the_same(name: str) -> None:
    disguise = DISGUISES[name]
    tried = 0
    changed: dict[str, Any] = {}
    for path in TEXTS:
        text = text_of(path)
        other = disguise(text) if fits(name, path, text) else text
        if other == text or not undisguised(path):
            continue
        tried += 1
        found = told(extract_bytes(other.encode()))
        if found != undisguised(path):
            changed[path.stem] = next(
                (pair for pair in zip(undisguised(path), found, strict=False) if pair[0] != pair[1]), len(found)
            )
    assert tried > 10
    assert {stem: what for stem, what in changed.items() if (name, stem) not in KNOWN} == {}
    assert {stem for known, stem in KNOWN if known == name} <= changed.keys(), (
        "a known failure is gone: take it out of KNOWN"
    )
