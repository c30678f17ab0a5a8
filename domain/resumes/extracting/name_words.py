"""What names made of, and the words that no name holds."""

from domain.resumes.extracting.word_lists import words

PARTICLES = words(
    """de del della der den di da dos das du la le van von zu zur vom bin bint ibn al el abu ben
    ter ten af av y e dal do st st. san dela"""
)
TRADE_SURNAMES = words(
    """baker cook mason carpenter judge dean farmer gardener painter koch meister schlosser captain
    fellow head marketer steward builder driver seller chief"""
)
"""Trades that common surnames."""
NO_NAMES = words(
    """lorem ipsum dolor seite street straße strasse road avenue drive boulevard rue platz weg
    summary skills experience education profile contact objective references languages projects
    university college school institute department faculty team company invoice bill receipt
    total date amount order customer number january february march july september october
    november december januar februar märz juni juli oktober dezember janvier février mars avril
    juin juillet août septembre octobre novembre décembre key core technical professional
    personal work relevant selected additional career employment history management marketing
    sales finance software data science machine learning computer design development business
    project communication leadership customer service health care web mobile cloud security
    network systems microsoft google amazon adobe office excel native fluent english german
    french spanish chinese italian russian arabic deutsch englisch französisch anglais allemand
    français espagnol chinois available remote full part time driving licence license female
    male single married nationality born date birth geboren geburtsdatum familienstand
    staatsangehörigkeit née né nationalité confidential application bewerbung cover letter
    anschreiben motivation candidature and und et or the of for with in to die das der les
    des this strategic planning problem solving critical thinking speaking quality
    assurance resources human financial accounting bachelor master degree honours certificate
    certified training terms conditions best regards sincerely yours kind mit freundlichen
    grüßen cordialement thank you rechnung facture dear"""
)
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔"
    "向汤欧阳司马上官诸葛温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申耿关兰焦俞左柳甘祝包宁尚符舒"
    "阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉"
    "缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎"
    "甄丛仲虞敖巩明佘池查麻苑迟邝"
)
"""The first characters of Chinese names, double surnames among them."""
DOUBLE_SURNAMES = words(
    """尉迟 慕容 公孙 皇甫 宇文 长孙 令狐 钟离
    端木 轩辕 夏侯 独孤 南宫 东方 西门 呼延 百里 澹台 濮阳 淳于
    单于 太史 申屠 公羊"""
)
