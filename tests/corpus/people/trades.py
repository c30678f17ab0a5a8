"""People who make, move, cook and design."""

from tests.corpus.person import Job, Person, Study

EARL = Person(
    key="earl",
    name="Earl Jackson",
    other_name="Darlene Hughes",
    email="earl.welds@example.com",
    other_email="darlene.welds@example.com",
    phone="614.555.0172",
    e164="+16145550172",
    street="77 Cleveland Ave",
    other_street="410 Summit St",
    city="Columbus, OH, USA",
    headline="Certified Welder",
    summary="Pipe and structural welder. Own truck, clean record.",
    jobs=(
        Job(
            "Pipe Welder",
            "Buckeye Fabrication",
            "2011-05/",
            (
                "[TIG welding] and [MIG welding] on stainless and carbon pipe.",
                "Reads drawings ([blueprint reading]); passes X-ray at 99 percent.",
                "Keeps the shop’s [OSHA] log.",
                "Rust removal and paint on 40 barges, each back on the water by spring.",
            ),
        ),
        Job(
            "Welder Helper",
            "Ohio River Barge",
            "2008-06/2011-04",
            ("[Stick welding], grinding and [oxy-fuel cutting]; drove the [forklift].",),
        ),
    ),
    studies=(Study("Welding Diploma", "Hobart Institute", 2007, 2008),),
    skills=(
        ("Skills", "MIG welding, TIG welding, Stick welding, Blueprint reading, Metal fabrication"),
    ),
    years=18.1,  # 6/2008–4/2011: 35 + 5/2011–6/2026: 182 = 217 months
    also=(
        "Welding",
        "Pipe welding",
        "Structural welding",
        "Grinding",
        "Forklift operation",
        "Fabrication",
        "Pipefitting",
    ),
)

IVAN = Person(
    key="ivan",
    name="Ivan Petrov",
    other_name="Elena Dimitrova",
    email="ivan.petrov@example.bg",
    other_email="elena.dimitrova@example.bg",
    phone="+359 88 123 4567",
    e164="+359881234567",
    street="12 Vitosha Blvd",
    other_street="40 Rakovski St",
    city="Sofia",
    headline="Logistics Manager",
    summary="Moves fruit from three ports to forty shops before it spoils.",
    jobs=(
        Job(
            "Logistics Manager",
            "Balkan Fresh",
            "2017-07/",
            (
                "[Inventory management] for four stores in [SAP].",
                "[Route planning] for 35 lorries; [customs clearance] at two borders.",
                "Meets the dockers’ union each spring; no crate stood still since.",
                "[Kaizen] rounds cut damaged goods by a third.",
            ),
        ),
        Job(
            "Warehouse Supervisor",
            "Danube Cargo",
            "2012-01/2017-06",
            ("Shift of 20; [warehouse management] and [forklift] training.",),
        ),
    ),
    studies=(Study("BA Economics of Transport", "University of National Economy", 2007, 2011),),
    skills=(
        (
            "Skills",
            ("Supply chain management, Procurement, Lean manufacturing, Kaizen, SAP, Excel"),
        ),
    ),
    years=14.5,  # 1/2012–6/2017: 66 + 7/2017–6/2026: 108 = 174 months
    languages="Bulgarian, Russian, English",
    also=("Logistics", "Warehousing", "Transport", "Economics", "Forklift operation", "Customs"),
)

MARIA = Person(
    key="maria",
    name="Maria Santos",
    other_name="Miguel Reyes",
    email="maria.santos@example.ph",
    other_email="miguel.reyes@example.ph",
    phone="+63 917 123 4567",
    e164="+639171234567",
    street="33 Ayala Avenue",
    other_street="8 Roxas Blvd",
    city="Manila",
    headline="Hotel Front Office Manager",
    summary="Remembers every guest’s name.",
    jobs=(
        Job(
            "Front Office Manager",
            "Bayview Grand Hotel",
            "2019-02/",
            (
                "An express line for late guests cut the queue by half.",
                "Team of 22; bookings and bills in [Opera PMS].",
                "[Revenue management] with the sales office; [complaint handling] in person.",
            ),
        ),
        Job(
            "Receptionist",
            "Palawan Island Resort",
            "2014-06/2019-01",
            ("[Guest relations], check-in and {concierge} desk.",),
        ),
    ),
    studies=(Study("BS Hotel Management", "University of Santo Tomas", 2010, 2014),),
    skills=(
        ("Skills", "Customer service, Opera PMS, Reservations, Revenue management, Upselling"),
    ),
    years=12.1,  # 6/2014–1/2019: 56 + 2/2019–6/2026: 89 = 145 months
    languages="Filipino, English, Spanish",
    also=(
        "Hotel management",
        "Front office",
        "Hospitality",
        "Concierge",
        "Reception",
        "Sales",
        "Hospitality management",
        "Front desk",
    ),
)

GIULIA = Person(
    key="giulia",
    name="Giulia Romano",
    other_name="Marco Bianchi",
    email="giulia.romano@example.it",
    other_email="marco.bianchi@example.it",
    phone="+39 347 123 4567",
    e164="+393471234567",
    street="Via Garibaldi 14",
    other_street="Via Cavour 3",
    city="Bologna",
    headline="Head Chef",
    summary="Cooks what the market has that morning.",
    jobs=(
        Job(
            "Head Chef",
            "Trattoria del Portico",
            "2018-05/",
            (
                "[Menu planning] for 70 covers; {food cost control|Cost control} at 27 percent.",
                "Ruby grapefruit with basil and a dash of salt won the city’s plate.",
                "[HACCP] plans; no fault found by inspectors in six years.",
            ),
        ),
        Job(
            "Pastry Chef",
            "Hotel Reno",
            "2013-09/2018-04",
            ("[Pastry], bread and [catering] for weddings of 300.",),
        ),
    ),
    studies=(Study("Diploma Alberghiero", "Istituto Scappi", 2008, 2013),),
    skills=(
        ("Skills", "Menu planning, HACCP, Food safety, Pastry, Catering, {Kitchen management}"),
    ),
    years=12.8,  # 9/2013–4/2018: 56 + 5/2018–6/2026: 98 = 154 months
    languages="Italian, English",
    also=("Cooking", "Baking", "Culinary arts", "Cost control", "Kitchen management"),
)

SOFIA = Person(
    key="sofia",
    name="Sofia Lindqvist",
    other_name="Erik Hallberg",
    email="hello@sofialindqvist.example",
    other_email="hello@erikhallberg.example",
    phone="+358 40 123 4567",
    e164="+358401234567",
    street="Mannerheimintie 20",
    other_street="Aleksanterinkatu 7",
    city="Helsinki",
    headline="UX Designer",
    summary="Draws less, asks more.",
    jobs=(
        Job(
            "UX Designer",
            "Aurora Games",
            "2020-08/",
            (
                "[Wireframing] and [prototyping] in [Figma]; [usability testing] twice a month.",
                "Built the [design system|Design systems] used by five teams.",
            ),
        ),
        Job(
            "Graphic Designer",
            "Saimaa Print",
            "2016-06/2020-07",
            ("Books, posters: [InDesign|Adobe InDesign] and [Illustrator|Adobe Illustrator].",),
        ),
    ),
    studies=(Study("BA {Graphic Design}", "Aalto University", 2013, 2016),),
    skills=(
        (
            "Tools",
            (
                "Figma, Sketch, Photoshop|Adobe Photoshop, InDesign|Adobe InDesign, HTML, CSS, "
                "Typography"
            ),
        ),
    ),
    years=10.1,  # 6/2016–7/2020: 50 + 8/2020–6/2026: 71 = 121 months
    languages="Finnish, Swedish, English",
    links=("https://sofialindqvist.example", "behance.net/sofialindqvist"),
    also=("UX design", "Graphic design", "User experience", "Print design"),
)

PIETER = Person(
    key="pieter",
    name="Pieter van der Merwe",
    other_name="Anneke de Villiers",
    email="pieter.vdm@example.nl",
    other_email="anneke.dv@example.nl",
    phone="+31 6 12345678",
    e164="+31612345678",
    street="Keizersgracht 101",
    other_street="Oudegracht 6",
    city="Amsterdam",
    headline="Electrician",
    summary="Licensed electrician for homes and factories.",
    jobs=(
        Job(
            "Industrial Electrician",
            "Zuiderzee Dairy",
            "2016-01/",
            (
                "[PLC programming] on [Siemens] controls; [preventive maintenance] of 60 machines.",
                "[Electrical wiring] of two new lines, {fault finding|Troubleshooting} by night.",
            ),
        ),
        Job("Electrician", "Bakker Installatie", "2010-03/2015-12", ("Houses, [solar panels].",)),
    ),
    studies=(Study("MBO Elektrotechniek", "ROC Amsterdam", 2006, 2010),),
    skills=(("Skills", "PLC programming, Electrical wiring, AutoCAD, Preventive maintenance"),),
    years=16.3,  # 3/2010–12/2015: 70 + 1/2016–6/2026: 126 = 196 months
    languages="Dutch, Afrikaans, English",
    also=(
        "Electrical installation",
        "Electrical engineering",
        "Maintenance",
        "Solar",
        "Industrial maintenance",
        "Solar installation",
    ),
)

PEOPLE = (EARL, IVAN, MARIA, GIULIA, SOFIA, PIETER)
