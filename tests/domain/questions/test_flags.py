"""What must not be asked is refused in three languages; what only sounds so is let through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.questions.flags import QuestionNotLawful, find_flags, refuse_flagged
from domain.questions.wording import FlagKind
from domain.questions.wording.advice import ADVICE

REFUSED: list[tuple[FlagKind, str]] = [
    ("age", "How old are you?"),
    ("age", "What is your date of birth?"),
    ("age", "When were you born?"),
    ("age", "Are you over 50?"),
    ("age", "When do you plan to retire?"),
    ("age", "How do you feel about a manager who is younger than you?"),
    ("age", "How would somebody at your age learn Rust?"),
    ("age", "Wie alt sind Sie?"),
    ("age", "Nennen Sie bitte Ihr Geburtsdatum."),
    ("age", "Wann wollen Sie in Rente gehen?"),
    ("age", "Quel âge avez-vous ?"),
    ("age", "En quelle année êtes-vous né ?"),
    ("family", "Are you married?"),
    ("family", "Are you currently pregnant or do you plan to be?"),
    ("family", "Do you have any children?"),
    ("family", "Are you planning to start a family soon?"),
    ("family", "Do you want to have kids in the next years?"),
    ("family", "What does your husband do for a living?"),
    ("family", "Who looks after your children while you work?"),
    ("family", "Are you single?"),
    ("family", "Is the candidate pregnant?"),
    ("family", "Haben Sie Kinder?"),
    ("family", "Sind Sie verheiratet oder ledig?"),
    ("family", "Planen Sie in nächster Zeit, schwanger zu werden?"),
    ("family", "Wer kümmert sich um Ihre Kinder?"),
    ("family", "Avez-vous des enfants ?"),
    ("family", "Êtes-vous enceinte ?"),
    ("family", "Quelle est votre situation familiale ?"),
    ("health", "Do you have any disabilities?"),
    ("health", "How many days were you sick last year?"),
    ("health", "Do you take any medication?"),
    ("health", "Have you ever been diagnosed with depression?"),
    ("health", "How is your health?"),
    ("health", "Do you smoke?"),
    ("health", "Haben Sie eine Behinderung?"),
    ("health", "Sind Sie oft krank?"),
    ("health", "Wie ist Ihr Gesundheitszustand?"),
    ("health", "Avez-vous des problèmes de santé ?"),
    ("health", "Êtes-vous en situation de handicap ?"),
    ("religion", "What is your religion?"),
    ("religion", "Are you a practising Muslim?"),
    ("religion", "Which church do you attend?"),
    ("religion", "Do you celebrate Christmas?"),
    ("religion", "Welcher Konfession gehören Sie an?"),
    ("religion", "Sind Sie katholisch?"),
    ("religion", "Êtes-vous croyant ?"),
    ("religion", "Quelle est votre religion ?"),
    ("origin", "Where are you originally from?"),
    ("origin", "Where were you born?"),
    ("origin", "Are you a German citizen?"),
    ("origin", "Is English your first language?"),
    ("origin", "Where does your accent come from?"),
    ("origin", "What is your nationality?"),
    ("origin", "Are you black?"),
    ("origin", "Woher kommen Sie ursprünglich?"),
    ("origin", "Welche Staatsangehörigkeit haben Sie?"),
    ("origin", "Was ist Ihre Muttersprache?"),
    ("origin", "D'où venez-vous ?"),
    ("origin", "Quelle est votre nationalité ?"),
    ("gender", "Are you gay?"),
    ("gender", "What is your sexual orientation?"),
    ("gender", "How would you cope as a woman in a team of men?"),
    ("gender", "Sind Sie homosexuell?"),
    ("gender", "Wie setzen Sie sich als Frau durch?"),
    ("gender", "Quelle est votre orientation sexuelle ?"),
    ("politics", "Who did you vote for?"),
    ("politics", "Are you a union member?"),
    ("politics", "What are your political views?"),
    ("politics", "Sind Sie Mitglied einer Gewerkschaft?"),
    ("politics", "Welche Partei wählen Sie?"),
    ("politics", "Êtes-vous syndiqué ?"),
    ("criminal_record", "Have you ever been arrested?"),
    ("criminal_record", "Do you have a criminal record?"),
    ("criminal_record", "Have you ever been convicted of a crime?"),
    ("criminal_record", "Sind Sie vorbestraft?"),
    ("criminal_record", "Avez-vous un casier judiciaire ?"),
    ("salary_history", "What is your current salary?"),
    ("salary_history", "How much do you earn?"),
    ("salary_history", "What was your last annual base salary?"),
    ("salary_history", "How much did you make at your last job?"),
    ("salary_history", "Wie viel verdienen Sie zurzeit?"),
    ("salary_history", "Wie hoch ist Ihr aktuelles Gehalt?"),
    ("salary_history", "Quel est votre salaire actuel ?"),
    ("salary_history", "Combien gagnez-vous ?"),
    ("military", "Were you honorably discharged?"),
    ("military", "What was the reason for your military discharge?"),
    ("family", "How long have you been married?"),
    ("health", "What medication are you on?"),
    ("health", "Have you ever filed for workers' compensation?"),
    ("health", "Leiden Sie an chronischen Krankheiten?"),
    ("religion", "Do you need time off for religious holidays?"),
    ("religion", "Wie religiös sind Sie?"),
    ("origin", "What language do you speak at home?"),
    ("origin", "What kind of name is that?"),
    ("looks", "How tall are you?"),
    ("looks", "How much do you weigh?"),
    ("looks", "Please send us a photo of yourself."),
    ("looks", "Do you have any visible tattoos?"),
    ("looks", "Wie groß sind Sie?"),
    ("looks", "Combien mesurez-vous ?"),
]
WRITTEN_AROUND: list[tuple[FlagKind, str]] = [
    ("age", "HOW   OLD\tARE YOU"),
    ("age", "How o\u200bld are you?"),
    ("family", "Аre yоu mаrried?"),  # noqa: RUF001  # Cyrillic letters are the point
    ("family", "Ａｒｅ ｙｏｕ ｍａｒｒｉｅｄ？"),  # noqa: RUF001  # wide letters are the point
    ("family", "What's the applicant’s marital status?"),
    ("family", "Tell me about REST. By the way, do you have kids?"),
]
LET_THROUGH = [
    "What would you do about the legacy age of the database?",
    "How do you decide on the age of the cache entries?",
    "How old is the oldest system you maintained?",
    "Which family of instruction sets do you know best?",
    "How does the origin server differ from the edge?",
    "Explain the same-origin policy.",
    "Is test-driven development the religion of the codebase here?",
    "How did you sell disability support products?",
    "What is a race condition and how do you find one?",
    "How would you write gender-neutral copy?",
    "What belongs into a health check endpoint?",
    "How would you care for a pregnant patient?",
    "How do you make forms accessible for people with disabilities?",
    "When is a disabled button bad design?",
    "How do child processes inherit file descriptors?",
    "Do you have child components that fetch their own data?",
    "What is a union type?",
    "How do you evaluate a third-party library before you support it?",
    "Are you allowed to work in Germany?",
    "Are you at least 18 years old?",
    "Which languages do you speak well enough to work in?",
    "What salary do you expect?",
    "What are your salary expectations?",
    "The shifts include Saturdays. Can you work them?",
    "Are you single-handedly responsible for releases?",
    "Are you engaged in open source?",
    "Tell me about a decision you made with strong convictions.",
    "What did you make of the last architecture you inherited?",
    "How many children can a node of a binary tree have?",
    "How would you negotiate with the works council?",
    "How do you plan the discharge of patients from hospital?",
    "What are the weights of a neural network?",
    "Show me a picture of the architecture you are proud of.",
    "What is your weight initialisation strategy?",
    "What was your last salary negotiation with a supplier like?",
    "Do you use any drugs database for interactions?",
    "Do you take any medication history before an operation?",
    "What would you do if a patient refuses treatment for religious reasons?",
    "How do you deal with racial bias in a model?",
    "Have you ever been charged with leading a team?",
    "Welche Partei muss den Vertrag kündigen?",
    "How do you handle accents in user names?",
    "Do you have experience with health insurance data?",
    "Where do you see the company in five years?",
    "Describe a conflict in your team and how you solved it.",
    "How do you document the retirement of an old service?",
    "How would you draw an accent colour from a palette?",
    "What motivates you?",
    "Do you have children's nursing experience?",
    "How do you vote in a consensus protocol like Raft?",
    "Quel est votre genre de management ?",
    "Can you travel two days a week?",
    "Did you ever act in good faith and were wrong?",
    "How do you train native apps' users?",
    "Wie gehen Sie mit dem Alter der Datenbank um?",
    "Wie hieß Ihr alter Arbeitgeber?",
    "Dürfen Sie in Deutschland arbeiten?",
    "Haben Sie schon Kinder betreut?",
    "Haben Sie Erfahrung mit Menschen mit Behinderung?",
    "Wie betreuen Sie eine schwangere Patientin?",
    "Was sind Ihre Gehaltsvorstellungen?",
    "Wie prüfen Sie die Herkunft der Daten?",
    "Woher kommt Ihr Interesse an Compilern?",
    "Wie gestalten Sie barrierefreie Seiten?",
    "Avez-vous le droit de travailler en France ?",
    "Quelles sont vos prétentions salariales ?",
    "Comment suivez-vous une patiente enceinte ?",
    "Comment gérez-vous l'âge de la base de données ?",
    "Quelle est la taille de votre équipe ?",
    "",
]
ONLY_WARNED: list[tuple[FlagKind, str]] = [
    ("age", "When did you graduate?"),
    ("age", "Are you the young and dynamic person we look for?"),
    ("family", "How do you keep your children in class interested?"),
    ("family", "What do you know about parental leave?"),
    ("family", "Comment gérez-vous vos enfants en classe ?"),
    ("religion", "Which part does religion play in cooking?"),
    ("gender", "How would a salesman open this talk?"),
    ("criminal_record", "Do you have a criminal record that is relevant to this role?"),
    ("military", "Did you serve in the military?"),
    ("origin", "We look for native speakers. How good is your German?"),
    ("family", "Was wissen Sie über Mutterschutz?"),
    ("origin", "Welche Rolle spielt Nationalität beim Reisen?"),
    ("military", "Que pensez-vous du service militaire ?"),
]


@pytest.mark.parametrize(("kind", "question"), [*REFUSED, *WRITTEN_AROUND])
def test_what_must_not_be_asked_is_refused(kind: FlagKind, question: str) -> None:
    flags = [flag for flag in find_flags(question) if flag.severity == "refuse"]

    assert kind in {flag.kind for flag in flags}
    assert all(flag.words == question[flag.start : flag.end] for flag in flags)


@pytest.mark.parametrize("question", LET_THROUGH)
def test_what_only_sounds_so_is_let_through(question: str) -> None:
    assert find_flags(question) == []


@pytest.mark.parametrize(("kind", "question"), ONLY_WARNED)
def test_what_may_be_harmless_is_left_to_a_person(kind: FlagKind, question: str) -> None:
    flags = refuse_flagged(question)

    assert [(flag.kind, flag.severity) for flag in flags] == [(kind, "warn")]


def test_a_refusal_names_the_words_the_reason_and_what_may_be_asked_instead() -> None:
    with pytest.raises(QuestionNotLawful) as refused:
        refuse_flagged("Explain REST. Are you a German citizen?")

    body = refused.value.body()
    reason, instead = ADVICE["origin"]
    assert body["code"] == "QuestionNotLawful"
    assert body["message"] == f"“Are you a German citizen”: {reason} Instead: {instead}"
    assert body["fields"] == {"question_text": reason}
    assert [flag["kind"] for flag in refused.value.details["flags"]] == ["origin"]  # type: ignore[attr-defined]  # details are any JSON


def test_one_question_can_ask_for_several_things() -> None:
    flags = find_flags("Are you married, and how old are you?")

    assert [(flag.kind, flag.words) for flag in flags] == [
        ("family", "Are you married"),
        ("age", "how old are you"),
    ]


_WORDS = st.sampled_from(
    [
        "are",
        "you",
        "your",
        "have",
        "any",
        "children",
        "age",
        "married",
        "ihr",
        "kinder",
        "votre",
        "ß",
        "İ",
        "ﬁ",
        "́",
        "\u200b",
        "\n",
        "?",
        ".",
        "health",
        "😀",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(_WORDS, max_size=60).map(" ".join)))
def test_any_text_is_read_and_every_flag_points_into_it(text: str) -> None:
    flags = find_flags(text)

    for flag in flags:
        assert 0 <= flag.start < flag.end <= len(text)
        assert flag.words == text[flag.start : flag.end]


@pytest.mark.parametrize(
    "piece", ["are you a ", "do you have any any any ", "your ", "a" * 50, "ist "]
)
def test_long_repetitions_are_read_as_well(piece: str) -> None:
    assert len(find_flags(piece * (2_000 // len(piece)))) <= 2_000
