"""Targets: the numbers that a task commits to deliver, reach or cover.

A quantity is a target unless a trap says that it is something else; then its metric, verb and modality are found around it.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, Literal, NamedTuple, TypeAlias

from taskparse import patterns
from taskparse.language.metrics import Metric, metric_of
from taskparse.language.quantities import Quantity, find_quantities
from taskparse.language.scene import Scene
from taskparse.language.traps import is_baseline, trap_of
from taskparse.lexicon.actions import ENSURE, STRIVE

# 争取 with a verb or a time after it strives; with a noun it wins (争取上级资金).
_STRIVE_VERB_RE: Final = patterns.compile(
    r"争取(?:$|在|到|早日|全年|年内|尽早|\d|实现|完成|达到|突破|新增|建成|开工|增长|引进|培育|创建|获批)"
)
Modality: TypeAlias = Literal["strive", "ensure"]


class TargetReading(NamedTuple):
    """A target at [start, end) of the text: number, measure word and comparator."""

    start: int
    end: int
    quantity: Quantity
    metric: Metric
    modality: Modality | None
    baseline: Decimal | None = None


class Rejected(NamedTuple):
    """A quantity that is no target, and the id of the trap that says so (see `traps`)."""

    quantity: Quantity
    trap: str


class Readings(NamedTuple):
    """The targets of a text, the quantities that are none, and those of them that could be targets too."""

    targets: list[TargetReading]
    rejected: list[Rejected]
    doubtful: list[Quantity]


def find_targets(text: str) -> list[TargetReading]:
    """Targets of a folded text.

    >>> text = "新增停车泊位1万个、充电桩6000个,力争停车泊位总数达到5万个。"
    >>> [("".join(text[a:b] for a, b in t.metric.thing), str(t.quantity.value), t.modality) for t in find_targets(text)]
    [('停车泊位', '10000', None), ('充电桩', '6000', None), ('停车泊位总数', '50000', 'strive')]
    """
    return read_targets(text).targets


def read_targets(text: str, year: int | None = None) -> Readings:
    """Targets of a folded text, what is none, and the bounds read as a condition in a phrase where nothing is counted that could fulfil it.

    `year`: the plan's; what a sentence says of years before it has been done.

    >>> [text[q.start : q.end] for text in ["推广带动10户以上的做法。"] for q in read_targets(text).doubtful]
    ['10户以上']
    """
    quantities = tuple(find_quantities(text))
    if not quantities:
        return Readings([], [], [])
    scene = Scene(text, quantities, year)
    traps: dict[int, str] = {}
    chosen = list(_chosen(scene, traps))
    found: list[TargetReading] = []
    metrics: list[tuple[int, Metric]] = []
    for position, (index, baseline) in enumerate(chosen):
        quantity = _compared(scene, index)
        following = quantities[chosen[position + 1][0]] if position + 1 < len(chosen) else None
        start = _start(text, quantity)
        metric = _with_action(metric_of(scene, quantity, following, start, metrics[-_BACK:]), scene, start, metrics)
        metrics.append((quantity.end, metric))
        found.append(TargetReading(start, quantity.end, quantity, metric, _modality(scene, start), baseline))
    counted = {scene.segment(target.start) for target in found}
    rejected = [Rejected(quantities[i], trap) for i, trap in traps.items()]
    doubtful = [one.quantity for one in rejected if _is_doubtful(*one)]
    return Readings(found, rejected, [q for q in doubtful if scene.segment(q.start) not in counted])


def _is_doubtful(quantity: Quantity, trap: str) -> bool:
    return trap == "condition" and quantity.kind == "count" and quantity.comparator in (">=", ">")


_BACK: Final = 60
"""So many targets are looked back at for a metric."""
_LISTED: Final = 12
"""No list after 分别 is longer."""
_AT_LEAST_RE: Final = patterns.compile(r"(?:至少|最少)\p{Han}{1,4}$")


def _compared(scene: Scene, index: int) -> Quantity:
    """至少建设1所: the comparator may stand before the verb; 分别不低于80%、60%: or before the first of a list."""
    quantity = scene.quantities[index]
    if quantity.comparator != "=":
        return quantity
    before = scene.before(quantity.start, 6)
    if "少" in before and _AT_LEAST_RE.search(before):
        return quantity._replace(comparator=">=")
    first = index
    while (
        index - first < _LISTED
        and first
        and scene.text[scene.quantities[first - 1].end : scene.quantities[first].start] in ("、", "和")
    ):
        first -= 1
    head = scene.quantities[first]
    said = scene.before(head.start, 2) == "分别" and head.start < head.number
    return quantity._replace(comparator=head.comparator) if said and head.unit == quantity.unit else quantity


def _chosen(scene: Scene, traps: dict[int, str]) -> Iterator[tuple[int, Decimal | None]]:
    """Indices of the quantities that are targets, each with its baseline; `traps` takes the others, with what they are."""
    pending: list[Quantity] = []  # from 512元、245元: where the next targets start from
    for index, quantity in enumerate(scene.quantities):
        if is_baseline(scene, index, pending):
            pending.append(quantity)
        elif trap := trap_of(scene, index):
            traps[index] = trap
        else:
            yield index, pending.pop(0).value if pending and pending[0].unit == quantity.unit else None


def _start(text: str, quantity: Quantity) -> int:
    """翻一番 begins at its verb."""
    if quantity.rule == "doubling":
        turned = text.rfind("翻", max(0, quantity.start - 2), quantity.start)
        return turned if turned >= 0 else quantity.start
    return quantity.start


def _with_action(metric: Metric, scene: Scene, start: int, metrics: list[tuple[int, Metric]]) -> Metric:
    """In a list the verb is said once: 新增停车泊位1万个、充电桩6000个."""
    if (
        metric.action is None
        and metrics
        and "、" in scene.text[metrics[-1][0] : start]
        and metrics[-1][0] > scene.segment(start)[0]
    ):
        return metric._replace(action=metrics[-1][1].action)
    return metric


def _modality(scene: Scene, at: int) -> Modality | None:
    segment = scene.text[scene.segment(at)[0] : at]
    if [word for word in STRIVE if word in segment] or ("争取" in segment and _STRIVE_VERB_RE.search(segment)):
        return "strive"
    return "ensure" if [word for word in ENSURE if word in segment] else None
