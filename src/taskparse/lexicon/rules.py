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

STANDING_RULES: Final[dict[str, str]] = {
    # 列第一位的为牵头单位,下同
    "first-listed-leads": r"(?:(?:位|名)?列|排|排在|列在|排列)(?:第?[一1]|首)(?:位|个|名)?(?:的|者)?(?:责任)?(?:单位|部门)?(?:的)?(?:为|是|即为)(?:工作|总)?牵头(?:责任)?(?:或(?:汇总|责任)|和汇总|、汇总)?(?:单位|部门)(?:[,，]下同)?|第一(?:个|位)?(?:责任)?(?:单位|部门)?(?:的)?(?:为|是|即为)牵头(?:责任)?(?:单位|部门)(?:[,，]下同)?|排名第一的(?:单位|部门)?(?:为|是)牵头(?:单位|部门)(?:,下同)?",
    # 第一个逗号前为牵头单位
    "before-first-comma-leads": r"(?:责任单位中,?|其中,?)?第一个逗号(?:之)?前(?:的)?(?:单位|部门)?(?:为|是|均为)牵头(?:单位|部门)(?:,其[余他](?:的)?(?:为|是)(?:责任|配合)单位)?(?:,下同)?",
    # 无牵头单位的,责任单位即为牵头单位
    "responsible-leads-where-none": r"(?:无|没有|未(?:明确|列出?|注明))牵头(?:单位|部门)的(?:任务|事项|工作)?,(?:所列)?(?:第一)?责任(?:单位|部门)(?:即|均|都)?(?:为|是)牵头(?:单位|部门)(?:,下同)?",
    # 排首位的牵头,其余配合
    "first-leads-others-support": r"(?:排|列)(?:在)?(?:首位|第[一1]位?)的(?:单位|部门)?(?:为)?牵头(?:单位)?,其[余他](?:的)?(?:单位|部门)?(?:为)?配合(?:单位)?(?:,下同)?",
    # 标*号的为牵头单位
    "marked-leads": r"(?:(?:单位)?(?:前|后|中)?(?:标|带|加|注|打)(?:有|注|注有)?)?“?(?P<sign>[*★☆△▲#])”?(?:号|标记|符号)?(?:的|者)?(?:单位|部门)?(?:为|是|表示|即)(?:为)?牵头(?:责任)?(?:单位|部门)",
    # 下列任务均由各街镇负责,不再列出
    "following-also-responsible": r"(?:下列|以下|以下各项|下述|下列各项)(?:重点)?(?:任务|工作|事项)?(?:均|都|皆)?(?:(?:需|须|应)由?|由)(?P<units>[^。;]{2,60}?)(?:共同)?(?:按职责分工)?(?:负责|落实)(?:落实)?[,，]?(?:不再(?:一一|逐一|逐项|重复|另行|单独)?|不(?:一一|逐一|另))(?:列出|列示|注明|标注|列)|(?<=[。;,]|^)(?P<units>[^。;,]{2,40}?)(?:均|都|皆)(?:为|是)(?:(?:各项|所有|全部|以上|以下|上述)?(?:重点)?(?:工作|任务|事项)的?)?责任(?:单位|部门)[,，]?(?:不再(?:一一|逐一|逐项|重复|另行|单独)?|不(?:一一|逐一|另))(?:列出|列示|注明|标注|列)|(?:(?:下列|以下|下述|具体|各项|所有|全部)(?:各项)?(?:重点)?(?:任务|工作|事项|措施|项目)?)?(?:均|都|皆)涉及到?(?P<units>[^。;]{2,60}?)[,，]?(?:不再(?:一一|逐一|逐项|重复|另行|单独)?(?:列出|列示|注明|标注|列|[做作]?分工|赘述)|下同)",
    "following-also-supporting": r"(?:下列|以下|以下各项|下述|下列各项)(?:重点)?(?:任务|工作|事项)?(?:均|都|皆)?(?:(?:需|须|应)由?|由)(?P<units>[^。;]{2,60}?)(?:共同)?(?:按职责分工)?(?:配合|协助|支持|参与)(?:落实)?[,，]?(?:不再(?:一一|逐一|逐项|重复|另行|单独)?|不(?:一一|逐一|另))(?:列出|列示|注明|标注|列)|(?<=[。;,]|^)(?P<units>[^。;,]{2,40}?)(?:均|都|皆)(?:为|是)(?:(?:各项|所有|全部|以上|以下|上述)?(?:重点)?(?:工作|任务|事项)的?)?配合(?:单位|部门)[,，]?(?:不再(?:一一|逐一|逐项|重复|另行|单独)?|不(?:一一|逐一|另))(?:列出|列示|注明|标注|列)",
}

FOLLOWING_WORDS: Final = ("下列", "以下", "下述")
"""A rule that begins with one of these holds from the next task on; another holds for its own task too."""

RULE_WORDS: Final = (
    "为牵头",
    "为工作牵头",
    "为总牵头",
    "是牵头",
    "即牵头",
    "示牵头",
    ",其余",
    ",其他",
    "以下",
    "下列",
    "下述",
    "不再",
    "涉及",
    "不一一",
    "不逐一",
    "不另",
)
"""Every statement of a standing rule holds one of these: a text without them need not be searched."""
