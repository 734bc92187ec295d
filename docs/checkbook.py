"""What is asked about, with an example for each rule: what docs/checks.md is made from, and what tests/test_check.py runs.

Codes, words and severities come from the rules. An example changes one place of docs/clean-notice.md, or is a text of its own.
"""

from pathlib import Path
from typing import Final, NamedTuple

from taskparse.checks.catalogue import BY_CODE
from taskparse.checks.questions import check
from taskparse.checks.reading import RECORDED
from taskparse.checks.registered import RULES as REGISTERED
from taskparse.checks.rules import Finding
from taskparse.extraction import extract_bytes
from taskparse.formats.registries import load_registry
from taskparse.notice.models import Notice
from taskparse.registry.resolution import resolve

NOTICE: Final = Path(__file__).with_name("clean-notice.md")
REGISTRY: Final = Path(__file__).with_name("clean-registry.yaml")


class Example(NamedTuple):
    """What is printed, and instead of what; without that it is the whole text."""

    code: str
    bad: str
    good: str = ""

    def findings(self) -> list[Finding]:
        """All that is found in it."""
        return check(self.notice())

    def notice(self) -> Notice:
        """The notice with this change."""
        text = NOTICE.read_text("utf-8")
        if self.good and text.count(self.good) != 1:
            raise ValueError(f"{self.good!r} does not stand once in {NOTICE.name}")
        printed = text.replace(self.good, self.bad) if self.good else self.bad
        notice = extract_bytes(printed.encode().replace("�".encode(), b"\xff"))
        if BY_CODE[self.code] not in REGISTERED:
            return notice
        return resolve(notice, load_registry(REGISTRY.read_bytes()))


EXAMPLES: Final = (
    Example("TP101", "10. 食品安全", "9. 食品安全"),
    Example("TP102", "8. 食品安全", "9. 食品安全"),
    Example("TP103", "## 二、重大项目\n\n## 三、重点工作任务", "## 二、重点工作任务"),
    Example("TP104", "### （四）增进民生福祉", "### （三）增进民生福祉"),
    Example("TP105", "### （二）增进民生福祉", "### （三）增进民生福祉"),
    Example("TP201", "停车位800个。", "停车位800个。（责任单位：县城管局）"),
    Example("TP202", "（牵头单位：；责任单位：县发改局", "（牵头单位：县住建局；责任单位：县发改局"),
    Example("TP203", "县民政局（老龄中心）", "县民政局）"),
    Example("TP204", "责任单位：县人力资源和社会保障局）", "责任单位：县民政局）"),
    Example("TP205", "责任单位：县民政局、县市场监管局", "责任单位：县民政局"),
    Example("TP206", "（责任单位：县城管局、县公安局）", "（责任单位：县城管局）"),
    Example("TP207", "一、重点任务\n1.新建公园。（责任单位：县城管局、县水利局）\n2.新建书店。（责任单位：县文旅局）"),
    Example("TP208", "县发改局等相关部门", "县发改局，各乡镇"),
    Example("TP211", "（责任单位：县程管局）", "（责任单位：县城管局）"),
    Example("TP212", "责任单位：县农业局）", "责任单位：县民政局）"),
    Example("TP213", "责任单位：县数据局）", "责任单位：县民政局）"),
    Example("TP214", "县发改局，各园区", "县发改局，各乡镇"),
    Example("TP301", "工作专报每月编发。\n\n### （三）", "### （三）"),
    Example("TP401", "本周天气晴好。"),
    Example("TP501", "停车位800以上", "停车位800个"),
    Example("TP502", "企业10至8家", "企业8至10家"),
    Example("TP503", "项目18个，其中5亿元以上项目21个", "项目18个，其中5亿元以上项目3个"),
    Example("TP504", "改造老旧小区20个", "建成村级互助养老点30个"),
    Example("TP505", "合格率达到102%", "合格率达到98%"),
    Example("TP506", "7. 力争新增30个。", "7. 新增城区公共停车位800个。"),
    Example("TP601", "2031年2月14日前将推进计划表", "2031年3月14日前将推进计划表"),
    Example("TP602", "完成时限：2030年10月31日", "完成时限：2031年10月31日"),
    Example("TP603", "2031年7月12日", "2031年7月11日"),
    Example("TP604", "# 2030年县《政府工作报告》", "# 2031年县《政府工作报告》"),
    Example("TP701", "# 青榆县人民政府办公室文件", "# 青榆县人民政府办公室文件\n\n榆政办发〔2031〕7号"),
    Example("TP702", "青榆县人民政府办公室\n\n#", "青榆县人民政府办公室\n\n2031年2月21日\n\n#"),
    Example("TP703", "榆政办发〔2030〕7号", "榆政办发〔2031〕7号"),
    Example("TP704", "将推进计划报", "将推进计划表（附件1）报"),
    Example("TP801", "（牵头单位：县城管局 县公安局）", "（责任单位：县城管局）"),
    Example(
        "TP802",
        "一、重点任务\n1.推广带动10户以上的工坊做法。（责任单位：县城管局）\n2.新建书店。（责任单位：县文旅局）",
    ),
    Example("TP803", "7. 12个断面水质优良比例达到95%，新增城区公共停车位800个", "7. 新增城区公共停车位800个"),
    Example(
        "TP804",
        "7. 燃气、供水、供电普及率分别达到98%、95%，新增城区公共停车位800个",
        "7. 新增城区公共停车位800个",
    ),
    Example(
        "TP805",
        "一、产业发展\n1.新建厂房3栋。（责任单位：县工信局。以下任务均由县财政局配合，不再列出）\n二、城乡建设\n2.新建公园2个。（责任单位：县住建局）",
    ),
    Example("TP901", "<html><body><p>一、重点任务</p><p>1.新建公�园。（责任单位：县城管局）</p></body></html>"),
)


def page() -> str:
    """The text of docs/checks.md."""
    lines = [
        "# What is asked about",
        "",
        "<!-- Written by docs/build.py from the rules in src/taskparse/checks and the examples in docs/checkbook.py; do not edit. -->",
        "",
        f"The {len(BY_CODE)} rules of `taskparse check`, each with an example that runs as a test: what is printed, and instead of what in",
        "[a notice with which nothing is wrong](clean-notice.md). Those marked “at extraction” are asked by `taskparse extract` too and stand in",
        "`diagnostics`, and so do those “with `--units`” where names are resolved by [a unit registry](units.md), here by",
        "`clean-registry.yaml` beside this page. Places and units are invented. � stands for a byte that is no character.",
        "",
        "An error contradicts itself or cannot be; a warning is to be asked about; an info is worth knowing, and alone leaves the exit code at 0.",
        "",
        "| code | name | severity | what it finds | |",
        "|---|---|---|---|---|",
    ]
    for rule in BY_CODE.values():
        name = f"[{rule.code}](#{rule.code.lower()})"
        lines.append(f"| {name} | `{rule.name}` | {rule.severity} | {rule.en.title} | {rule.zh.title} |")
    for example in EXAMPLES:
        lines += ["", *_section(example)]
    return "\n".join(lines) + "\n"


def _section(example: Example) -> list[str]:
    rule = BY_CODE[example.code]
    at = ", at extraction" if rule.asked or rule in RECORDED else ""
    (finding,) = example.findings()
    return [
        f"## {rule.code}",
        "",
        f"`{rule.name}`, {rule.severity}{at}: {rule.en.title}. {rule.zh.title}。",
        "",
        "```text",
        *example.bad.strip().splitlines(),
        "```",
        "",
        *(
            ["instead of", "", "```text", *example.good.strip().splitlines(), "```", "", "gives"]
            if example.good
            else ["gives"]
        ),
        "",
        f"- {finding.message()}: {rule.en.hint}",
        f"- {finding.message('zh')}：{rule.zh.hint}",
    ]
