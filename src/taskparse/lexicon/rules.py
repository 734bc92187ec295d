"""Standing rules: statements that say once what holds for many tasks. Code → pattern on the folded text."""

from typing import Final

SIGNS: Final = "*★☆△▲#"
"""Signs that may mark a lead among the units of a list."""

RULES: Final[dict[str, str]] = {
    "first-listed-leads": "from here on the unit listed first leads, in every task that names no lead",
    "before-first-comma-leads": "from here on the units before the first ， of a list lead, all of them where there is none",
    "responsible-leads-where-none": "from here on the responsible units are the lead units too, in every task that names no lead",
    "first-leads-others-support": "from here on the unit listed first leads and the others support, in every task that names no lead",
    "marked-leads": "from here on the units that bear the sign which the rule names lead, in every task that names no lead",
    "following-also-supporting": "the units that the rule names support every task from here on",
    "following-also-responsible": "the units that the rule names are responsible for every task from here on",
    "heading-leads": "the lead named in a heading leads the tasks of its section that name none; a task without any unit takes all that the heading names",
    "following-led-by": "the units of the sentence have the tasks after it that name no lead",
    "above-led-by": "the units of the sentence have the tasks above it, back to the start of its section, that name no lead",
}
"""What each standing rule does. The last two have no pattern here: a heading and a clause state them."""

_BODY: Final = "(?:单位|部门|处室|科室)"
_IS: Final = "(?:(?:即|均|都|就|则|一般|视|确定|明确)?(?:为|是)|即|作为|系|负责|担任|承担)"
_LEAD: Final = rf"(?:该项|此项|本项|各项)?(?:任务|工作)?的?总?(?:牵头|主办)(?:责任)?{_BODY}?"
_RANK: Final = "(?:(?:位列|名列|排列|排名|排序|排位|位居|列|排|居)(?:在|于|为)?(?:最前|前|首|第?[一1])(?:位|个|名|面|列|家)?|位(?:于|居)首位?|(?:第[一1]|首)(?:个|位|家|名|列)?(?=的|者|为|是|即|责任|承办|负责|单位|部门))"
_FIRST: Final = rf"{_RANK}(?:(?:的|者)?(?:责任|承办|负责|列入)?(?:{_BODY}|(?<=者))的?,?{_IS}?|的?,?{_IS}){_LEAD}"
_OTHERS: Final = f",?其[余他它](?:的|各)?(?:列入|所列|责任)?{_BODY}?"
_NO_MORE: Final = "(?:不再|不)(?:一一|逐一|逐项|逐条|重复|另行|单独|分别|另|再)*(?:列出|列示|列举|罗列|列明|注明|标注|标明|单列|列(?!入|支)|赘述|[做作]?分工)"
_TASKS: Final = "(?:重点)?(?:任务|工作|事项|措施|项目)"
_ALL: Final = f"(?:(?:下列|以下|下述|各项|所有|全部|具体)(?:各项|所有|全部)?{_TASKS}?)"
_EVERY: Final = f"(?:(?:各项|所有|全部|以上|以下|上述|下列|每项)(?:各项)?{_TASKS}?的?)"


def _also(verbs: str, part: str) -> str:
    """Patterns of what is said once of units that have a part in all tasks: what they do, what they are, that they are concerned."""
    done = rf"(?:共同|分别|各自|具体|按(?:照)?职责(?:分工)?)?(?:{verbs})[^。;,]{{0,20}}?,?{_NO_MORE}"
    are = rf"(?:均|都|皆)?(?:为|是|作为|列为)(?:{_EVERY})?(?:共同)?(?:{part}){_BODY},?{_NO_MORE}"
    said = rf"(?:均|都|皆)?(?:为|是|作为|列为){_EVERY}(?:共同)?(?:{part}){_BODY}"
    return (
        rf"{_ALL}(?:均|都|皆)?(?:需|须|应)?由?(?P<units>[^。;]{{2,60}}?){done}"
        rf"|(?<=[。;,]|^)(?P<units>[^。;,]{{2,40}}?)(?:{are}|{said})"
    )


_CONCERNS: Final = rf"{_ALL}?(?:均|都|皆)涉及到?(?P<units>[^。;]{{2,60}}?),?(?:{_NO_MORE}|下同)"

STANDING_RULES: Final[dict[str, str]] = {
    # 排首位的牵头,其余配合
    "first-leads-others-support": rf"(?:{_FIRST}|{_RANK}的{_LEAD}){_OTHERS}(?:均)?(?:为|是|负责)?(?:配合|参与|协办|协同|协助|参加){_BODY}?(?:,下同)?",
    # 列第一位的为牵头单位,下同
    "first-listed-leads": rf"(?:{_FIRST}|{_RANK}的牵头(?=[,。;)]|$))(?:或(?:汇总|责任)(?:{_BODY})?|[和、]汇总{_BODY})?(?:,下同)?",
    # 第一个逗号前为牵头单位
    "before-first-comma-leads": rf"(?:责任单位中,?|其中,?)?第[一1]个逗号(?:之|以)?前(?:面)?(?:的)?(?:各)?(?:所列)?{_BODY}?的?,?{_IS}{_LEAD}(?:{_OTHERS}(?:为|是)(?:责任|配合){_BODY})?(?:,下同)?",
    # 无牵头单位的,责任单位即为牵头单位
    "responsible-leads-where-none": rf"(?:无|没有|未)(?:明确|列出?|注明|标注|标明|指定|设|确定|单列)?(?:牵头|主办)(?:责任)?{_BODY}的?{_TASKS}?,(?:由)?(?:所列)?(?:第一)?责任{_BODY}{_IS}{_LEAD}(?:,下同)?",
    # 标*号的为牵头单位
    "marked-leads": rf"(?:(?:单位)?(?:前|后|中)?(?:标|带|加|注|打)(?:有|注|注有)?)?“?(?P<sign>[*★☆△▲#])”?(?:号|标记|符号)?(?:的|者)?{_BODY}?(?:为|是|表示|即)(?:为)?牵头(?:责任)?{_BODY}",
    # 下列任务均由各街镇负责,不再列出
    "following-also-responsible": rf"{_also('负责|落实|抓好|承担|组织实施|推进', '责任|承办|落实')}|{_CONCERNS}",
    "following-also-supporting": _also("配合|协助|支持|参与", "配合|协办|参与"),
}

NOBODY: Final = "各?(?:牵头|主办|责任|承办|配合|协办|有关|相关|参与)*(?:单位|部门)"
"""Pattern: units that a statement does not name: 各牵头单位是各项任务的责任单位 gives no task a unit."""

FOLLOWING_WORDS: Final = ("下列", "以下", "下述")
"""A rule that begins with one of these holds from the next task on; another holds for its own task too."""

RULE_WORDS: Final = (
    "首位",
    "首个",
    "首家",
    "第一",
    "第1",
    "列一",
    "最前",
    "在前",
    "为牵头",
    "负责牵头",
    "作为牵头",
    "为主办",
    "是牵头",
    "即牵头",
    "示牵头",
    "以下",
    "下列",
    "下述",
    "不再",
    "均涉及",
    "都涉及",
    "皆涉及",
    "不一一",
    "不逐",
    "不另",
    "所有任务",
    "各项任务",
    "各项工作",
)
"""Every statement of a standing rule holds one of these: a text without them need not be searched."""
