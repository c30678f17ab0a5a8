"""People who care, teach and research."""

from tests.corpus.person import Job, Person, Study

GRACE = Person(
    key="grace",
    name="Grace Mwangi",
    other_name="Peter Kamau",
    email="grace.mwangi@example.co.uk",
    other_email="peter.kamau@example.co.uk",
    phone="07400 123456",
    e164="+447400123456",
    street="5 Oxford Street",
    other_street="61 Deansgate",
    city="Manchester, United Kingdom",
    headline="Registered Nurse",
    summary="Ward nurse with a calm hand. She trained in Nairobi and moved to Manchester in 2017.",
    jobs=(
        Job(
            "Senior Staff Nurse",
            "Manchester Royal Infirmary",
            "2020-09/",
            (
                "Leads a shift of eight in [intensive care]; [triage] at the door on busy nights.",
                "[Wound care], [IV therapy] and [medication administration] for 12 beds.",
                "Teaches {basic life support} to new starters.",
                "Vitamin C and D rounds at eight; a swift answer to every bell.",
            ),
        ),
        Job(
            "Staff Nurse",
            "Salford Community Hospital",
            "2017-03/2020-08",
            ("[Patient care] on a [geriatrics] ward; notes in [Epic].",),
        ),
    ),
    studies=(Study("BSc {Nursing}", "University of Nairobi", 2012, 2016),),
    skills=(
        (
            "Clinical skills",
            "Patient care, Triage, Phlebotomy, Infection control, CPR, Palliative care",
        ),
    ),
    years=9.3,  # 3/2017–8/2020: 42 + 9/2020–6/2026: 70 = 112 months
    languages="English, Swahili",
    also=(
        "Nursing",
        "Registered nurse",
        "Basic life support",
        "Teaching",
        "Ward management",
        "Critical care",
        "Elderly care",
    ),
)

HELEN = Person(
    key="helen",
    name="Helen O’Connor",
    other_name="Brendan Fitzgerald",
    email="h.oconnor@example.ie",
    other_email="b.fitzgerald@example.ie",
    phone="+353 1 234 5678",
    e164="+35312345678",
    street="22 Rathmines Road",
    other_street="9 Dame Street",
    city="Dublin",
    headline="Associate Professor of {Genetics}",
    summary="Studies how barley copes with drought. Her group has eleven members.",
    jobs=(
        Job(
            "Associate Professor",
            "Trinity College Dublin",
            "2018-10/",
            (
                "[Bioinformatics] for [RNA-seq] data in [R] and [Python].",
                "Won 2.1 million euro for a study of roots; {grant writing} for four projects.",
            ),
        ),
        Job(
            "Postdoctoral Researcher",
            "John Innes Centre, Norwich",
            "2014-10/2018-09",
            ("[PCR], [CRISPR] and [confocal microscopy] of root cells.",),
        ),
    ),
    studies=(
        Study("PhD Plant Science", "University College Dublin", 2010, 2014),
        Study("BSc {Biochemistry}", "University of Galway", 2006, 2010),
    ),
    skills=(("Methods", "Bioinformatics, PCR, CRISPR, R, Python, LaTeX, {Statistics}"),),
    years=11.8,  # 10/2014–9/2018: 48 + 10/2018–6/2026: 93 = 141 months
    languages="English, Irish, French",
    extras=(
        (
            "Publications",
            (
                "O’Connor H., Byrne T. (2023). Roots that wait for rain. Barley Notes 12, 33–51.",
                "O’Connor H. et al. (2020). A map of drought. Annals of Fields 8, 101–119.",
                "O’Connor H. (2016). Water and the cell wall. Leaf Letters 3, 1–9.",
            ),
        ),
        ("Invited talks", ("Drought days, Wageningen, 2022", "Plant forum, Lyon, May 2019")),
        ("Grants", ("National science fund, 2021–2025, principal investigator",)),
    ),
    also=("Research", "Genetics", "Plant science", "Microscopy", "Teaching", "Molecular biology"),
)

ROSA = Person(
    key="rosa",
    name="Rosa Martinez",
    other_name="Carlos Delgado",
    email="rosa.martinez@example.org",
    other_email="carlos.delgado@example.org",
    phone="(512) 555-0143",
    e164="+15125550143",
    street="1204 Barton Springs Rd",
    other_street="310 Guadalupe St",
    city="Austin, TX 78704, USA",
    headline="Elementary School Teacher",
    summary="Bilingual teacher who gets shy readers to read aloud.",
    jobs=(
        Job(
            "Third Grade Teacher",
            "Zilker Elementary School",
            "2015-08/",
            (
                "[Lesson planning] and [classroom management] for 24 children.",
                "Led the school’s move to [Google Classroom]; trained 15 colleagues.",
                "Writes plans for {special education} pupils with their parents.",
                "A term about the island of Java; children who excel at maps led the others.",
            ),
        ),
        Job(
            "Teaching Assistant",
            "Travis Heights Elementary",
            "2013-08/2015-07",
            ("Small-group {tutoring} in reading and numbers.",),
        ),
    ),
    studies=(Study("B.A. in Education", "Texas State University", 2009, 2013),),
    skills=(
        (
            "Skills",
            (
                "Lesson planning, Classroom management, Curriculum development, Special education, "
                "Google Classroom, {ESL}"
            ),
        ),
    ),
    years=12.9,  # 8/2013–7/2015: 24 + 8/2015–6/2026: 131 = 155 months
    languages="English, Spanish",
    also=("Teaching", "Education", "Tutoring", "Bilingual education", "Literacy"),
)

SAMUEL = Person(
    key="samuel",
    name="Samuel Adeyemi",
    other_name="Ngozi Balogun",
    email="samuel.adeyemi@example.ca",
    other_email="ngozi.balogun@example.ca",
    phone="+1 416-555-0127",
    e164="+14165550127",
    street="88 Bloor St W",
    other_street="41 Spadina Ave",
    city="Toronto, ON",
    headline="Social Worker",
    summary="Thirty years beside families; he listens first. Father of three.",
    jobs=(
        Job(
            "Team Lead, Family Services",
            "Harbourfront Community Centre",
            "2008-05/",
            (
                "[Case management] for 35 families; [crisis intervention] at any hour.",
                "Runs {supervision} for nine younger colleagues.",
                "Found a puppet player and a chef for each spring feast.",
            ),
        ),
        Job(
            "Social Worker",
            "City of Toronto",
            "1996-06/2008-04",
            ("[Child protection] visits and court reports; {counselling|Counseling} at home.",),
        ),
    ),
    studies=(Study("Master of {Social Work}", "York University", 1993, 1996),),
    skills=(
        (
            "Strengths",
            "Case management, Crisis intervention, Child protection, Counseling, Mediation",
        ),
    ),
    years=30.1,  # 6/1996–4/2008: 143 + 5/2008–6/2026: 218 = 361 months
    languages="English, Yoruba, French",
    also=("Social work", "Supervision", "Report writing", "Family services"),
)

PEOPLE = (GRACE, HELEN, ROSA, SAMUEL)
