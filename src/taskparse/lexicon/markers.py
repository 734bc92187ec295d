"""Shapes of the markers that number a document's items (GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）; the rest is use)."""

from typing import Final

CHINESE_ORDINAL: Final = "[一二三四五六七八九十百零〇]{1,5}"

STYLES: Final[dict[str, str]] = {
    "chapter": "第一章, 第二编, 第三部分: a part of a long document",
    "article": "第一条, 第二项: an article",
    "labelled": "任务1, 项目一：: a number after the word 任务, or after 项目, 指标 and the like before a colon",
    "chinese": "一、: a Chinese numeral, also with nothing but white space after it where headings run on",
    "chinese-bracketed": "（一）: a Chinese numeral in brackets",
    "dash": "——: a dash without a number",
    "figure-bracketed": "（1）: figures in brackets",
    "figure-closed": "1）: figures before a closing bracket",
    "figure-boxed": "【1】: figures in square or lenticular brackets",
    "figure": "1.: figures, also with nothing but white space after them where they run on from line to line",
    "circled": "①: a figure in a circle",
    "enclosed": "㈠ ⑴ ⒈: a numeral and its signs in one character, read as （一）, （1） or 1.",
    "bullet": "●: a sign without a number",
}

# style → pattern on the folded text; the groups named n hold the number
MARKERS: Final[dict[str, str]] = {
    "chapter": rf"第(?P<n>{CHINESE_ORDINAL}|\d{{1,3}})[章编篇](?!程)|第(?P<n>{CHINESE_ORDINAL}|\d{{1,3}})部分[、:]?",
    "article": rf"第(?P<n>{CHINESE_ORDINAL}|\d{{1,3}})(?:条(?![^,。;\n]{{0,8}}(?:规定|线))|项(?![^,。;\n]{{0,8}}规定))",
    "labelled": rf"任务(?P<n>\d{{1,3}}|{CHINESE_ORDINAL})[、:.]?(?![个项类名])|(?:重点|督[查办]|整改|主要|具体|年度|工作|建设|民生|考核|攻坚|改革)?(?:任务|项目|指标|事项|实事|举措|措施|专项|课题|问题|重点工作)(?P<n>\d{{1,3}}|{CHINESE_ORDINAL})[、:]",
    "chinese": rf"(?P<n>{CHINESE_ORDINAL})(?:、|\.(?!\d)|,(?=\p{{Han}}))",
    "chinese-bracketed": rf"\((?P<n>{CHINESE_ORDINAL})\)",
    "dash": r"[—―─]{2,400}|--+(?=[\u4e00-\u9fff])",
    "figure-bracketed": r"\((?P<n>\d{1,3})\)",
    "figure-closed": r"(?P<n>\d{1,3})\)(?!\d)",
    "figure-boxed": r"\[(?P<n>\d{1,3})\]",
    "figure": r"(?P<n>\d{1,4})(?:\.{1,2}(?!\d)|。(?=\p{Han})|\.(?=20\d\d年|\d[A-Z])|、)",
    "circled": r"(?P<n>[①-⑳])",
    "enclosed": r"(?P<n>[㈠-㈩⑴-⒇⒈-⒛])",
    "bullet": r"[●△▲■◆★☆○◇□➢•]",
}

# Styles whose items hold text of their own as a rule; the others are headings more often than not.
LEAF_STYLES: Final = (
    "figure",
    "figure-bracketed",
    "figure-closed",
    "figure-boxed",
    "circled",
    "labelled",
    "article",
    "bullet",
    "row",
    "paragraph",
)
