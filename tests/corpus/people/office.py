"""People of offices: money, law, people and words."""

from tests.corpus.person import Job, Person, Study

DAVID = Person(
    key="david",
    name="David Cohen",
    other_name="Rachel Stern",
    email="dcohen.cpa@example.com",
    other_email="rstern.cpa@example.com",
    phone="212-555-0188",
    e164="+12125550188",
    street="350 West 42nd Street, Apt 9C",
    other_street="77 Fulton Street, Apt 12A",
    city="New York, NY 10036, USA",
    headline="Senior Accountant",
    summary="Closes the month in three days. He moved two firms off paper.",
    jobs=(
        Job(
            "Senior Accountant",
            "Hudson Freight Partners",
            "2018-06/",
            (
                "Owns [accounts payable], [accounts receivable] and [bank reconciliation].",
                "Prepares statements under [US GAAP]; answers the auditors.",
                "Moved the ledger from [QuickBooks] to [NetSuite].",
                "Has access to the vault; a lean office of three keeps 1,200 parts in order.",
            ),
        ),
        Job(
            "Staff Accountant",
            "Lexington Dental Group",
            "2014-09/2018-05",
            ("Ran [payroll] for 90 people in [ADP]; [tax preparation] for four states.",),
        ),
    ),
    studies=(Study("B.S. in Accounting", "Baruch College", 2010, 2014),),
    skills=(
        (
            "Skills",
            "US GAAP, Excel, QuickBooks, NetSuite, Financial reporting, Payroll, Budgeting, CPA",
        ),
    ),
    years=11.8,  # 9/2014–5/2018: 45 + 6/2018–6/2026: 97 = 142 months
    languages="English, Hebrew",
    also=(
        "Accounting",
        "Month-end closing",
        "General ledger",
        "Auditing",
        "Audit",
        "Financial statements",
        "Tax",
    ),
)

LINH = Person(
    key="linh",
    name="Nguyen Thi Linh",
    other_name="Tran Van Minh",
    email="linh.nguyen@example.com.au",
    other_email="minh.tran@example.com.au",
    phone="+61 412 345 678",
    e164="+61412345678",
    street="19 Swanston Street",
    other_street="230 Chapel Street",
    city="Melbourne",
    headline="Digital Marketing Manager",
    summary="Makes small budgets go far.",
    jobs=(
        Job(
            "Digital Marketing Manager",
            "Yarra Outdoor Gear",
            "2021-01/",
            (
                "Doubled visits from search ([SEO]) and halved the cost of a sale by [Google Ads].",
                "Writes the newsletter in [Mailchimp]; reads results in [Google Analytics].",
            ),
        ),
        Job(
            "Social Media Coordinator",
            "Laneway Coffee",
            "2018-04/2020-12",
            ("Plans for Instagram and TikTok; pictures made in [Canva].",),
        ),
    ),
    studies=(Study("Bachelor of Commerce", "Monash University", 2015, 2018),),
    skills=(
        (
            "Skills",
            (
                "SEO, SEM, Google Ads, Google Analytics, Email marketing, Content marketing, "
                "Copywriting, HubSpot, Canva, Social media marketing"
            ),
        ),
    ),
    years=8.3,  # 4/2018–12/2020: 33 + 1/2021–6/2026: 66 = 99 months
    languages="English, Vietnamese",
    also=("Digital marketing", "Social media", "Marketing", "Instagram", "TikTok", "Newsletters"),
)

JACK = Person(
    key="jack",
    name="Jack Thompson",
    other_name="Emily Parker",
    email="jack.thompson@example.net",
    other_email="emily.parker@example.net",
    phone="+1 (713) 555-0166",
    e164="+17135550166",
    street="4410 Westheimer Rd",
    other_street="1500 Main St",
    city="Houston, Texas",
    headline="Account Executive",
    summary="Sells pumps to people who did not want a pump. He beat quota nine years in ten.",
    jobs=(
        Job(
            "Account Executive",
            "Gulf Flow Systems",
            "2016-03/",
            (
                "Grew the Gulf Coast from 2 to 7 million dollars a year.",
                "Keeps every deal in [Salesforce]; [forecasting|Sales forecasting] each Friday.",
                "[Contract negotiation] with 40 plants.",
                "Meets C-level buyers; held the spring 2019 price through two storms.",
            ),
        ),
        Job(
            "Sales Representative",
            "Bayou Office Supply",
            "2013-02/2016-02",
            ("60 [cold calls|Cold calling] a day; opened 110 accounts.",),
        ),
    ),
    studies=(Study("BBA", "University of Houston", 2009, 2013),),
    skills=(
        (
            "Skills",
            (
                "B2B sales, Salesforce, Cold calling, Negotiation, Account management, "
                "Lead generation, CRM, PowerPoint"
            ),
        ),
    ),
    years=13.4,  # 2/2013–2/2016: 37 + 3/2016–6/2026: 124 = 161 months
    also=("Sales", "Forecasting", "Business development"),
)

AISHA = Person(
    key="aisha",
    name="Aisha Al-Farsi",
    other_name="Omar Al-Balushi",
    email="aisha.alfarsi@example.ae",
    other_email="omar.albalushi@example.ae",
    phone="+971 50 123 4567",
    e164="+971501234567",
    street="Villa 12, Al Wasl Road",
    other_street="Tower 3, Marina Walk",
    city="Dubai",
    headline="HR Business Partner",
    summary="Looks after 600 people in three countries.",
    jobs=(
        Job(
            "HR Business Partner",
            "Falcon Aviation Services",
            "2019-11/",
            (
                "Rolled out [Workday] and [SAP SuccessFactors].",
                "[Workforce planning] and [succession planning] with six directors.",
                "[Employee relations] under UAE [labour law|Labor law].",
                "Helps managers react early, so that teams stay whole.",
            ),
        ),
        Job(
            "Recruiter",
            "Dhow Consulting",
            "2015-01/2019-10",
            ("Filled 300 seats; [sourcing] on [LinkedIn Recruiter].",),
        ),
    ),
    studies=(Study("BA Business Administration", "University of Sharjah", 2010, 2014),),
    skills=(
        (
            "Skills",
            (
                "Recruiting, Onboarding, Employee relations, Performance management, Workday, "
                "Compensation and benefits"
            ),
        ),
    ),
    years=11.5,  # 1/2015–10/2019: 58 + 11/2019–6/2026: 80 = 138 months
    languages="Arabic, English",
    also=(
        "Human resources",
        "HR",
        "Business administration",
        "Consulting",
        "SAP",
        "LinkedIn",
        "HR business partnering",
        "Talent acquisition",
    ),
)

OLIVIA = Person(
    key="olivia",
    name="Olivia Brown",
    other_name="William Clarke",
    email="olivia.brown@example.ca",
    other_email="william.clarke@example.ca",
    phone="+1 604 555 0199",
    e164="+16045550199",
    street="900 Howe Street",
    other_street="55 Robson Street",
    city="Vancouver, BC",
    headline="Corporate Lawyer",
    summary="Mrs. Brown advises growing firms on {mergers|Mergers and acquisitions} and data.",
    jobs=(
        Job(
            "Associate",
            "Stanley & Fairview LLP",
            "2017-09/",
            (
                "[Contract drafting] and [due diligence] for 30 purchases.",
                "Advises on [GDPR] and Canadian {privacy law}.",
                "[Legal research] in [Westlaw].",
                "Gave her word to clients in a rush, and kept it.",
            ),
        ),
        Job(
            "Articling Student",
            "Burrard Law",
            "2016-08/2017-08",
            ("Drafted pleadings in civil [litigation].",),
        ),
    ),
    studies=(
        Study("Juris Doctor", "University of British Columbia", 2013, 2016),
        Study("BA History", "McGill University", 2009, 2013),
    ),
    skills=(
        (
            "Practice",
            "Corporate law, Contract drafting, Due diligence, Litigation, Compliance, GDPR",
        ),
    ),
    years=9.9,  # 8/2016–8/2017: 13 + 9/2017–6/2026: 106 = 119 months
    also=(
        "Law",
        "Privacy law",
        "Data protection",
        "Civil litigation",
        "Contract law",
        "Data privacy",
    ),
)

KENJI = Person(
    key="kenji",
    name="Kenji Tanaka",
    other_name="Yumi Sato",
    email="kenji.tanaka@example.jp",
    other_email="yumi.sato@example.jp",
    phone="+81 90-1234-5678",
    e164="+819012345678",
    street="2-11-3 Meguro",
    other_street="5-4-1 Ueno",
    city="Tokyo",
    headline="Product Manager",
    summary="Product manager for maps and trains.",
    jobs=(
        Job(
            "Senior Product Manager",
            "Sakura Maps",
            "2022-05/",
            (
                "Set the [product roadmap|Product roadmapping] for 9 million riders.",
                "[User research] each week; [A/B testing] before each launch.",
                "Brought a gate for wheelchairs from the R&D lab to 40 stations.",
            ),
        ),
        Job(
            "Product Manager",
            "Sakura Maps",
            "2019-05/2022-04",
            ("Wrote {user stories} in [Jira] and [Confluence] for three [Scrum] teams.",),
        ),
        Job(
            "Business Analyst",
            "Fuji Rail Systems",
            "2016-04/2019-04",
            ("[Requirements gathering|Requirements analysis]; reports in [Power BI] and [SQL].",),
        ),
    ),
    studies=(Study("B.Eng. Industrial Engineering", "Waseda University", 2012, 2016),),
    skills=(
        (
            "Skills",
            "Product management, Agile, Scrum, SQL, Figma, Stakeholder management, Power BI",
        ),
    ),
    years=10.3,  # 4/2016–4/2019: 37 + 5/2019–4/2022: 36 + 5/2022–6/2026: 50 = 123 months
    languages="Japanese, English",
    extras=(("Interests", ("Go and shogi, chess, long runs before breakfast",)),),
    also=(
        "Research and development",
        "R&D",
        "Business analysis",
        "User stories",
        "Industrial engineering",
        "Product strategy",
    ),
)

PEOPLE = (DAVID, LINH, JACK, AISHA, OLIVIA, KENJI)
