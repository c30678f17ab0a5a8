"""People who write in German, French and Chinese."""

from tests.corpus.person import Job, Person, Study

ANNALENA = Person(
    key="annalena",
    name="Anna-Lena Schröder",
    other_name="Karl-Heinz Möller",
    email="al.schroeder@example.de",
    other_email="kh.moeller@example.de",
    phone="0151 23456789",
    e164="+4915123456789",
    street="Lindwurmstraße 88",
    other_street="Karlsplatz 3",
    city="80337 München, Deutschland",
    headline="Softwareentwicklerin",
    summary="Entwickelt seit 2016 Anwendungen für Versicherungen und Banken.",
    jobs=(
        Job(
            "Softwareentwicklerin",
            "Isar Versicherung AG",
            "2020-03/",
            (
                "Entwicklung von Diensten mit [Java] und [Spring Boot].",
                "Betrieb auf [OpenShift]; Überwachung mit [Grafana].",
                "Arbeit im [Scrum]-Team, Ablage in [Confluence].",
            ),
        ),
        Job(
            "Junior-Entwicklerin",
            "Alpenblick Software GmbH",
            "2016-10/2020-02",
            ("Pflege einer Anwendung in [C#] und [.NET] mit [SQL Server].",),
        ),
    ),
    studies=(Study("B.Sc. Informatik", "Technische Universität München", 2013, 2016),),
    skills=(
        ("Kenntnisse", "Java, Spring Boot, C#, JavaScript, Angular, Maven, Jenkins, Docker, Git"),
    ),
    years=9.8,  # 10/2016–2/2020: 41 + 3/2020–6/2026: 76 = 117 months
    languages="Deutsch (Muttersprache), Englisch (fließend)",
    personal=("Geschlecht: weiblich", "Geboren: 14.05.1993"),
    also=("Softwareentwicklung", "Software development", "Informatik", "Computer science"),
    lang="de",
)

JUERGEN = Person(
    key="juergen",
    name="Jürgen Weiß",
    other_name="Sabine Groß",
    email="juergen.weiss@example.de",
    other_email="sabine.gross@example.de",
    phone="+49 (0)711 1234567",
    e164="+497111234567",
    street="Hauptstraße 3",
    other_street="Schillerplatz 9",
    city="70173 Stuttgart",
    headline="Bilanzbuchhalter",
    summary="Zuverlässig, genau, seit 20 Jahren in der Industrie.",
    jobs=(
        Job(
            "Bilanzbuchhalter",
            "Neckar Getriebe GmbH",
            "2012-01/",
            (
                "[Jahresabschluss] nach [HGB] und [IFRS].",
                "[Kreditorenbuchhaltung|Accounts payable] in [SAP].",
                "[Debitorenbuchhaltung|Accounts receivable] für drei Werke.",
            ),
        ),
        Job(
            "Buchhalter",
            "Schwaben Druck",
            "2006-04/2011-12",
            ("[Lohnabrechnung|Payroll] mit [DATEV]; Umsatzsteuer.",),
        ),
    ),
    studies=(Study("Ausbildung zum Industriekaufmann", "IHK Stuttgart", 2003, 2006),),
    skills=(("Kenntnisse", "SAP, DATEV, Excel, IFRS, HGB, Controlling"),),
    years=20.3,  # 4/2006–12/2011: 69 + 1/2012–6/2026: 174 = 243 months
    languages="Deutsch, Englisch (B1)",
    personal=("Geschlecht: männlich", "Geboren: 02.11.1984", "verheiratet"),
    also=(
        "Buchhaltung",
        "Accounting",
        "Bilanzbuchhaltung",
        "Umsatzsteuer",
        "VAT",
        "Bookkeeping",
        "Financial accounting",
    ),
    lang="de",
)

CLAIRE = Person(
    key="claire",
    name="Claire Dubois-Moreau",
    other_name="Étienne Lambert-Roy",
    email="claire.dubois@example.fr",
    other_email="etienne.lambert@example.fr",
    phone="06 12 34 56 78",
    e164="+33612345678",
    street="17 rue de la République",
    other_street="4 place Bellecour",
    city="69002 Lyon, France",
    headline="Infirmière diplômée d’État",
    summary="Douze ans auprès des enfants malades et de leurs familles.",
    jobs=(
        Job(
            "Infirmière en pédiatrie",
            "Hôpital Femme Mère Enfant",
            "2017-09/",
            (
                "[Soins aux patients|Patient care] et [prélèvements sanguins|Phlebotomy].",
                "[Pédiatrie|Pediatrics] : service de 18 lits, équipe de nuit.",
            ),
        ),
        Job(
            "Infirmière",
            "Clinique du Parc",
            "2014-07/2017-08",
            ("[Triage] aux urgences, [soins des plaies|Wound care].",),
        ),
    ),
    studies=(Study("Diplôme d’État d’infirmier", "IFSI Lyon", 2011, 2014),),
    skills=(("Compétences", "Triage, Pédiatrie|Pediatrics, Vaccination, Excel"),),
    years=12.0,  # 7/2014–8/2017: 38 + 9/2017–6/2026: 106 = 144 months
    languages="Français, anglais (B1)",
    personal=("Sexe : féminin", "Née le 3 mars 1992"),
    also=("Nursing", "Soins infirmiers", "Emergency care", "Urgences", "Emergency medicine"),
    lang="fr",
)

JULIEN = Person(
    key="julien",
    name="Julien Lefèvre",
    other_name="Camille Garnier",
    email="julien.lefevre@example.fr",
    other_email="camille.garnier@example.fr",
    phone="+33 6 98 76 54 32",
    e164="+33698765432",
    street="8 quai de la Fosse",
    other_street="21 rue Crébillon",
    city="Nantes",
    headline="Développeur web",
    summary="Sites rapides pour musées et théâtres.",
    jobs=(
        Job(
            "Développeur web",
            "Agence Marée Haute",
            "2019-02/",
            (
                "Développement en [PHP] avec [Symfony] et [MySQL].",
                "Pages en [Vue.js]; mise en ligne par [GitLab CI] et [Docker].",
            ),
        ),
        Job(
            "Intégrateur",
            "Musée en Ligne",
            "2016-09/2019-01",
            ("Pages en [HTML] et [CSS] pour [Drupal].",),
        ),
    ),
    studies=(Study("Licence professionnelle Web", "Université de Nantes", 2013, 2016),),
    skills=(("Compétences", "PHP, Symfony, JavaScript, Vue.js, MySQL, Docker, Git, Linux"),),
    years=9.8,  # 9/2016–1/2019: 29 + 2/2019–6/2026: 89 = 118 months
    languages="Français (langue maternelle), anglais (courant)",
    also=("Développement web", "Web development", "GitLab"),
    lang="fr",
)

ZHANGWEI = Person(
    key="zhangwei",
    name="张伟",
    other_name="王芳",
    email="zhangwei@example.cn",
    other_email="wangfang@example.cn",
    phone="138 1234 5678",
    e164="+8613812345678",
    street="中关村大街27号",
    other_street="长安街8号",
    city="中国北京",
    headline="高级Java工程师",
    summary="八年后端开发经验，熟悉高并发系统。",
    jobs=(
        Job(
            "高级Java工程师",
            "北京云帆科技有限公司",
            "2021-03/",
            (
                "使用 [Spring Boot] 和 [MySQL] 开发订单系统。",
                "使用 [Kafka|Apache Kafka] 和 [Redis] 处理消息。",
            ),
        ),
        Job("Java工程师", "上海蓝海软件有限公司", "2018-07/2021-02", ("使用 [Vue.js] 开发网页。",)),
    ),
    studies=(Study("计算机科学与技术 本科", "北京邮电大学", 2014, 2018),),
    skills=(("专业技能", "Java, Spring Boot, MySQL, Redis, Docker, Linux, Git"),),
    years=8.0,  # 7/2018–2/2021: 32 + 3/2021–6/2026: 64 = 96 months
    languages="中文, 英语",
    personal=("性别：男", "出生年月：1996年5月"),
    also=("后端开发", "Backend development", "Java", "计算机科学", "Computer science", "高并发"),
    lang="zh",
)

LINA = Person(
    key="lina",
    name="李娜",
    other_name="刘强",
    email="lina.cpa@example.cn",
    other_email="liuqiang.cpa@example.cn",
    phone="+86 139 8765 4321",
    e164="+8613987654321",
    street="南京西路100号",
    other_street="淮海中路55号",
    city="上海",
    headline="会计主管",
    summary="熟悉制造业财务工作。",
    jobs=(
        Job(
            "会计主管",
            "上海江南机械有限公司",
            "2019-04/",
            ("负责[财务报表|Financial reporting]和[预算|Budgeting]。", "使用 [SAP] 和 [Excel]。"),
        ),
        Job(
            "会计",
            "苏州丝绸有限公司",
            "2015-07/2019-03",
            ("负责[工资核算|Payroll]，使用 [用友]。",),
        ),
    ),
    studies=(Study("会计学 本科", "上海财经大学", 2011, 2015),),
    skills=(("专业技能", "会计|Accounting, 税务|Taxation, 成本核算|Cost accounting, SAP, Excel"),),
    years=11.0,  # 7/2015–3/2019: 45 + 4/2019–6/2026: 87 = 132 months
    languages="中文, 英语",
    personal=("性别：女",),
    also=("财务", "Finance", "Accounting", "Tax"),
    lang="zh",
)

PEOPLE = (ANNALENA, JUERGEN, CLAIRE, JULIEN, ZHANGWEI, LINA)
