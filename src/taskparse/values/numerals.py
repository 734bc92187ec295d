"""Numbers: 1,200 · 2.3万 · 三百 · 十二万 · 3万5千 · 一千零五.

The grammar of a whole number is the usual one: sections of 万 and 亿, each of digits with 千百十. Values are `Decimal`, so that 2.3万 is
23000 and not 22999.999….
"""

from decimal import Decimal
from typing import Final

from taskparse.lexicon.numerals import DIGITS, MYRIADS, TENS

CHINESE: Final = "".join(DIGITS) + "".join(TENS)
"""Characters of a Chinese numeral below 万."""

_ABBREVIATED: Final = frozenset((100, 1000, 10**4, 10**8))
"""After these a last bare digit counts the next lower power: 两百五 is 250, 三万二 is 32000."""

_FIGURES: Final = frozenset("0123456789.")


def parse_number(text: str) -> Decimal | None:
    """The value of a numeral with its multipliers, or None if it is none.

    >>> [str(parse_number(s)) for s in ("1,200", "2.3万", "1.42万亿", "三百", "十二万", "3万5千", "一千零五", "两百五", "三点五")]
    ['1200', '23000', '1420000000000', '300', '120000', '35000', '1005', '250', '3.5']
    >>> parse_number("万") is None
    True
    """
    if text.isascii() and text.isdecimal():  # most are
        return Decimal(text)
    whole, point, decimals = text.partition("点")
    if point:
        return _decimal(whole, decimals)
    total = section = Decimal(0)  # section: what has been read since the last 万 or 亿
    figure: Decimal | None = None  # the digits read last, not yet multiplied
    unit = 1  # the last multiplier, for 两百五 and 三万二
    read = False
    at, end = 0, len(text)
    while at < end:
        char = text[at]
        if char in _FIGURES:
            stop = at
            while stop < end and (text[stop] in _FIGURES or text[stop] == ","):
                stop += 1
            figures = text[at:stop].replace(",", "")
            if figures.count(".") > 1 or figures == ".":
                return None
            figure, at, read, unit = Decimal(figures), stop, True, 1
            continue
        if char in DIGITS:
            digit = DIGITS[char]
            figure = figure * 10 + digit if figure is not None and text[at - 1] in DIGITS else Decimal(digit)
            read = True
            unit = 1 if digit == 0 else unit
        elif char in TENS:
            # 十二: a leading 十 is one ten
            section += (Decimal(1) if figure is None else figure) * TENS[char]
            figure, unit, read = None, TENS[char], True
        elif char in MYRIADS:
            if not read:
                return None
            myriad = MYRIADS[char]
            section += figure or 0
            if section == 0:  # 万亿: the multiplier multiplies what stands before it
                total *= myriad
            elif total and total < myriad:
                total, section = (total + section) * myriad, Decimal(0)
            else:
                total, section = total + section * myriad, Decimal(0)
            figure, unit = None, myriad
        else:
            return None
        at += 1
    if not read:
        return None
    if figure is not None and unit in _ABBREVIATED and text[-1] in DIGITS and len(text) > 1 and text[-2] not in DIGITS:
        figure *= unit // 10
    value = (total + section + (figure or 0)).normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _decimal(whole: str, decimals: str) -> Decimal | None:
    """三点五: the digits after 点 are read one by one."""
    value = parse_number(whole)
    if value is None or not decimals or any(c not in DIGITS for c in decimals):
        return None
    return value + Decimal("0." + "".join(str(DIGITS[c]) for c in decimals))
