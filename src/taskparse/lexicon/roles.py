"""Words that give a unit, a person or a date its part in a task: labels before a colon, verbs after a list."""

from typing import Final, Literal, TypeAlias

Role: TypeAlias = Literal["lead", "responsible", "supporting", "leader", "due", "other"]

UNIT_ROLES: Final[tuple[Role, ...]] = ("lead", "responsible", "supporting")

# A label says what a unit does and what kind of unit: 牵头 + 处室. Offices combine both as they like.
LABEL_NOUNS: Final = (
    "单位",
    "部门",
    "科室",
    "处室",
    "股室",
    "科",
    "处",
    "股",
    "机构",
    "主体",
    "司局",
    "委办局",
    "乡镇",
    "镇街",
    "街道",
    "社区",
    "团场",
    "县区",
    "区县",
    "企业",
    "学校",
    "村",
)
LABEL_STEMS: Final[dict[Role, tuple[str, ...]]] = {
    "lead": (
        "牵头", "牵头责任", "牵头负责", "牵头落实", "牵头实施", "牵头推进", "牵头承办", "牵头抓总", "责任牵头", "总牵头", "主牵头", "第一责任",
        "首要责任", "统筹牵头", "主办", "主责",
    ),
    "responsible": (
        "责任", "责任落实", "责任承办", "具体责任", "其他责任", "其它责任", "共同责任", "相关责任", "主要责任", "负责", "具体负责", "承办", "具体承办",
        "承担", "任务承担", "落实", "具体落实", "实施", "具体实施", "组织实施", "建设", "完成", "执行", "推进",
    ),
    "supporting": (
        "配合", "配合责任", "责任配合", "主要配合", "共同配合", "配合落实", "协助配合", "参与配合", "协同配合", "协办", "会办", "协同", "协同责任",
        "协作", "协助", "参与", "参加", "支撑", "支持", "联动",
    ),
}  # fmt: skip
BARE_LABELS: Final[dict[Role, tuple[str, ...]]] = {
    "lead": ("牵头", "主办", "主责"),
    "responsible": ("责任分工", "任务分工", "部门分工", "单位分工", "职责分工", "工作分工", "分工", "责任", "承办", "负责"),
    "supporting": ("配合", "协办", "参与", "协助"),
}  # fmt: skip

LABELS: Final[dict[Role, tuple[str, ...]]] = {
    **{role: tuple(stem + noun for stem in LABEL_STEMS[role] for noun in LABEL_NOUNS) + BARE_LABELS[role] for role in UNIT_ROLES},
    "leader": (
        "牵头领导", "分管领导", "主管领导", "责任领导", "包保领导", "包联领导", "包抓领导", "挂钩领导", "联系领导", "县级领导", "市级领导", "区级领导",
        "牵头责任人", "责任人", "责任同志", "负责人", "分管负责人", "主要负责人",
    ),
    "due": ("完成时限", "完成时间", "完成期限", "办结时限", "时限要求", "时间要求", "时间节点", "时间安排", "进度安排", "时限"),
    "other": ("考核单位", "考核部门", "督办单位", "督办部门", "督导单位", "督导部门", "督查单位", "监督单位", "会签单位", "会签部门", "监督电话", "联系电话", "业主单位", "联系人", "备注", "完成情况", "实际完成情况", "进展情况", "推进情况", "工作进展", "目前进展"),
}  # fmt: skip
"""Labels by role, each as it stands before its colon. Of leaders and times only the usual ones: their patterns below are open."""

_LEADING: Final = (
    "牵头", "分管", "主管", "责任", "包保", "包联", "包抓", "包干", "帮包", "挂钩", "挂包", "挂点", "挂联", "联系", "联点", "督导", "督办", "领衔",
    "主抓", "统筹", "协助", "配合", "主要", "直接", "具体", "第一", "党政", "党委", "政府", "项目", "工程",
)  # fmt: skip
LEADER_LABEL: Final = (
    "(?:[省市州县区旗镇厅处校院]级)?"
    f"(?:(?:{'|'.join(_LEADING)})(?:[省市州县区旗镇厅局处校院]级?)?)?"
    "(?:领导(?:同志|干部)?|责任人|负责人|(?:责任|负责)同志)"
)
"""Pattern: a label of people."""

_TIMED: Final = ("完成", "办结", "整改", "推进", "实施", "落实", "竣工", "交付", "建成", "工作", "任务", "截止", "起止", "目标")  # fmt: skip
DUE_LABEL: Final = (
    f"(?:{'|'.join(_TIMED)})(?:时限|时间|期限|日期)(?:要求|节点|安排)?"
    "|时限(?:要求)?|时间(?:节点|要求|安排)|(?:进度|节点)(?:安排|要求)"
)
"""Pattern: a label of times."""

LASTING: Final = ("全年", "长期", "持续推进", "长期坚持", "年内", "年底", "年底前")
"""What a label of times may be followed by that is no date."""

OTHER_LABEL: Final = "|".join(LABELS["other"])
"""Pattern: a label of what is no role."""

LABEL_STARTS: Final = frozenset(
    word[:2]
    for words in (
        *LABEL_STEMS.values(), *BARE_LABELS.values(), LABELS["other"], _LEADING, ("领导", "责任", "负责"),
        _TIMED, ("时限", "时间", "进度", "节点"), ("市直", "县直", "区直"), tuple(level + "级" for level in "省市州县区旗镇厅处校院"),
    )
    for word in words
)  # fmt: skip
"""The first two characters of every label, also of one with its level before it (市级责任单位)."""

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
