"""People of the corpus told in other ways: overlapping jobs, many pages, hardly a line."""

from dataclasses import replace

from tests.corpus.people import PEOPLE
from tests.corpus.person import Job, Person

_DEEDS = (
    "Visited a family in the north of the city, wrote the report and agreed on the next steps.",
    "Stood by a mother and her son before the judge and found them a flat near the school.",
    "Sat with nine neighbours until they had a plan for the winter and signed it together.",
    "Opened the kitchen on Sundays and found the helpers who have kept it open since.",
)


def overlapping() -> Person:
    """Return Amara with a second job beside her main one: months are counted once."""
    amara = PEOPLE["amara"]
    second = Job(
        "Technical Adviser (part-time)",
        "Lambeth Council",
        "2022-01/2023-12",
        ("Advised on [GDPR] questions of a housing service.",),
    )
    return replace(amara, jobs=(amara.jobs[0], second, *amara.jobs[1:]))


def volunteering() -> Person:
    """Return Noah with years at sea that nobody paid for."""
    crew = "Lifeboat crew, Sea Rescue Society, 2001 – 2011"
    return replace(PEOPLE["noah"], extras=(("Volunteering", (crew,)),))


def very_long() -> Person:
    """Return Samuel with four pages of deeds."""
    deeds = tuple(f"{year}: {_DEEDS[year % 4]}" for year in range(1_996, 2_026) for _ in range(5))
    return replace(PEOPLE["samuel"], extras=(("Selected cases", deeds),))


def very_short() -> Person:
    """Return Fatima with one job in one line and no summary to speak of."""
    fatima = PEOPLE["fatima"]
    return replace(
        fatima,
        summary="",
        jobs=(replace(fatima.jobs[0], points=()),),
        studies=(),
        languages="",
        years=6.5,  # 1/2020–6/2026: 78 months
    )


def from_the_future() -> Person:
    """Return Lukasz with a job that nobody can have had yet: it counts for nothing."""
    lukasz = PEOPLE["lukasz"]
    later = Job("Frontend Lead", "Wisla Systems", "2031-01/2033-12")
    return replace(lukasz, jobs=(later, *lukasz.jobs))


def zero_width() -> Person:
    """Return Amara with zero-width spaces inside words: whoever looks sees the words."""
    amara = PEOPLE["amara"]
    stuffed = ("Languages", "Py\u200bth\u200bon|Python, Go, S\u200bQL|SQL")
    return replace(amara, skills=(stuffed, *amara.skills[1:]))


def functional() -> Person:
    """Return Earl's résumé by skills alone, without a single date."""
    earl = PEOPLE["earl"]
    jobs = tuple(replace(job, points=()) for job in earl.jobs)
    deeds = tuple(point for job in earl.jobs for point in job.points)
    return replace(earl, jobs=jobs, studies=(), extras=(("What I do", deeds),), years=None)
