"""Character tables: 1:1 translations, so that offsets never move.

`USUAL` gives a character its usual form (for names, metrics and titles); `MATCH` also folds punctuation and traditional script, for patterns only.

NFKC is not used on text: it changes lengths (㎡, ①, ㎞), misses 112 of the 114 radicals of the supplement block and rewrites （）：； in
quotes. The pairs of the supplement block follow the Unicode property Equivalent_Unified_Ideograph (UCD, EquivalentUnifiedIdeograph.txt).

>>> "⼯业⻛电５０％".translate(USUAL)
'工业风电50%'
>>> "（牵头单位：甲）".translate(MATCH)
'(牵头单位:甲)'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from typing import Final

_SUPPLEMENT: Final = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)

# Kangxi radicals and compatibility ideographs: there NFKC is one character to one.
_NORMALISED: Final = [*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF)]

# Full-width letters, digits and the signs that stand inside numbers.
_WIDE: Final = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), ord("％"), ord("＋")]

_PUNCTUATION: Final = (
    "：；，（）［］〔〕【】｛｝﹝﹞．｡／－–〜～〈〉＜＞﹤﹥“”„＂｢｣「」『』＊！？＝",
    ":;,()[][][]{}[].。/--~~<><><>“”“”“”“”“”*!?=",
)

# Signs as fonts of vertical writing have them (FE10–FE4F).
_VERTICAL: Final = (
    "︐︑︒︓︔︕︖︵︶︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
    ",、。:;!?()[][]《》<>“”“”[]",
)

# Traditional → simplified where one stands for one (简化字总表, 1986), for the characters that notices use.  於 stands in both scripts.
_TRADITIONAL: Final = (
    "於並亂佈佔併來侷係俬倉個們側備傢傳債傾僑價億償優儲兌兒內兩冊凈別則剋創劃勁動務勞勢勵匯區協厤厲參吳員唸問啟單嘗噁噴噸噹嚐嚮嚴囌國圍園圓圖團埰執堅報場塊塵墾壇壓壟壯夠夢奮婁婦媽嬰孫學寀實寧審寫寬寶將專對導"
    "屆屍層屬島崗嶺帥師帶幣幫幹庫廁廈廚廠廢廣廳張強彆彎彔彙徑從復徹悅惡愛態慮憑懇應懲戰戲戶捨捲掃掛採揚換揮損搶撈撐撥撫擁擇擊擔據擬擴敗數斷旂昇時暢曆曏曬書會朮東桿條棗棟楊楓業極榦構槍樁樂樓標樞樣樹橋機橫檔"
    "檢檯檻櫃櫻欄權歐歡歲歷歸殘殭氣氾汎汙決沒況洩涇淨減測湯準溝滬滯滾滿漁漢漬漲潔潛澇澗澤濃濟濱瀾灘灣災為無煙煥熱燈營爐爭爺牽狀獅獎獨獲獸獻獼現環產甦畝畢異當疊療癥發盜盞監盤眾睏硯碩確碼礎礙礦禮稅稈種稱穀積"
    "穎穩穫窩競筆箇節範築篩簡簽籌籤糞糧糰糾紀約紅納紐級紛紮細終組結絡給統經綜綠維綱網緊線締編緩練緻縣縮縱總績織繕繞繫繳繼續纍纔罈義習聞聯聲職聽脩腫腳膽臨臺與興舉舊艦莊華萬葉葯蒼蓆蓋蔘薈薦藍藝藥蘇處虛號蝦術"
    "衕衛補裝裡製複覈見規視親覺覽觀訂計訊討訓託記訪設許訴診註証詐評詢試話該誌認語誠說課誼調談請論諮謀講證識譜議護讀變讓豐豬負財貢貧貨貫責貳買貸費貼貿賃資賑賢賣賦質賬賭購賽贏趨踐踰蹤躍車軌軍軟軸較載輔輕輛輪"
    "輸輿轄轉辦農迴連週進遊運過達違遜遞遠適遲遷選遺邁還邊郵鄉鄭醫釐針鈴鉅鉤銀銜銷鋪鋼錄錢錦錨錯錶鍋鍵鍼鍾鎊鎮鏈鐘鐵鑑鑒長門閉開閑閒間閤閱闆關闢陞陣陸隊階際隨險隱隻雙雜離難雲電霧霽靈鞏韆韓韻響頁頂頃項須預領"
    "頭頸頻顆題額願類顫顯風颱飛飲飼養餘館饋馬駁駐騙騰驅驗驛體髮鬆鬚鮮鷺麗麥麵黃點黨鼕齊齡齣龍"
    "偵衝刪劑壽盡嶼嵐瀏潤濕繩詞誤誰貴贈輯這鄰鎔鏡陽順頓顛鶴豎爲衆羣啓産説綫裏麼衞溫讚贊贛峯沖鬥雞麪巖鹽竪鈎榮傑鑿鬱籲揀徴徵幾儘鋭銳閲脫後頒罰賠鎖濾燒淺滲漸灑濁瀕犧猶瑪瓊畫疇盧矯磚禍窮篤絲絕綢綿緒緣縫繡纖罷羅聖聰肅腦膚膠臟"
    "艙艱荊莖蓮蔣蔭薩蘆蘭蘿蝕蟲詳誇諾謝謹譽賀賜賴贖跡輝轟辭遙遼釀釋鈔鉛銅銘鋁鋰錫錳鎳閘閣闊陰陳陝隸靜頗顧飄飾馳駕駛騎驚鬧魚魯鳥鳳鴨鴻鵝鷹鹹齋齒龜擾攔攤敵斂斬旣暫曠朧柵棲槳樸橢櫥殼毀氫渦渾湧漣澀瀝煉犢獵瑣甌癱碭磯祿稟窪筧"
    "籃糹紋紙紡絨絹綉緝緯繚纜罵翹聳脈腸膩艷苧莢萊葦蔥蕩薔蘋蠶衹襯觸諧諱謠譯貯賒賓踴躋輻轍迀逕鄧鄒鄲酈鈉鈣鈦鉀鋅錐鍛鏽鐮鑄鑰鑽钁闖闡隴雋韌頤餅饑驢骯鯨鰱鱗鸚鹵龐龔",
    "于并乱布占并来局系私仓个们侧备家传债倾侨价亿偿优储兑儿内两册净别则克创划劲动务劳势励汇区协历厉参吴员念问启单尝恶喷吨当尝向严苏国围园圆图团采执坚报场块尘垦坛压垄壮够梦奋娄妇妈婴孙学采实宁审写宽宝将专对导"
    "届尸层属岛岗岭帅师带币帮干库厕厦厨厂废广厅张强别弯录汇径从复彻悦恶爱态虑凭恳应惩战戏户舍卷扫挂采扬换挥损抢捞撑拨抚拥择击担据拟扩败数断旗升时畅历向晒书会术东杆条枣栋杨枫业极干构枪桩乐楼标枢样树桥机横档"
    "检台槛柜樱栏权欧欢岁历归残僵气泛泛污决没况泄泾净减测汤准沟沪滞滚满渔汉渍涨洁潜涝涧泽浓济滨澜滩湾灾为无烟焕热灯营炉争爷牵状狮奖独获兽献猕现环产苏亩毕异当叠疗症发盗盏监盘众困砚硕确码础碍矿礼税秆种称谷积"
    "颖稳获窝竞笔个节范筑筛简签筹签粪粮团纠纪约红纳纽级纷扎细终组结络给统经综绿维纲网紧线缔编缓练致县缩纵总绩织缮绕系缴继续累才坛义习闻联声职听修肿脚胆临台与兴举旧舰庄华万叶药苍席盖参荟荐蓝艺药苏处虚号虾术"
    "同卫补装里制复核见规视亲觉览观订计讯讨训托记访设许诉诊注证诈评询试话该志认语诚说课谊调谈请论咨谋讲证识谱议护读变让丰猪负财贡贫货贯责贰买贷费贴贸赁资赈贤卖赋质账赌购赛赢趋践逾踪跃车轨军软轴较载辅轻辆轮"
    "输舆辖转办农回连周进游运过达违逊递远适迟迁选遗迈还边邮乡郑医厘针铃巨钩银衔销铺钢录钱锦锚错表锅键针钟镑镇链钟铁鉴鉴长门闭开闲闲间合阅板关辟升阵陆队阶际随险隐只双杂离难云电雾霁灵巩千韩韵响页顶顷项须预领"
    "头颈频颗题额愿类颤显风台飞饮饲养余馆馈马驳驻骗腾驱验驿体发松须鲜鹭丽麦面黄点党冬齐龄出龙"
    "侦冲删剂寿尽屿岚浏润湿绳词误谁贵赠辑这邻熔镜阳顺顿颠鹤竖为众群启产说线里么卫温赞赞赣峰冲斗鸡面岩盐竖钩荣杰凿郁吁拣征征几尽锐锐阅脱后颁罚赔锁滤烧浅渗渐洒浊濒牺犹玛琼画畴卢矫砖祸穷笃丝绝绸绵绪缘缝绣纤罢罗圣聪肃脑肤胶脏"
    "舱艰荆茎莲蒋荫萨芦兰萝蚀虫详夸诺谢谨誉贺赐赖赎迹辉轰辞遥辽酿释钞铅铜铭铝锂锡锰镍闸阁阔阴陈陕隶静颇顾飘饰驰驾驶骑惊闹鱼鲁鸟凤鸭鸿鹅鹰咸斋齿龟扰拦摊敌敛斩既暂旷胧栅栖桨朴椭橱壳毁氢涡浑涌涟涩沥炼犊猎琐瓯瘫砀矶禄禀洼笕"
    "篮纟纹纸纺绒绢绣缉纬缭缆骂翘耸脉肠腻艳苎荚莱苇葱荡蔷苹蚕只衬触谐讳谣译贮赊宾踊跻辐辙迁径邓邹郸郦钠钙钛钾锌锥锻锈镰铸钥钻镢闯阐陇隽韧颐饼饥驴肮鲸鲢鳞鹦卤庞龚",
)  # fmt: skip


def _table() -> dict[int, int]:
    table = dict(zip(map(ord, _SUPPLEMENT[0]), map(ord, _SUPPLEMENT[1]), strict=True))
    for code in _NORMALISED:
        usual = unicodedata.normalize("NFKC", chr(code))
        if len(usual) == 1:
            table[code] = ord(usual)
    table |= {code: code - 0xFEE0 for code in _WIDE}
    table |= {ord("\u3000"): ord(" "), ord("\u00a0"): ord(" ")}
    return table


USUAL: Final = _table()
MATCH: Final = USUAL | {
    ord(a): ord(b) for one, other in (_TRADITIONAL, _PUNCTUATION, _VERTICAL) for a, b in zip(one, other, strict=True)
}


def codes_in(text: str) -> frozenset[int]:
    """The code points of a text, each once.

    >>> sorted(codes_in("甲乙甲")) == sorted(map(ord, "甲乙"))
    True
    """
    return frozenset(memoryview(text.encode("utf-32", "surrogatepass")).cast("I")[1:])  # without the byte order mark


def fold(text: str, table: Mapping[int, int], codes: Collection[int]) -> str:
    """The text as `str.translate` gives it, for whole documents: that looks up every character, most of them in vain.

    `codes`: the code points of the text, at least.

    >>> every = "".join(map(chr, MATCH))
    >>> fold(every, MATCH, codes_in(every)) == every.translate(MATCH), fold(every, USUAL, MATCH) == every.translate(USUAL)
    (True, True)
    """
    # 車 becomes 车 before ⾞ becomes 車, which stays
    for code in sorted(table.keys() & codes, key=lambda code: table[code] in table):
        text = text.replace(chr(code), chr(table[code]))
    return text
