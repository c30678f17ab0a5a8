"""People who build software."""

from tests.corpus.person import Job, Person, Study

AMARA = Person(
    key="amara",
    name="Amara Okafor",
    other_name="Thomas Whitfield",
    email="amara.okafor@example.com",
    other_email="thomas.whitfield@example.com",
    phone="+44 20 7946 0958",
    e164="+442079460958",
    street="14 Lavender Hill",
    other_street="92 Kingsland Road",
    city="London",
    headline="Senior Backend Engineer",
    summary=(
        "Backend engineer who likes boring, dependable systems. She designs [REST APIs|REST API] "
        "and keeps them fast under load. Her last three services have run without an outage."
    ),
    jobs=(
        Job(
            "Senior Backend Engineer",
            "Halcyon Payments",
            "2021-04/",
            (
                "Moved card settlement from one large [Django] application to [FastAPI] services.",
                "Cut the slowest [PostgreSQL] queries from nine seconds to 80 milliseconds.",
                "Runs the on-call rota; alerts come from [Prometheus] and [Grafana].",
            ),
            "London",
        ),
        Job(
            "Backend Engineer",
            "Brightside Energy",
            "2018-01/2021-03",
            (
                "Wrote the metering pipeline in [Python] with [Celery] and [RabbitMQ].",
                "Introduced [Docker] images and [GitHub Actions] for every team.",
            ),
            "Bristol",
        ),
        Job(
            "Junior Developer",
            "Pixel & Quill",
            "2016-09/2017-12",
            ("Built shop pages with [Flask] and [MySQL].",),
            "Bristol",
        ),
    ),
    studies=(Study("BSc Computer Science", "University of Bristol", 2013, 2016),),
    skills=(
        ("Languages", "Python, Go, SQL"),
        ("Storage", "PostgreSQL, Redis, MySQL"),
        ("Operations", "Docker, Kubernetes, Terraform, Git"),
    ),
    years=9.8,  # 9/2016–12/2017: 16 + 1/2018–3/2021: 39 + 4/2021–6/2026: 63 = 118 months
    languages="English (native), Igbo (fluent)",
    links=("linkedin.com/in/amara-okafor", "github.com/aokafor"),
    also=("Backend development", "Computer Science", "On-call", "Payments", "Microservices"),
)

LUKASZ = Person(
    key="lukasz",
    name="Łukasz Zielinski",
    other_name="Magda Nowicka",
    email="lukasz.zielinski@example.pl",
    other_email="magda.nowicka@example.pl",
    phone="+48 512 345 678",
    e164="+48512345678",
    street="ul. Piekna 12",
    other_street="ul. Dluga 40",
    city="Kraków",
    headline="Frontend Developer",
    summary="Six years of interfaces that load quickly and can be used with a keyboard alone.",
    jobs=(
        Job(
            "Frontend Developer",
            "Tramwaj Labs",
            "2020-06/",
            (
                "Rebuilt the booking site in [React] and [TypeScript] with [Next.js].",
                "Raised the {accessibility} score from 61 to 98 ([WCAG] 2.2 AA).",
                "Tests in [Jest] and [Cypress] run on every change.",
            ),
        ),
        Job(
            "Web Developer",
            "Studio Wawel",
            "2018-03/2020-05",
            ("Made [WordPress] themes and small shops on [WooCommerce].",),
        ),
    ),
    studies=(Study("BEng Informatics", "AGH University", 2014, 2018),),
    skills=(
        (
            "Skills",
            "JavaScript, TypeScript, React, Redux, HTML, CSS, Sass, Webpack, GraphQL, Figma",
        ),
    ),
    years=8.3,  # 3/2018–5/2020: 27 + 6/2020–6/2026: 73 = 100 months
    languages="Polish (native), English (C1)",
    links=("github.com/lzielinski",),
    also=("Frontend development", "Web development", "Accessibility"),
)

PRIYA = Person(
    key="priya",
    name="Priya Raghunathan",
    other_name="Arjun Venkatesan",
    email="priya.raghu@example.in",
    other_email="arjun.venkat@example.in",
    phone="+91 98450 12345",
    e164="+919845012345",
    street="27, 4th Cross, Indiranagar",
    other_street="8, MG Road",
    city="Bengaluru",
    headline="Data Engineer",
    summary="Data engineer for batch and streaming. Mother of two; back at work since 2019.",
    jobs=(
        Job(
            "Senior Data Engineer",
            "Kaveri Retail",
            "2022-02/",
            (
                "Owns 140 [Airflow|Apache Airflow] jobs that load a [Snowflake] warehouse nightly.",
                "Streams orders with [Kafka|Apache Kafka]; transforms by [Spark|Apache Spark].",
                "Modelled finance reports with [dbt]; analysts see them in [Tableau].",
            ),
        ),
        Job(
            "Data Engineer",
            "Monsoon Analytics",
            "2019-07/2022-01",
            (
                "Moved [Hadoop] jobs to [AWS] ([S3|Amazon S3], [Redshift|Amazon Redshift]).",
                "Wrote [PySpark] and [Scala] code for click streams.",
            ),
        ),
    ),
    studies=(Study("B.Tech Information Technology", "Anna University", 2012, 2016),),
    skills=(
        ("Tools", "Python, Scala, SQL, Airflow|Apache Airflow, Spark|Apache Spark, AWS, Terraform"),
    ),
    years=7.0,  # 7/2019–1/2022: 31 + 2/2022–6/2026: 53 = 84 months
    languages="English, Tamil, Hindi",
    also=(
        "Data engineering",
        "Data warehousing",
        "Data modeling",
        "Stream processing",
        "Finance",
        "Batch processing",
        "Information technology",
        "ETL",
        "Analytics",
    ),
)

DIEGO = Person(
    key="diego",
    name="Diego Fernández Ruiz",
    other_name="Lucía Navarro Gil",
    email="diego.fernandez@example.es",
    other_email="lucia.navarro@example.es",
    phone="+34 612 345 678",
    e164="+34612345678",
    street="Calle de Alcalá 210",
    other_street="Calle Mayor 5",
    city="Madrid",
    headline="DevOps Engineer",
    summary="I make releases dull: small, frequent and easy to undo.",
    jobs=(
        Job(
            "DevOps Engineer",
            "Nube Norte",
            "2019-10/",
            (
                "60 [Kubernetes] clusters on [Azure|Microsoft Azure], described in [Terraform].",
                "Ships with [Argo CD] and [Helm]; builds in [GitLab CI].",
                "Wrote operators in [Go].",
            ),
        ),
        Job(
            "Systems Administrator",
            "Banco del Valle",
            "2015-05/2019-09",
            (
                "Looked after 400 [Linux] servers with [Ansible].",
                "Replaced paper checklists by [Bash] and [Python] scripts; [Nagios] watched them.",
            ),
        ),
    ),
    studies=(Study("Grado en Ingeniería Informática", "Universidad Complutense", 2010, 2014),),
    skills=(
        (
            "Stack",
            "Kubernetes, Docker, Terraform, Ansible, Jenkins, Prometheus, Linux, Bash, CI/CD",
        ),
    ),
    years=11.2,  # 5/2015–9/2019: 53 + 10/2019–6/2026: 81 = 134 months
    languages="Spanish (native), English (B2)",
    links=("linkedin.com/in/diego-fernandez-ruiz",),
    also=("DevOps", "System administration", "GitLab"),
)

MEILING = Person(
    key="meiling",
    name="Chen Meiling",
    other_name="Tan Weijie",
    email="chen.meiling@example.sg",
    other_email="tan.weijie@example.sg",
    phone="+65 8123 4567",
    e164="+6581234567",
    street="Blk 118 Serangoon North Ave 1",
    other_street="Blk 9 Holland Avenue",
    city="Singapore",
    headline="Machine Learning Engineer",
    summary="Works on language models that answer bank customers in four languages.",
    jobs=(
        Job(
            "Machine Learning Engineer",
            "Lion City Bank",
            "2021-08/",
            (
                "Fine-tuned transformers with [PyTorch] and [Hugging Face] for intent detection.",
                "Tracks experiments in [MLflow]; serves models from [Docker] on [GCP].",
            ),
        ),
        Job(
            "Data Scientist",
            "Straits Mobility",
            "2018-08/2021-07",
            (
                "Forecast demand for scooters with [XGBoost] and [scikit-learn].",
                "Ran {A/B tests|A/B testing} on prices, read by [pandas] and [Jupyter] notebooks.",
            ),
        ),
    ),
    studies=(
        Study("MSc {Statistics}", "National University of Singapore", 2016, 2018),
        Study("BSc {Mathematics}", "Nanyang Technological University", 2012, 2016),
    ),
    skills=(
        ("Methods", "Machine learning, Deep learning, NLP|Natural language processing"),
        ("Tools", "Python, R, SQL, PyTorch, TensorFlow, pandas, NumPy, Git"),
    ),
    years=7.9,  # 8/2018–7/2021: 36 + 8/2021–6/2026: 59 = 95 months
    languages="English, Mandarin, Malay",
    links=("github.com/cmeiling", "https://meiling.example.sg"),
    also=("Data science", "Forecasting", "Transformers", "Pricing", "Language models", "Banking"),
)

NOAH = Person(
    key="noah",
    name="Noah Bergström",
    other_name="Elsa Lindholm",
    email="noah@bergstrom.example.se",
    other_email="elsa@lindholm.example.se",
    phone="+46 70 123 45 67",
    e164="+46701234567",
    street="Storgatan 8",
    other_street="Kungsgatan 31",
    city="Göteborg",
    headline="Embedded Software Engineer",
    summary="Firmware for cars and pumps, mostly in [C] and [C++].",
    jobs=(
        Job(
            "Embedded Software Engineer",
            "Vinga Marine",
            "2017-02/",
            (
                "Wrote drivers for [STM32] boards under [FreeRTOS].",
                "Moved builds to [CMake] and [Yocto]; debugs with [JTAG] and an [oscilloscope].",
            ),
        ),
        Job(
            "Software Engineer",
            "Nordlast Trucks",
            "2012-08/2017-01",
            (
                "[CAN bus] diagnostics after [AUTOSAR]; hardware tests in [LabVIEW].",
                "Reviewed code against [MISRA C].",
            ),
        ),
    ),
    studies=(Study("MSc {Electrical Engineering}", "Chalmers", 2007, 2012),),
    skills=(("Skills", "C, C++, Python, Rust, FreeRTOS, Embedded Linux, CAN bus, Git"),),
    years=13.9,  # 8/2012–1/2017: 54 + 2/2017–6/2026: 113 = 167 months
    languages="Swedish (native), English (fluent), German (basic)",
    also=(
        "Embedded systems",
        "Firmware",
        "Embedded C",
        "Software engineering",
        "Linux",
        "Debugging",
        "Device drivers",
        "Diagnostics",
        "Code review",
    ),
)

FATIMA = Person(
    key="fatima",
    name="Fatima Zahra El Amrani",
    other_name="Youssef Ben Haddou",
    email="f.elamrani@example.ma",
    other_email="y.benhaddou@example.ma",
    phone="+212 661-234567",
    e164="+212661234567",
    street="45 Avenue Hassan II",
    other_street="3 Rue Atlas",
    city="Casablanca",
    headline="QA Engineer",
    summary="Finds faults before customers do. Gender: female. She writes every fault down once.",
    jobs=(
        Job(
            "QA Engineer",
            "Atlas Telecom",
            "2020-01/",
            (
                "Automated 900 checks with [Selenium] and [Java].",
                "Load tests in [JMeter]; service tests in [Postman].",
                "Plans work in [Jira] with two [Scrum] teams.",
            ),
        ),
        Job("Test Analyst", "Medina Soft", "2017-05/2019-12", ("Wrote cases in [TestRail].",)),
    ),
    studies=(Study("Licence Informatique", "Université Hassan II", 2014, 2017),),
    skills=(("Skills", "Selenium, Cypress, Java, SQL, Postman, Jira, ISTQB"),),
    years=9.2,  # 5/2017–12/2019: 32 + 1/2020–6/2026: 78 = 110 months
    languages="Arabic (native), French (fluent), English (B2)",
    also=(
        "Quality assurance",
        "Test automation",
        "Load testing",
        "Software testing",
        "Testing",
        "API testing",
        "Manual testing",
        "Test cases",
    ),
)

THABO = Person(
    key="thabo",
    name="Thabo Nkosi",
    other_name="Lerato Dlamini",
    email="thabo.nkosi@example.co.za",
    other_email="lerato.dlamini@example.co.za",
    phone="+27 82 123 4567",
    e164="+27821234567",
    street="18 Rivonia Road",
    other_street="77 Jan Smuts Avenue",
    city="Johannesburg",
    headline="Mobile Developer",
    summary="Builds phone apps for people with slow networks and old phones.",
    jobs=(
        Job(
            "Lead Mobile Developer",
            "Ubuntu Health",
            "2023-01/",
            ("Clinic app in [Flutter] and [Dart] that works offline on [SQLite].",),
        ),
        Job(
            "Android Developer",
            "Ubuntu Health",
            "2020-04/2022-12",
            ("Moved 80 screens from [Java] to [Kotlin]; push messages by [Firebase].",),
        ),
        Job(
            "iOS Developer",
            "Karoo Games",
            "2018-02/2020-03",
            ("Shipped three titles in [Swift] and [Objective-C].",),
        ),
    ),
    studies=(Study("BSc Computer Science", "University of Pretoria", 2014, 2017),),
    skills=(("Skills", "Flutter, Dart, Kotlin, Swift, Firebase, Android, iOS, Git"),),
    years=8.4,  # 2/2018–3/2020: 26 + 4/2020–12/2022: 33 + 1/2023–6/2026: 42 = 101 months
    languages="English, Zulu, Afrikaans",
    also=("Mobile development", "Computer science", "Android development", "iOS development"),
)

PEOPLE = (AMARA, LUKASZ, PRIYA, DIEGO, MEILING, NOAH, FATIMA, THABO)
