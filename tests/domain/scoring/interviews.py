"""Interview questions with a weak, a middling and a strong answer each, written for these tests."""

from __future__ import annotations

from dataclasses import dataclass

from domain.scoring import KeyPoint, QuestionSpec


@dataclass(frozen=True)
class Interview:
    """One question with its answers, in rising order of merit."""

    field: str
    spec: QuestionSpec
    weak: str
    middling: str
    strong: str


REST = Interview(
    "software",
    QuestionSpec(
        question="Explain REST API principles",
        gold=(
            "REST models a system as resources that are identified by URLs. Clients act on them "
            "through a uniform interface, mostly the HTTP methods GET, POST, PUT and DELETE. "
            "Every request is stateless and carries all the information the server needs. "
            "Responses declare whether they may be cached. The architecture is layered, so a "
            "client cannot tell whether it talks to the origin server or to a proxy."
        ),
    ),
    "REST is something that many companies use for the web. I have seen it in a few projects and "
    "people say it is a modern style that is easy to work with.",
    "With REST everything is a resource that has its own URL. You read it with GET, create with "
    "POST and remove it with DELETE, and usually you get JSON back from the server.",
    "I think of REST as organising an application around resources, and each resource has a URL "
    "of its own. The client manipulates them with the standard HTTP verbs, so GET reads, POST "
    "creates, PUT replaces and DELETE removes, which gives us one uniform interface. The server "
    "keeps no session between calls, so each request has to bring everything needed to handle "
    "it. Responses also say if a client or proxy may cache them, and because the design is "
    "layered you can put load balancers or gateways in between without the client noticing.",
)
MEDICATION = Interview(
    "nursing",
    QuestionSpec(
        question="How do you make sure that a medicine is given safely?",
        gold=(
            "I check the patient's identity with two identifiers, such as the name band and date "
            "of birth. I compare the prescription with the medicine, the dose, the route and the "
            "time. I ask about allergies before giving anything. I document the administration "
            "right away, and I watch the patient for side effects afterwards."
        ),
    ),
    "Safety matters a lot to me on the ward and I always try to be careful and friendly with "
    "everyone, because patients deserve good care from a kind team.",
    "I look at the name band and ask for the date of birth so I know it is the right patient, "
    "and then I check the drug chart for the dose and the time.",
    "Before anything else I confirm who the patient is, reading the wristband and asking for "
    "their birth date. Then I hold the prescription next to the drug and verify the dose, the "
    "route and the time it is due. I always ask whether they have any allergies. Once they have "
    "taken it I sign the chart immediately, and I come back later to observe them for any side "
    "effects or reactions.",
)
OBJECTION = Interview(
    "sales",
    QuestionSpec(
        question="A customer says your product is too expensive. What do you do?",
        gold=(
            "I listen to the objection without interrupting and acknowledge the concern. I ask "
            "questions to find out what the customer compares the price with. I explain the "
            "value and the return on investment for their own situation. I offer alternatives "
            "such as a smaller package or payment terms instead of an immediate discount. I "
            "agree on a clear next step."
        ),
    ),
    "Selling is my passion and I have beaten my targets for years. I am very persuasive, so I "
    "am sure that I could handle that kind of situation.",
    "First I would listen to them and show that I understand the worry. Then I would explain "
    "what value they get for the money and how quickly the investment pays back.",
    "I let the customer finish and tell them I understand why they worry about the cost. Then I "
    "ask what they are comparing our price to, so that I know what lies behind it. I show what "
    "the product is worth in their own business, for example how soon the investment pays for "
    "itself. Rather than cutting the price at once I would propose a smaller package or paying "
    "in instalments. At the end we fix a next step, like a call with their finance team.",
)
CONFLICT = Interview(
    "management",
    QuestionSpec(
        question="How would you resolve a conflict between two members of your team?",
        gold=(
            "I talk to each person privately to hear both sides. I bring them together and keep "
            "the conversation on facts and behaviour rather than on personalities. We look for a "
            "common goal and agree on concrete actions. I follow up after some weeks to see "
            "whether the agreement holds."
        ),
    ),
    "Conflicts happen in every office. In my opinion adults should be able to sort these things "
    "out and I would prefer to concentrate on my own work.",
    "I would speak with both of them separately to understand each side of the story, and then "
    "put them in one room to talk about it.",
    "My first step is to meet each of them alone, because I want to hear both versions in "
    "private. After that we sit down together, and I make sure that we discuss what happened "
    "and not who is to blame as a person. I ask what goal the two of them share and we write "
    "down specific actions that both accept. A few weeks later I check in again to see if they "
    "are keeping to what was agreed.",
)
PHOTOSYNTHESIS = Interview(
    "teaching",
    QuestionSpec(
        question="How would you explain photosynthesis to a class of twelve-year-olds?",
        gold=(
            "Plants make their own food from carbon dioxide and water. They use the energy of "
            "sunlight, which the green chlorophyll in the leaves absorbs. The process produces "
            "sugar for the plant and releases oxygen into the air. I would show it with an "
            "experiment, such as bubbles rising from pondweed under a lamp."
        ),
        key_points=(
            KeyPoint(id="inputs", text="Plants take in carbon dioxide and water"),
            KeyPoint(id="light", text="Chlorophyll in the leaves absorbs sunlight", weight=2.0),
            KeyPoint(id="outputs", text="Sugar is produced and oxygen is released"),
            KeyPoint(id="method", text="Show it with a simple experiment"),
        ),
    ),
    "Children of that age are curious, so I would keep my lesson lively, use a colourful "
    "worksheet and praise everybody who takes part.",
    "I would tell them that plants take carbon dioxide from the air and water from the soil, "
    "and with the light of the sun they turn this into food.",
    "I would say that a plant cooks its own food. Its ingredients are water from the roots and "
    "carbon dioxide from the air. The cooker runs on sunlight, and the green stuff in the "
    "leaves, called chlorophyll, catches that light. What comes out is sugar, which feeds the "
    "plant, and oxygen, which we breathe. To let them see it I would do a small experiment with "
    "pondweed under a lamp, where the children can count the bubbles of oxygen.",
)
DEPRECIATION = Interview(
    "accounting",
    QuestionSpec(
        question="What is depreciation and why do companies record it?",
        gold=(
            "Depreciation spreads the cost of a long-lived asset over its useful life. It "
            "matches the expense with the revenue that the asset helps to earn. It lowers the "
            "book value of the asset on the balance sheet and the profit in the income "
            "statement. It is a non-cash expense, so no money leaves the company when it is "
            "recorded."
        ),
    ),
    "Depreciation is a term from accounting that companies record in their books at the end of "
    "the year, and the accountant has to know the rules.",
    "It means that the cost of an asset like a machine is spread over the years in which it is "
    "used, so the value in the books goes down.",
    "When a company buys a machine that lasts for years, depreciation divides the cost across "
    "its useful life instead of charging it all at once. That way the expense falls into the "
    "same periods as the income the machine helps to generate. On the balance sheet the asset's "
    "book value shrinks and in the income statement the profit gets smaller. No cash actually "
    "leaves the company when the entry is made, since it is a non-cash expense.",
)
INDEX = Interview(
    "databases",
    QuestionSpec(
        question="When does a database index help, and what does it cost?",
        gold=(
            "An index lets the database find rows without scanning the whole table. It helps "
            "queries that filter, join or sort on the indexed columns. Every index has to be "
            "updated when rows are inserted, changed or deleted, so writes become slower. It "
            "also takes extra disk space. Columns with few distinct values benefit little."
        ),
    ),
    "Databases are important for every application and an index is a typical feature of them. "
    "I would ask our database administrator if there is a problem.",
    "An index makes reading faster because the database can look up rows directly and does not "
    "have to scan the full table.",
    "An index is a separate structure that allows the database to locate matching rows quickly "
    "rather than reading the entire table. I add one when a query filters on a column, joins on "
    "it or orders by it. The price is that each insert, update or delete must also maintain the "
    "index, which makes writing slower, and it uses additional storage on disk. It is hardly "
    "worth it on a column that has only a handful of different values.",
)
FIRE = Interview(
    "hospitality",
    QuestionSpec(
        question="What do you do when the fire alarm goes off in a full restaurant?",
        gold=(
            "I stay calm and tell the guests to leave through the nearest exit. I help people "
            "who cannot walk well. Nobody uses the lifts. The kitchen turns off the gas and the "
            "cookers. At the assembly point I count the staff and the guests and report missing "
            "people to the fire brigade."
        ),
    ),
    "I like working in restaurants because of the lively atmosphere, and I am good with guests "
    "even on a busy evening.",
    "I would keep calm and ask all the guests to go outside by the closest exit, and I would "
    "help anybody who has trouble walking.",
    "The most important thing is to stay calm. I ask the guests to get up and leave through the "
    "closest emergency exit, and I support anyone who has difficulty walking. I make sure that "
    "no one takes the lift. The cooks shut off the gas and all the cookers before they go. "
    "Outside at the assembly point I count guests and colleagues, and if somebody is missing I "
    "tell the fire brigade straight away.",
)

INTERVIEWS = (REST, MEDICATION, OBJECTION, CONFLICT, PHOTOSYNTHESIS, DEPRECIATION, INDEX, FIRE)

OFF_TOPIC = (
    "Last summer we travelled along the coast with our two dogs, and every evening we cooked "
    "fresh fish on the beach. The weather was wonderful for almost three weeks. On the way home "
    "the car broke down near a small village, where a friendly farmer repaired it for us."
)
