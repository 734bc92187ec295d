"""What a site sets around an article: names of elements by which its furniture is known."""

from __future__ import annotations

from typing import Final

import regex
from lxml import etree

from taskparse import patterns

_NAMED_RE: Final = patterns.compile(
    r"(?:^|[-_\s])(?:nav|navbar|navigation|menu|topmenu|breadcrumbs?|crumbs?|footer|foot|bottom|copyright|sidebar|side|aside|toolbar|tools?|share|bdsharebuttonbox|topbar|topnav|header|head|top|position|location|curr?ent|dqwz|dqwzbox|weizhi|wz|"
    r"friendlinks?|links?|search|searchbox|pagination|pager|pages?nav|related|relate|relevant|recommend|qrcode|ewm|qrcodebox|print|fontsize|banner|logo|login|comments?|info|infos?bar|pubinfo|publish-?info|sub-?title-?info|meta|source|laiyuan|editor|prev|next|prevnext|pre-?next|xgwd|xgjd|xglj)(?:[-_\s\d]|$)",
    regex.IGNORECASE,
)
_TAGS: Final = frozenset({"nav", "footer", "aside", "select", "option", "button", "form"})
_ROLES: Final = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"})
_ARTICLE_RE: Final = patterns.compile(
    r"(?:^|[-_\s])(?:ucap-content|zoom|content|contents|article|articlecontent|article-?body|article-?content|main-?content|maincontent|news-?content|newscontent|text-?content|trs[-_]?(?:editor|view|uedit)[\w-]*|view|"
    r"con_?text|txt|nr|neirong|zhengwen|wzcon|wznr|xxgk_?content|detail-?content|pages_content|j-?fontcontent|vsb_content|editor-?content|policy-?body|info-?content|fontzoom)(?:[-_\s\d]|$)",
    regex.IGNORECASE,
)


def is_named_furniture(element: etree._Element) -> bool:
    """Whether an element says by its name, tag or role that it is no article: believed only of what holds little text."""
    if element.tag in ("body", "html", "table", "tr"):
        return False
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    if element.tag == "header" and element.find(".//h1") is None:
        return True
    return _NAMED_RE.search(f"{element.get('id') or ''} {element.get('class') or ''}") is not None


def is_control(element: etree._Element) -> bool:
    """Whether text in a block is that of a button or a list to choose from."""
    return element.tag in ("select", "option", "button")


def is_named_article(element: etree._Element) -> bool:
    """Whether an element says by its name that it holds the article: a hint, no more."""
    return (
        element.tag in ("article", "main")
        or _ARTICLE_RE.search(f"{element.get('id') or ''} {element.get('class') or ''}") is not None
    )
