"""Character tables: 1:1 translations, so that offsets never move.

`USUAL` gives a character its usual form (for names, metrics and titles); `MATCH` also folds punctuation, for patterns only.

NFKC is not used on text: it changes lengths (㎡, ①, ㎞), misses 112 of the 114 radicals of the supplement block and rewrites （）：； in
quotes. The pairs of the supplement block follow the Unicode property Equivalent_Unified_Ideograph (UCD, EquivalentUnifiedIdeograph.txt).

>>> "⼯业⻛电５０％".translate(USUAL)
'工业风电50%'
>>> "（牵头单位：甲）".translate(MATCH)
'(牵头单位:甲)'
"""

from __future__ import annotations

import unicodedata
from typing import Final

_SUPPLEMENT: Final = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)

# Kangxi radicals and compatibility ideographs: there NFKC is one character to one.
_NORMALISED: Final = [*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF)]

# Full-width letters, digits and the signs that stand inside numbers.
_WIDE: Final = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), ord("％"), ord("＋")]

_PUNCTUATION: Final = (
    "：；，（）［］〔〕【】｛｝﹝﹞．｡／－–〜～〈〉＜＞﹤﹥“”„＂｢｣「」『』＊！？＝",
    ":;,()[][][]{}[].。/--~~<><><>“”“”“”“”“”*!?=",
)


def _table() -> dict[int, int]:
    table = dict(zip(map(ord, _SUPPLEMENT[0]), map(ord, _SUPPLEMENT[1]), strict=True))
    for code in _NORMALISED:
        usual = unicodedata.normalize("NFKC", chr(code))
        if len(usual) == 1:
            table[code] = ord(usual)
    table |= {code: code - 0xFEE0 for code in _WIDE}
    table |= {ord("\u3000"): ord(" "), ord("\u00a0"): ord(" ")}
    return table


USUAL: Final = _table()
MATCH: Final = USUAL | dict(zip(map(ord, _PUNCTUATION[0]), map(ord, _PUNCTUATION[1]), strict=True))
