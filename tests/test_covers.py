"""Covering notices as pages, databases and copies print them: what the site sets around the letter, and the letter's own parts in every order."""

from typing import Any

import pytest

from taskparse.extraction import extract_bytes
from taskparse.notice.models import Notice

PLAN = """2031年重点工作任务分解表
一、城乡建设
1.新建公园3个。（责任单位：县住建局）
2.新建学校2所。（责任单位：县教育局）
"""
LETTER = f"""现将《2031年重点工作任务分解表》印发给你们，请认真抓好落实。
一、落实责任。各单位要于3月5日前将工作方案报县政府督查室。
二、加强督查。县政府督查室适时督查。
附件：2031年重点工作任务分解表
砚青县人民政府办公室
2031年2月17日
附件
{PLAN}"""
TITLE = "砚青县人民政府办公室关于印发2031年重点工作任务分解表的通知"
TO = "各乡镇人民政府，县直各单位："
READ = {
    "title": TITLE,
    "document_number": "砚政办〔2031〕6号",
    "issuer": "砚青县人民政府办公室",
    "issued_on": "2031-02-17",
    "addressees": ["各乡镇人民政府", "县直各单位"],
    "plan_title": "2031年重点工作任务分解表",
    "plan_year": 2031,
    "deadlines": ["2031-03-05"],
    "attachments": ["2031年重点工作任务分解表"],
}

# What stands above the letter; below it always follow the addressees and the letter.
HEADS = {
    "as it was sent": f"砚政办〔2031〕6号\n{TITLE}\n",
    "letterhead, title on two lines": "砚青县人民政府办公室文件\n砚政办〔2031〕6号\n砚青县人民政府办公室\n关于印发2031年重点工作任务分解表的通知\n",
    "number in brackets behind the title": f"{TITLE}（砚政办〔2031〕6号）\n",
    "number in brackets under the title": f"{TITLE}\n（砚政办〔2031〕6号）\n",
    "number before the title on its line": f"砚政办〔2031〕6号《{TITLE}》\n",
    "number behind the title after a space": f"{TITLE}　砚政办〔2031〕6号\n",
    "reposted": "[转]砚青县人民政府办公室\n关于印发2031年重点工作任务分解表的通知\n（砚政办〔2031〕6号）\n",
    "headline, line under it, letter": f"{TITLE}\n发布时间：2031-02-20 10:12 信息来源：县政府办 浏览次数： 字体：[ 大 中 小 ]\n砚政办〔2031〕6号\n{TITLE}\n",
    "headline with a stray digit": f"{TITLE}0\n政策\n发布部门：县政府办\n有效性：请慎用\n{TITLE}\n砚政办〔2031〕6号\n",
    "letter's title has lost a character": f"{TITLE}\n发布日期：2031-02-20\n砚青县人民政府办公室关于印发2031\n重点工作任务分解表的通知\n砚政办〔2031〕6号\n",
    "trail, record on lines": f"首页\n>> 政务公开 > 政策\n您现在的位置: 网站首页 > 政务公开\n索 引 号: 0012/2031-5 组配分类: 政策文件\n发布机构: 县政府办 主题分类: 综合政务 / 其他\n名称: {TITLE} 文    号: 砚政办〔2031〕6号\n发布日期: 2031-02-20 08:56\n{TITLE}\n发布时间：2031-02-20 08:56 来源：县政府办\n",
    "record without colons": f"{TITLE}\n2031-02-20 10:00 县政府办\n索 引 号 MB00/2031-5 发文日期 2031-02-17\n发布机构 县政府办 文    号 砚政办〔2031〕6号\n分   类 政务公开 有 效 性 有效\n",
    "labels and values on alternate lines": f"首页\n• 信息索引号：\n0012/2031-5\n• 体裁分类：\n• 发布机构：\n砚青县人民政府\n• 文号：\n砚政办〔2031〕6号\n• 公开方式：\n主动公开\n{TITLE}\n",
    "record with pipes at the ends of lines": f"索引号： | 0012/2031-5 | 信息分类： | 规范性文件 |\n发文字号： | 砚政办〔2031〕6号 | 有 效 性： | 有效 |\n标 题： | {TITLE} | ||\n政策咨询机关： | |||\n",
    "record as a table": f"| 索引号 | 0012/2031-5 | 发布机构 | 县政府办 |\n|---|---|---|---|\n| 文号 | 砚政办〔2031〕6号 | 有效性 | 有效 |\n| 名称 | {TITLE} | 发布日期 | 2031-02-20 |\n\n",
    "record pasted with tabs": f"索引号\t0012/2031-5\t发布机构\t县政府办\n文号\t砚政办〔2031〕6号\t有效性\t有效\n{TITLE}\n",
    "attributes of a database": f"文章属性\n∙【制定机关】砚青县人民政府办公室\n∙【公布日期】2031.02.20\n∙【字 号】砚政办〔2031〕6号\n∙【时效性】现行有效\n正文\n{TITLE}\n",
    "hint and properties": f"{TITLE} （砚政办〔2031〕6号）\n时间：2031-02-20\n来源：县政府办\n核心提示：\n《分解表》已经县政府同意，现印发给你们，请认真贯彻执行。执行中的问题请向县政府办反映。\n发布单位 |\n砚青县人民政府\n|\n发布文号 | 砚政办〔2031〕6号 |\n属性 | 其他 | |\n备注 |\n",
    "buttons with bullets": f"相关内容\n\n{TITLE}\n\n  • 听全文\n  • 2031-02-20\n  • 来源：县政府办\n  • 分享到\n  • -\n\n砚政办〔2031〕6号\n\n{TITLE}\n",
    "office of the site, traditional characters in its line": f"砚青县档案局\n當前位置: 首頁 > 政務公開\n{TITLE}\n發布日期：2031-02-20 瀏覽次數：3\n砚政办〔2031〕6号\n",
}  # fmt: skip


def told(notice: Notice) -> dict[str, Any]:
    document = notice.document
    return {
        "title": document.title,
        "document_number": document.document_number.text if document.document_number else None,
        "issuer": document.issuer,
        "issued_on": document.issued_on,
        "addressees": document.addressees,
        "plan_title": document.plan_title,
        "plan_year": document.plan_year,
        "deadlines": [deadline.on for deadline in document.deadlines],
        "attachments": [attachment.title for attachment in document.attachments],
    }


def of_the_site(notice: Notice) -> int:
    """How many characters are a site's."""
    return sum(ignored.characters for ignored in notice.coverage.furniture if ignored.reason == "navigation")


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_whatever_stands_above_it_the_letter_is_the_same(head: str) -> None:
    text = head + TO + "\n" + LETTER
    notice = extract_bytes(text.encode())
    assert told(notice) == READ
    assert [task.id for task in notice.tasks] == ["1-1", "1-2"]
    coverage = notice.coverage
    assert coverage.unclaimed == []
    assert coverage.claimed + coverage.ignored == coverage.characters


@pytest.mark.parametrize(
    "head", ["as it was sent", "letterhead, title on two lines", "number in brackets behind the title"]
)
def test_nothing_of_a_proper_letter_is_a_sites(head: str) -> None:
    notice = extract_bytes((HEADS[head] + TO + "\n" + LETTER).encode())
    assert not of_the_site(notice)


# One line, or several, of addressees: what follows them on the line is the letter.
ADDRESSEES = [
    (TO, ["各乡镇人民政府", "县直各单位"]),
    ("各乡镇人民政府,县直各单位 :", ["各乡镇人民政府", "县直各单位"]),
    ("各镇（街道）人民政府（办事处），开发区管委会，县政府各部门、直属机构", ["各镇（街道）人民政府（办事处）", "开发区管委会", "县政府各部门", "直属机构"]),
    ("各苏木乡镇人民政府，旗政府各部门，驻旗有关单位：", ["各苏木乡镇人民政府", "旗政府各部门", "驻旗有关单位"]),
    ("各乡镇人民政府、街道办事处，政府各部门并有关单位：", ["各乡镇人民政府", "街道办事处", "政府各部门并有关单位"]),
    ("各镇、街，县直各办、局和有关单位：现就有关事项通知如下。", ["各镇", "街", "县直各办", "局和有关单位"]),
    ("国务院有关部门：", ["国务院有关部门"]),
]  # fmt: skip


@pytest.mark.parametrize("titled", [True, False], ids=["under a title", "first line"])
@pytest.mark.parametrize(("line", "expected"), ADDRESSEES, ids=[line for line, _ in ADDRESSEES])
def test_addressees(line: str, expected: list[str], titled: bool) -> None:
    text = (TITLE + "\n" if titled else "") + line + "\n" + LETTER
    document = extract_bytes(text.encode()).document
    assert document.addressees == expected
    assert document.title == (TITLE if titled else None)


@pytest.mark.parametrize(
    "line",
    [
        "各单位要高度重视，抓好落实。",
        "县住建局、县教育局：",
        "一、各乡镇人民政府，县直各单位：",
        "关于各部门、各单位分工的通知",
    ],
)
def test_what_names_no_addressees(line: str) -> None:
    assert extract_bytes(f"{line}\n1.新建公园3个。（责任单位：县住建局）".encode()).document.addressees == []


# How the letter ends and the plan begins.
ENDS = {
    "date alone": ("二〇三一年二月十七日\n", {"issued_on": "2031-02-17", "issuer": None}),
    "date with the letter O": ("二OO九年二月十七日\n", {"issued_on": "2009-02-17"}),
    "date with wide letters and a circle": ("二Ｏ三○年二月十七日\n", {"issued_on": "2030-02-17"}),
    "marks behind the date": ("2031年2月17日????????\n", {"issued_on": "2031-02-17"}),
    "a date of which is lost": ("砚青县人民政府\n2031121日\n", {"issued_on": None, "issuer": "砚青县人民政府"}),
    "a date without its 年": ("砚青县人民政府\n20312月17日\n", {"issued_on": "2031-02-17", "issuer": "砚青县人民政府"}),
    "signature and date on one line": ("砚青县人民政府　2031年2月17日\n", {"issued_on": "2031-02-17", "issuer": "砚青县人民政府"}),
    "two offices": ("中共砚青县委办公室　砚青县人民政府办公室\n2031年2月17日\n（此件公开发布）\n", {"issued_on": "2031-02-17", "issuer": "中共砚青县委办公室砚青县人民政府办公室"}),
}  # fmt: skip


@pytest.mark.parametrize(("end", "expected"), ENDS.values(), ids=ENDS)
def test_the_end_of_a_letter(end: str, expected: dict[str, str | None]) -> None:
    notice = extract_bytes(f"关于印发任务分解表的通知\n{TO}\n现将《任务分解表》印发给你们。\n{end}{PLAN}".encode())
    assert {field: told(notice)[field] for field in expected} == expected
    assert notice.document.plan_title == "2031年重点工作任务分解表"
    assert [task.id for task in notice.tasks] == ["1-1", "1-2"]


PLAN_TITLES = [
    ("2031年县《政府工作报告》目标任务\n责任分解方案", "现将《2031年县〈政府工作报告〉目标任务责任分解方案》印发给你们。", "2031年县《政府工作报告》目标任务责任分解方案"),
    ("砚青县2031年重点工作\n任务分解和责任分工方案", "现将有关事项通知如下。", "砚青县2031年重点工作任务分解和责任分工方案"),
    ("砚青县2031年重点工作任务分解方案\n（2031—2033年）", "现将有关事项通知如下。", "砚青县2031年重点工作任务分解方案（2031—2033年）"),
    ("附件\n2031年县《政府工作报告》重点任务\n及民生实事分解表", "现将有关事项通知如下。", "2031年县《政府工作报告》重点任务及民生实事分解表"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "sentence", "expected"), PLAN_TITLES, ids=[e for *_, e in PLAN_TITLES])
def test_the_heading_of_a_plan(heading: str, sentence: str, expected: str) -> None:
    text = f"{TITLE}\n{TO}\n{sentence}\n砚青县人民政府\n2031年2月17日\n{heading}\n{PLAN.partition(chr(10))[2]}"
    notice = extract_bytes(text.encode())
    assert notice.document.plan_title == expected
    assert len(notice.tasks) == 2


@pytest.mark.parametrize("note", ["（经县第三届人民代表大会第六次会议通过）", "（共两个方面2项）"])
def test_a_note_below_the_heading_is_no_part_of_it(note: str) -> None:
    heading, _, rest = PLAN.partition("\n")
    assert extract_bytes(f"{heading}\n{note}\n{rest}".encode()).document.title == heading


SENT = [
    ("现将《2031年任务分解表》印发给你们，请认真落实。", "2031年任务分解表"),
    ("《2031年县〈政府工作报告〉任务分解方案》（以下简称《方案》）已经县政府同意，现印发给你们。", "2031年县〈政府工作报告〉任务分解方案"),
    ("《甲方案》和《乙方案》已经县政府同意，现印发给你们。", None),
    ("现将《政府工作报告》确定的任务分解下达。", None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENT, ids=[sentence for sentence, _ in SENT])
def test_a_letter_alone_names_the_plan_that_it_sends_out(sentence: str, expected: str | None) -> None:
    text = f"关于做好重点工作的通知\n{TO}\n{sentence}\n砚青县人民政府\n2031年2月17日"
    assert extract_bytes(text.encode()).document.plan_title == expected


WHOLE = (
    f"砚青县人民政府办公室关于印发《2031年任务分解意见》的通知 （砚政办〔2031〕6号） {TO} 为抓好落实，经县政府同意，现将《2031年任务分解意见》印发给你们，"
    "请认真贯彻执行。 一、各单位要高度重视，于2031年3月5日前将方案报县政府督查室。 二、县政府督查室要加强督查，及时通报进展情况。 砚青县人民政府办公室 2031年2月17日"
)


def test_a_letter_on_one_line() -> None:
    notice = extract_bytes(WHOLE.encode())
    assert told(notice) == {
        **READ,
        "title": "砚青县人民政府办公室关于印发《2031年任务分解意见》的通知",
        "plan_title": "2031年任务分解意见",
        "attachments": [],
    }
    assert notice.tasks == []
    assert [passage.role for passage in notice.document.passages] == ["preamble", "requirement", "requirement"]


def test_a_letter_without_its_end() -> None:
    """An excerpt that stops before the signature: its items are requirements, the year of its dates that of the number."""
    text = (
        f"砚政办〔2031〕6号\n{TO}\n《2031年任务分解方案》已经县政府同意，现印发给你们，请认真贯彻执行。\n一、加强领导。各责任单位于2月28日前将方案报送县政府督查室。\n"
        "二、按时报告。各牵头单位于4月15日、7月15日、10月15日及次年1月15日前报送进展情况。"
    )
    document = extract_bytes(text.encode()).document
    assert [d.on for d in document.deadlines] == ["2031-02-28", "2031-04-15", "2031-07-15", "2031-10-15", "2032-01-15"]
    assert (document.plan_title, document.plan_year) == ("2031年任务分解方案", 2031)


def test_a_letter_that_sets_the_tasks_itself_keeps_them() -> None:
    text = f"关于下达2031年重点任务的通知\n{TO}\n现将任务分解下达如下，请认真落实。\n一、新建公园3个。（责任单位：县住建局）\n二、新建学校2所。（责任单位：县教育局）\n砚青县人民政府\n2031年2月17日"
    notice = extract_bytes(text.encode())
    assert [task.number for task in notice.tasks] == [1, 2]
    assert notice.document.issued_on == "2031-02-17"


TITLES = [
    ("砚青县人民政府办公室关于转发\n墨溪市人民政府关于印发任务分工方案的通知的通知\n", "砚青县人民政府办公室关于转发墨溪市人民政府关于印发任务分工方案的通知的通知", "砚青县人民政府办公室"),
    ("中共砚青县委办公室\n砚青县人民政府办公室\n关于印发《2031年任务清单》的通知\n", "中共砚青县委办公室砚青县人民政府办公室关于印发《2031年任务清单》的通知", "中共砚青县委办公室砚青县人民政府办公室"),
    ("砚青县教育局\n当前位置：网站首页 > 重点工作\n砚青县教育局关于印发任务清单的通知\n发布时间：2031-02-20\n砚青县教育局关于印发任务清单的通知\n", "砚青县教育局关于印发任务清单的通知", "砚青县教育局"),
    ("关于印发任务清单的通知\n", "关于印发任务清单的通知", None),
    ("发文机关：砚青县人民政府 成文日期：2031年2月17日 主题分类：其他\n关于印发任务清单的通知\n", "关于印发任务清单的通知", "砚青县人民政府"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "title", "issuer"), TITLES, ids=[title[:30] + str(i) for i, (_, title, _) in enumerate(TITLES)]
)
def test_title_and_issuer_of_a_letter_without_a_signature(head: str, title: str, issuer: str | None) -> None:
    document = extract_bytes(f"{head}{TO}\n请认真抓好落实。\n1.新建公园3个。（责任单位：县住建局）".encode()).document
    assert (document.title, document.issuer) == (title, issuer)


FEET = [
    "来源：   作者：   编辑：某某",
    "【打印】 【关闭】",
    "扫一扫在手机上查看当前页面",
    "用微信扫描二维码分享至好友和朋友圈",
    "上一篇：关于做好防汛工作的通知\n下一篇：无",
]


@pytest.mark.parametrize("foot", FEET)
def test_what_a_site_prints_below(foot: str) -> None:
    text = f"{TITLE}\n{TO}\n请认真抓好落实。\n砚青县人民政府\n2031年2月17日\n{PLAN}\n{foot}\n"
    notice = extract_bytes(text.encode())
    assert of_the_site(notice) == sum(len(line) for line in foot.split("\n"))
    assert notice.coverage.unclaimed == []
    assert len(notice.tasks) == 2


KEPT = {
    "a plan of openness": "2031年政务公开任务分解表\n公开事项\n公开时限\n责任单位\n1.政策解读：及时解读。（责任单位：县政府办）\n2.发布时间：每月5日前发布3次。（责任单位：县统计局）",
    "a form at the end": f"{TITLE}\n{TO}\n请认真抓好落实。\n砚青县人民政府\n2031年2月17日\n{PLAN}附件\n进展情况表\n填报单位：\n审核人：　填报人：　填报时间：",
    "contacts": f"{TITLE}\n{TO}\n联系人：某某，电话：0000。\n砚青县人民政府\n2031年2月17日\n{PLAN}",
    "labels in the letter": f"{TITLE}\n{TO}\n信息来源：各单位要拓宽信息来源。\n发布机构：各单位要明确发布机构。\n砚青县人民政府\n2031年2月17日\n{PLAN}",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_only_looks_like_a_sites(text: str) -> None:
    assert not of_the_site(extract_bytes(text.encode()))


def test_a_page_gives_what_only_its_record_says() -> None:
    record = "<table border=1><tr><td>索引号</td><td>0012/2031-5</td><td>文号</td><td>砚政办〔2031〕6号</td></tr><tr><td>发文机关</td><td>县政府办</td><td>成文日期</td><td>2031年2月17日</td></tr></table>"
    lines = (TO + "\n" + LETTER).splitlines()
    page = f"<html><body><div class=nav><a href=/>首页</a></div>{record}<h1>{TITLE}</h1><div class=content>{''.join(f'<p>{line}</p>' for line in lines)}</div></body></html>"
    assert told(extract_bytes(page.encode())) == READ
