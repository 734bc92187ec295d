"""Names of the columns of a task table and what they hold. Labels of roles (lexicon.roles) name columns too."""

from typing import Final, Literal, TypeAlias

from taskparse import patterns
from taskparse.lexicon.roles import LABELS

ColumnRole: TypeAlias = Literal[
    "number", "category", "task", "lead", "responsible", "supporting", "leader", "due", "measure", "background"
]  # fmt: skip

_NAMES: Final[dict[ColumnRole, tuple[str, ...]]] = {
    "number": ("序号", "编号", "任务编号", "项目编号", "任务序号", "条目"),
    "category": (
        "类别", "分类", "类型", "领域", "板块", "任务类别", "工作类别", "项目类别", "一级指标", "工作领域", "重点领域", "专项", "大类", "工作板块", "任务分类", "一级任务", "类", "方面", "任务领域", "所属领域", "分块", "考核项目",
    ),
    "task": (
        "工作任务", "重点任务", "任务", "主要任务", "任务内容", "工作内容", "目标任务", "年度目标", "重点工作", "工作目标", "具体任务", "任务清单", "实施内容", "建设内容", "责任事项", "主要内容", "指标", "指标名称", "目标值", "项目名称", "工作事项", "具体措施",
        "措施", "工作举措", "年度目标任务", "量化指标", "目标", "具体内容", "任务分解", "重点事项", "事项", "工作措施", "主要举措", "具体工作", "主要目标", "任务目标", "任务名称", "内容", "年度任务", "工作要点", "二级指标", "预期目标", "年度计划", "计划目标", "具体目标", "工作任务及目标",
        "工作项目", "任务事项", "建设任务", "实事内容", "项目内容", "主要建设内容", "具体要求", "工作要求", "重点工作任务", "主要工作任务", "主要预期目标", "任务描述", "年度主要目标任务", "任务要求", "目标要求", "二级任务", "分解任务", "任务措施", "主要工作",
    ),
    "measure": ("单位", "计量单位", "指标单位", "数量单位", "计算单位"),
    "background": (
        "备注", "完成情况", "进展情况", "上半年完成情况", "完成率", "存在问题", "工作目的", "目的", "依据", "任务来源", "来源", "进度", "工作进展", "截至目前进展", "目前进展", "上年实际", "上年完成", "去年完成", "上年完成数", "去年实际", "基期值", "考核单位", "联系人", "联系电话",
        "监督电话", "业主单位", "督办单位", "季度工作安排", "下步打算", "一季度", "二季度", "三季度", "四季度", "第一季度", "第二季度", "第三季度", "第四季度", "推进情况", "评价", "状态", "得分", "现状", "工作目标及意义", "存在主要问题及下步工作打算", "说明", "评分部门", "评分单位", "考核部门", "督办部门", "督导单位",
        "建设地点", "实施地点", "项目地点", "建设地址", "总投资", "年度投资", "计划投资", "资金来源", "目标类型", "指标类型", "指标属性", "指标性质",
    ),
}  # fmt: skip

COLUMNS: Final[dict[str, ColumnRole]] = {
    **{label: role for role, labels in LABELS.items() if role != "other" for label in labels},
    **{name: role for role, names in _NAMES.items() for name in names},
    "牵头负责部门": "lead",
    "责任领导": "leader",
    "责任分工": "responsible",
    "责任单位及责任人": "responsible",
    "进度要求": "due",
}

# Parts of a column's name that decide where the whole is unknown: 上半年完成情况 → background.
COLUMN_PARTS: Final[tuple[tuple[str, ColumnRole], ...]] = (
    ("完成情况", "background"),
    ("推进情况", "background"),
    ("评分", "background"),
    ("是否", "background"),
    ("分类", "category"),
    ("类别", "category"),
    ("进展", "background"),
    ("完成率", "background"),
    ("领导", "leader"),
    ("责任人", "leader"),
    ("负责人", "leader"),
    ("牵头", "lead"),
    ("配合", "supporting"),
    ("协办", "supporting"),
    ("责任单位", "responsible"),
    ("责任部门", "responsible"),
    ("主办", "lead"),
    ("承办", "responsible"),
    ("主体", "responsible"),
    ("时限", "due"),
    ("完成时间", "due"),
    ("任务", "task"),
    ("目标", "task"),
    ("编号", "number"),
    ("序号", "number"),
    ("指标", "task"),
    ("事项", "task"),
    ("内容", "task"),
    ("措施", "task"),
    ("实事", "task"),
)

_NOISE_RE: Final = patterns.compile(r"\(.*?\)|[:*]|\s")
_LONGEST: Final = 14
"""No name of a column is longer, in characters, unless it is known as a whole."""


def role_of(name: str) -> ColumnRole | None:
    """What a column holds by its name, in folded characters; brackets and white space in it say nothing.

    >>> role_of("牵 头 单 位"), role_of("年度目标任务(万元)"), role_of("全县")
    ('lead', 'task', None)
    """
    bare = _NOISE_RE.sub("", name)
    role = COLUMNS.get(bare)
    if role is None and 0 < len(bare) <= _LONGEST:
        role = next((role for part, role in COLUMN_PARTS if part in bare), None)
    return role
