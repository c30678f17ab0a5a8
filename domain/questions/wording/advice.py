"""Why a matter must not be asked about, and what may be asked instead."""

from domain.questions.wording import FlagKind

ADVICE: dict[FlagKind, tuple[str, str]] = {
    "age": (
        "Age and plans for retirement must not decide about a job.",
        (
            "Ask for experience: “What have you done that prepares you for this work?” Where"
            " the law sets an age: “Are you at least 18?”"
        ),
    ),
    "family": (
        "Marriage, pregnancy, children and who cares for them must not decide about a job.",
        (
            "Ask everybody about the work: “This job needs travel two days a week and some"
            " evenings. Can you do that?”"
        ),
    ),
    "health": (
        "Health, disability and sick days are private until an offer is made.",
        "Name the task: “The job means lifting 20 kg. Can you do this, with or without help?”",
    ),
    "religion": (
        "Belief and its practice must not decide about a job.",
        "Name the hours: “The shifts include Saturdays. Can you work them?”",
    ),
    "origin": (
        "Nationality, origin, colour and mother tongue must not decide about a job.",
        (
            "“Are you allowed to work in this country?” and, where the job needs it: “Which"
            " languages do you speak well enough to work in?”"
        ),
    ),
    "gender": (
        "Gender and sexuality must not decide about a job, nor be taken for granted in its words.",
        "Ask about the work in words that fit everybody.",
    ),
    "politics": (
        "Political views and membership of a party or a union are private.",
        "Ask about the work: “How do you deal with colleagues who see things differently?”",
    ),
    "criminal_record": (
        "Arrests, and convictions that have nothing to do with the job, must not be asked about.",
        (
            "After an offer, and only where the job calls for it: “Is there a conviction that is"
            " relevant to this work?”"
        ),
    ),
    "salary_history": (
        "Former pay carries old unfairness on, and many places forbid asking for it.",
        "“What do you expect to earn here?”, with the range of the job beside it.",
    ),
    "military": (
        "The way somebody left the forces is private.",
        "“Which training or experience, also from service, do you bring for this work?”",
    ),
    "looks": (
        "Looks must not decide about a job.",
        "Name what the work asks for: “We wear protective clothing. Can you?”",
    ),
}
