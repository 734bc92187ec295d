"""What a site prints around an article, known by its words: labels, buttons, trails of pages, imprints."""

from __future__ import annotations

from typing import Final

import regex

from taskparse import patterns
from taskparse.lexicon.sites import INFO_LABELS, RECORD_LABELS

_RECORD: Final = frozenset(RECORD_LABELS)
_RECORD_SIZE: Final = 4
"""A table with this many labels of a record is one."""

_LABELLED_RE: Final = patterns.compile(r"(?<![\p{Han}A-Za-z])\L<labels>\s*[:：]", labels=INFO_LABELS)
_SURE_RE: Final = patterns.compile(
    r"^[\s【\[（(]*(?:发布(?:时间|日期|机构|单位)|(?:信息|文章|稿件|内容)?来源|浏览(?:次数|量)|阅读(?:次数|量)|点击(?:次数|数|率|量)|访问(?:量|次数)|字体(?:大小)?|字号(?:大小)?|分享[到至]|责任编辑|责编|索\s*引\s*号|视力保护色|更新(?:时间|日期))\s*[:：]"
    r"|^[\s【\[（(]*(?:字体|字号)\s*[:：]?\s*[【\[（(]?\s*大"
)
_TRAIL_RE: Final = patterns.compile(
    r"^\s*(?:[【\[]?\s*(?:您?当前(?:的|所在)?位置|您(?:现在|当前|目前)?(?:的|所在的?|所处的?)*位置|所在位置|现在位置)\s*[:：】\]]?|首\s*页\s*(?:[>›»→＞/|-]|$))"
)
_ARROW_RE: Final = patterns.compile(r"[>›»→＞]+")
_CHROME_RE: Final = patterns.compile(
    r"""
      ^[\s【\[（(]*(?:
          打印(?:本页|此页|本文)?|关闭(?:窗口|本页|页面)?|返回(?:顶部|首页|列表|上页|上一页)?|(?:大|中|小)|收藏(?:本页|本站)?|加入收藏|设为首页|分享|复制链接|下载(?:Word版|PDF版|文字版|图片版|打印版)?
        | 无障碍(?:浏览|阅读)?|关怀版|长者(?:模式|助手|版|专区)|适老(?:化|版)|简体(?:中文)?|繁体(?:中文|版)?|English|登录|注册|搜索|检索|微信|微博|客户端|手机版|移动版|网站地图|联系我们|关于我们|网站声明|版权声明
        | 打印\s*[|｜]?\s*关闭(?:窗口)?|顶部|更多|智能问答|政策问答|语音播报|收听|扫一扫.*|用微信.*|我要(?:纠错|收藏|分享|评论|打印)|首\s*页
      )[\s】\]）)>»]*$
    | ^\s*(?:上一[篇条]|下一[篇条]|前一篇|后一篇|上一页|下一页|相关(?:链接|文档|阅读|解读|文章|信息|新闻|稿件|文件|政策)|政策解读|友情链接|热点(?:新闻|信息)|推荐阅读|附件下载|扫一扫)\s*[:：>»]?
    | ICP备|公网安备|网站标识码|(?i:copyright)|©|版权所有|技术支持\s*[:：]|网站(?:主办|管理|维护|支持)|未经.{0,8}(?:许可|授权).{0,12}(?:转载|使用|镜像)|建议使用.{0,40}(?:分辨率|浏览器)
    """,
    regex.VERBOSE,
)
_OFFICE_RE: Final = patterns.compile(
    r"\s*(?:主办|承办|协办|主管|运行管理|运维|维护|地址|电话|联系电话|传真|邮编|邮政编码|邮箱|电子邮箱)(?:单位)?\s*[:：]"
)
_IMPRINT_RE: Final = patterns.compile(r"ICP备|公网安备|网站标识码|(?i:copyright)|版权所有")
_COPIES_RE: Final = patterns.compile(r"^\s*抄[送报][:：]|日\s*印发\s*$")
_LINE_LIMIT: Final = 160


def is_info(text: str, labels: int = 1) -> bool:
    """Whether a line is the one under a title: when published, from where, how often read; with at least so many labels.

    >>> is_info("发布时间：2027-03-02　来源：县政府办　浏览次数：318次"), is_info("责任单位：县公安局")
    (True, False)
    """
    if len(text) > _LINE_LIMIT or "。" in text:
        return False
    return len(_LABELLED_RE.findall(text)) >= 2 or (labels == 1 and _SURE_RE.search(text) is not None)


def is_chrome(text: str) -> bool:
    """Whether a line is a button, a trail of pages or the imprint of a site.

    >>> is_chrome("首页 > 政务公开 > 政策文件"), is_chrome("【打印】【关闭】"), is_chrome("一、总体要求")
    (True, True, False)
    """
    if _TRAIL_RE.search(text) and len(text) <= _LINE_LIMIT:
        return True
    arrows = _ARROW_RE.findall(text)
    if len(arrows) >= 2 and len(text) <= 80 and not any(c in text for c in "。；，0123456789"):
        return True
    if len(text) > 2 * _LINE_LIMIT:
        return False
    buttons = [part for part in regex.split(r"[\s|｜/·】\]]+", text) if part.strip("【[（(）) ")]
    return _CHROME_RE.search(text) is not None or (
        0 < len(buttons) <= 12 and all(_CHROME_RE.search(part.strip("【[（(）) ")) for part in buttons)
    )


def is_imprint(text: str) -> bool:
    """Whether a text is of the imprint at the foot of a site."""
    return _IMPRINT_RE.search(text) is not None


def is_document_imprint(text: str) -> bool:
    """Whether a text is of the imprint at the foot of a document (GB/T 9704, 7.4), which some pages name a footer.

    >>> is_document_imprint("抄送：县委办公室。"), is_document_imprint("县政府办公室　2027年3月2日印发"), is_document_imprint("主办：县政府")
    (True, True, False)
    """
    return _COPIES_RE.search(text) is not None


def is_office_line(text: str) -> bool:
    """Whether a line names who runs a site, as the line before the imprint does; a notice may have such lines too."""
    return _OFFICE_RE.match(text) is not None


def is_record(cells: list[str]) -> bool:
    """Whether a table is the catalogue record of a page (索引号, 发文机关 …), no table of the document."""
    labels = [cell.rstrip("：: ") for cell in ("".join(c.split()) for c in cells)]
    known = {label for label in labels if label in _RECORD}
    return len(known) >= _RECORD_SIZE or ("索引号" in known and len(known) >= 2)
