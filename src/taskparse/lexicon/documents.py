"""Words of the document's own parts: titles, letterheads, signatures, attachments (GB/T 9704-2012, 7)."""

from typing import Final

# What a title ends with, before any bracket.
TITLE_ENDINGS: Final = (
    "通知", "意见", "方案", "决定", "函", "报告", "办法", "措施", "计划", "要点", "清单", "分解", "分工", "分工方案", "任务", "表", "台账", "规划", "安排", "通报", "工作",
    "责任分解", "目标", "若干政策", "政策", "细则", "纲要", "部署", "事项", "实事", "名单", "一览", "批复", "公告", "指标",
)  # fmt: skip

# What the name of an issuing agency ends with.
ISSUER_ENDINGS: Final = (
    "人民政府", "政府", "办公室", "办公厅", "委员会", "国务院", "管委会", "局", "厅", "部", "委", "办", "指挥部", "领导小组", "总社", "院", "公司", "街道办事处", "专班", "督查室", "会",
)  # fmt: skip

# What the title of a letter ends with: nothing of it follows.
LETTER_ENDINGS: Final = ("通知", "意见", "函", "决定", "通报", "公告", "批复", "通告")

# What the name of one whom a letter is for ends with.
ADDRESSEE_ENDINGS: Final = (
    *ISSUER_ENDINGS, "部门", "单位", "机构", "办事处", "企业", "团体", "组织", "党委", "党组", "党工委", "党支部", "直辖市", "自治区", "区", "县", "市", "省", "州", "盟", "旗", "镇", "乡", "街道",
    "功能区", "园区", "新区", "开发区", "管理区", "学校", "院校", "高校", "医院", "银行", "中心", "处", "科", "股", "站", "所", "队", "组", "村", "社区", "同志", "负责人",
)  # fmt: skip

# A title or plan title that promises tasks, so that items without a clause are tasks too.
TASK_WORDS: Final = ("任务", "分工", "分解", "责任", "实事", "清单", "台账")

# Words before the person or office that reports go to.
REPORT_VERBS: Final = (
    "报送至",
    "报送到",
    "报送",
    "报至",
    "报到",
    "上报至",
    "上报",
    "反馈至",
    "反馈",
    "提交至",
    "提交",
    "报",
)
# What the name of such an office ends with.
RECIPIENT_ENDINGS: Final = (
    "室",
    "府",
    "局",
    "委",
    "办",
    "厅",
    "部",
    "科",
    "处",
    "组",
    "中心",
    "股",
    "队",
    "单位",
    "部门",
    "公厅",
    "院",
    "专班",
    "指挥部",
)
