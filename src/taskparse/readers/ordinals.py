"""A number as a list prints it: the formats of automatic numbering in Word and HTML, written out.

Names are those of ECMA-376 part 1, 17.18.59 (ST_NumberFormat).
"""

from collections.abc import Callable
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_FULL_WIDTH: Final = "０１２３４５６７８９"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

_LIMIT: Final = 9999
"""Above this every format prints plain figures, as Word does."""


def format_ordinal(number: int, name: str) -> str:
    """The number in the format of that name; in plain figures where the format is unknown or has no such number.

    >>> [format_ordinal(n, "chineseCountingThousand") for n in (1, 10, 12, 20, 101, 110)]
    ['一', '十', '十二', '二十', '一百〇一', '一百一十']
    >>> format_ordinal(3, "decimalEnclosedCircleChinese"), format_ordinal(28, "upperLetter"), format_ordinal(4, "lowerRoman")
    ('③', 'BB', 'iv')
    """
    writer = _WRITERS.get(name)
    return str(number) if writer is None or not 0 <= number <= _LIMIT else writer(number) or str(number)


def to_letters(number: int) -> str:
    """A number as HTML writes letters: a … z, aa, ab (Word repeats the letter: aa, bb)."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _counting(number: int) -> str:
    """一 … 九十九; above, Word prints figures one by one with a circle for nothing."""
    if number < 100:
        return _thousands(number) if number else "○"
    return _each(_DIGITS.replace("〇", "○"))(number)


def _thousands(number: int, digits: str = _DIGITS, units: str = "千百十") -> str:
    if number == 0:
        return digits[0]
    written, gap = "", False
    for value, unit in zip((1000, 100, 10, 1), [*units, ""], strict=True):
        digit = number // value % 10
        if digit == 0:
            gap = bool(written)
            continue
        if gap:
            written += digits[0]
        gap = False
        # 十二, but 一百一十二; the legal figures say 壹拾贰
        written += unit if unit == "十" and digit == 1 and not written else digits[digit] + unit
    return written


def _each(digits: str) -> Callable[[int], str]:
    return lambda number: "".join([digits[int(figure)] for figure in str(number)])


def _from(first: str, count: int) -> Callable[[int], str]:
    """A row of Unicode characters: ① … ⑳."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= count else ""


def _of(letters: str) -> Callable[[int], str]:
    return lambda number: letters[number - 1] if 1 <= number <= len(letters) else ""


def _repeated(first: str) -> Callable[[int], str]:
    def write(number: int) -> str:
        times, letter = divmod(number - 1, 26)
        return chr(ord(first) + letter) * (times + 1) if number and times < 30 else ""

    return write


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written, number = written + letters, number - value
    return written


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_WRITERS: Final[dict[str, Callable[[int], str]]] = {
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousands,
    "taiwaneseCountingThousand": _thousands,
    "japaneseCounting": _thousands,
    "koreanCounting": _thousands,
    "chineseLegalSimplified": lambda n: _thousands(n, _LEGAL, "仟佰拾"),
    "ideographDigital": _each(_DIGITS),
    "japaneseDigitalTenThousand": _each(_DIGITS),
    "taiwaneseDigital": _each(_DIGITS.replace("〇", "○")),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalFullWidth": _each(_FULL_WIDTH),
    "decimalFullWidth2": _each(_FULL_WIDTH),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalZero": lambda n: f"{n:02}",
    "numberInDash": lambda n: f"- {n} -",
    "upperLetter": _repeated("A"),
    "lowerLetter": _repeated("a"),
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerRoman": _roman,
    "ordinal": _ordinal,
}
