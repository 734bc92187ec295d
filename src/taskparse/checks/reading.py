"""How the notice could be read: nothing in it is left over, and it assigns tasks at all."""

from collections.abc import Callable, Iterator
from typing import Final

from taskparse import patterns
from taskparse.checks.rules import Hit, Rule, Words
from taskparse.notice.models import Notice
from taskparse.notice.tasks import DOUBT, DOUBT_HINT
from taskparse.source import SourceText

_WORD_RE: Final = patterns.compile(r"[\p{L}\p{N}]")
_MOST_SHOWN: Final = 40


def left_over(notice: Notice, source: SourceText) -> Iterator[Hit]:
    """Unclaimed stretches with letters or figures in them; only while the source is at hand."""
    for index, span in enumerate(notice.coverage.unclaimed):
        text = source.text[span.start : span.end]
        if _WORD_RE.search(text):
            shown = " ".join(text.split())
            short = shown[:_MOST_SHOWN] + ("…" if len(shown) > _MOST_SHOWN else "")
            yield Hit(("coverage", "unclaimed", index), {"text": short})


def _recorded(code: str, value: str, *, after: str = "") -> Callable[[Notice], Iterator[Hit]]:
    """What the extraction has recorded, for rules that need the source; `after`: the words of its message before the value."""

    def find(notice: Notice) -> Iterator[Hit]:
        for index, diagnostic in enumerate(notice.diagnostics):
            if diagnostic.code == code:
                yield Hit(("diagnostics", index), {value: diagnostic.message.removeprefix(after)})

    return find


def _no_task(notice: Notice) -> Iterator[Hit]:
    if not notice.tasks:
        yield Hit(())


_LEFT_OVER: Final = "belongs to no task, section or field: "

UNCLAIMED: Final = Rule(
    "TP301",
    "unclaimed",
    "warning",
    Words("letters or figures that belong to no part of the notice", f"{_LEFT_OVER}{{text}}", "read this place by eye"),
    Words("未归属的文字", "不属于任何任务、章节或字段：{text}", "人工核对此处"),
    _recorded("TP301", "text", after=_LEFT_OVER),
)
NO_TASK: Final = Rule(
    "TP401",
    "no-task",
    "error",
    Words("no task was found", "no task was found", "check that this is a notice that assigns tasks"),
    Words("未找到任务", "没有找到任何任务", "确认这是一份分解任务的通知"),
    _no_task,
    asked=True,
)
REMARK: Final = Rule(
    "TP901",
    "remark",
    "warning",
    Words(
        "what the reader of the file remarks: pages without text, damaged characters",
        "{remark}",
        "look at the file itself",
    ),
    Words("读取文件时的提示：没有文字的页、损坏的字符等", "读取提示：{remark}", "查看原文件"),
    _recorded("TP901", "remark"),
)

_DOUBT: Final = DOUBT.removesuffix("{text}")
DOUBTFUL: Final = Rule(
    "TP802",
    "condition-or-target",
    "info",
    Words("a figure with two readings: a condition, or a target", DOUBT, DOUBT_HINT),
    Words("数字有两种读法：条件或目标", "按限定条件处理，未作为目标：{text}", "核对是否为须达到的数量"),
    _recorded("TP802", "text", after=_DOUBT),
)

RECORDED: Final = (UNCLAIMED, DOUBTFUL, REMARK)
"""Rules whose findings only an extraction can make: a check finds those that it has recorded."""
