"""Words that give a unit, a person or a date its part in a task: labels before a colon, verbs after a list."""

from typing import Final, Literal, TypeAlias

Role: TypeAlias = Literal["lead", "responsible", "supporting", "leader", "due", "other"]

UNIT_ROLES: Final[tuple[Role, ...]] = ("lead", "responsible", "supporting")

LABELS: Final[dict[Role, tuple[str, ...]]] = {
    "lead": (
        "牵头单位", "牵头部门", "牵头责任单位", "牵头责任部门", "牵头负责单位", "牵头负责部门", "责任牵头单位", "牵头科室", "牵头处室",
        "牵头落实单位", "主办单位", "主办部门", "主责单位", "主责部门", "牵头主体", "牵头",
    ),
    "responsible": (
        "责任单位", "责任部门", "责任科室", "责任处室", "责任主体", "负责单位", "负责部门", "承办单位", "承办部门", "承担单位", "落实单位",
        "落实部门", "实施单位", "实施主体", "建设主体", "建设单位", "完成单位", "具体责任单位", "其他责任单位", "其它责任单位", "共同责任单位",
        "主要责任单位", "责任分工", "责任",
    ),
    "supporting": (
        "配合单位", "配合部门", "协办单位", "协办部门", "协同单位", "协同部门", "协同配合单位", "协同责任单位", "协作单位", "参与单位", "参与部门",
        "参加单位", "支撑单位", "协助单位", "配合责任单位", "责任配合单位", "配合科室", "配合",
    ),
    "leader": (
        "牵头领导", "分管领导", "主管领导", "责任领导", "包保领导", "包联领导", "挂钩领导", "联系领导", "县级领导", "市级领导", "区级领导", "牵头责任人",
        "责任人", "责任同志", "负责人", "分管负责人", "主要负责人",
    ),
    "due": ("完成时限", "完成时间", "完成期限", "办结时限", "时限要求", "时间要求", "时间节点", "时间安排", "进度安排", "时限"),
    "other": ("考核单位", "督办单位", "监督电话", "联系电话", "业主单位", "联系人", "备注"),
}  # fmt: skip

# What stands after a list of units and says what they do; the longest match wins.
VERBS: Final[dict[Role, tuple[str, ...]]] = {
    "lead": ("牵头", "牵头负责", "牵头落实", "牵头督导", "牵头组织实施", "牵头抓总", "牵头办理", "牵头推进", "主办", "总牵头", "负责牵头", "为牵头单位", "为牵头部门", "共同牵头", "联合牵头"),
    "responsible": (
        "负责", "负责落实", "负责实施", "负责办理", "负责组织实施", "按职责分工负责", "按职责分工落实", "按职责分工", "按照职责分工负责",
        "按职责负责", "按职责落实", "分工负责", "分别负责", "共同负责", "具体负责", "抓好落实", "组织实施", "承办", "落实", "为责任单位", "为责任部门", "负责承办", "负责完成", "负责推进", "抓落实", "推进落实",
    ),
    "supporting": ("配合", "参与", "协助", "协办", "协同", "协同配合", "积极配合", "参加", "支持", "支撑", "为配合单位", "协助落实", "配合落实", "参与配合", "配合做好"),
}  # fmt: skip

# Words before a list that are no part of the first name, and before a verb that are no part of the last one.
LIST_OPENERS: Final = (
    "由",
    "此项工作由",
    "该项工作由",
    "此项任务由",
    "本项工作由",
    "具体由",
    "会同",
    "并由",
    "并会同",
    "再由",
    "请",
    "以及",
    "并",
    "联合",
)
LIST_CLOSERS: Final = (
    "共同",
    "按职责分工",
    "按照职责分工",
    "按职责",
    "按照职责",
    "按分工",
    "根据职责分工",
    "依职责",
    "分别",
    "具体",
    "联合",
    "积极",
    "各自",
)

PERSON_MARKS: Final = ("同志", "副市长", "副县长", "副区长", "市长", "县长", "区长", "常委", "主任", "书记")

# Titles of sections that state aims and principles: what is numbered there is no task.
AIM_TITLES: Final = ("总体要求", "总体目标", "指导思想", "基本原则", "发展目标", "工作目标", "工作原则", "总体思路")
# Titles of the section that holds the tasks.
TASK_TITLES: Final = ("主要任务", "重点任务", "工作任务", "任务分工", "主要举措", "重点举措", "主要措施", "重点工作")
