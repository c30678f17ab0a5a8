"""Words of trades, shops and wards that are skills only sometimes, both ways."""

import pytest

from domain.skills.service import find_skills

MEANT = [
    ("Amazon ECS", "Deployed containers to ECS on AWS"),
    ("Bash", "Skills: Java, Go, Shell"),
    ("Outreach.io", "Prospecting in Outreach and ZoomInfo"),
    ("Greenhouse ATS", "Hired candidates through Greenhouse"),
    ("Lever ATS", "ATS: Greenhouse, Lever"),
    ("Relativity", "Document review in Relativity"),
    ("Jeeves ERP", "Orders in Jeeves, the ERP of the house"),
    ("Seesaw", "Classrooms run on Google Classroom and Seesaw"),
    ("Instagram", "Ran Instagram and TikTok for the shop"),
    ("Conduit bending", "Installed cable tray and conduit"),
    ("Telemetry monitoring", "Cardiac telemetry unit of 32 beds"),
    ("NVIDIA Triton", "A PyTorch model served with Triton"),
    ("OriginPro", "ChemDraw, Origin"),
    ("Transport planning", "Disposition von 40 Fahrzeugen"),
    ("Invoicing", "Monthly billing of tenants"),
    ("Warehouse management", "负责仓储管理"),
    ("Software engineering", "Programmierung von Webseiten"),
    ("Testing", "Testing of web applications"),
    ("Commissioning", "Commissioning of packaging machines"),
    ("Refrigeration", "Skills: HVAC, refrigeration"),
    ("CCTV", "Skills: CCTV, first aid"),
    ("IT support", "Skills: help desk, Active Directory"),
    ("Sewing", "Skills: sewing, pattern making"),
]
NOT_MEANT = [
    ("Amazon ECS", "ECS Gold Card"),
    ("Bash", "Engineer at Shell, on a platform of Shell"),
    ("Outreach.io", "Community Outreach coordinator ; Outreach programs for schools"),
    ("Greenhouse ATS", "Grew tomatoes in a Greenhouse ; Greenhouse gas accounting"),
    ("Lever ATS", "Pulled every Lever of growth"),
    ("Relativity", "General Relativity ; Theory of Relativity"),
    ("Jeeves ERP", "Played Jeeves on stage"),
    ("Seesaw", "Built a Seesaw for the playground"),
    ("Instagram", "Engineer at Instagram ; Follow me on Instagram"),
    ("Conduit bending", "Acted as a conduit between departments"),
    ("Telemetry monitoring", "Collected vehicle telemetry data"),
    ("NVIDIA Triton", "A statue of Triton in the harbour"),
    ("OriginPro", "Country of Origin labels"),
    ("Transport planning", "A sunny disposition"),
    ("Invoicing", "Answered billing questions"),
    ("Warehouse management", "开发仓储管理系统"),
    ("Software engineering", "Programmierung im TIA Portal"),
    ("Testing", "Hydrostatic testing of pipes ; Drug testing ; Dissolution testing"),
    ("Commissioning", "Clinical commissioning groups"),
    ("Refrigeration", "Worked for a refrigeration company"),
    ("CCTV", "Seen on the CCTV of the shop"),
    ("IT support", "Worked for a help desk company"),
    ("Sewing", "Worked in a sewing factory"),
]


def found(text: str) -> set[str]:
    return {hit.name for hit in find_skills(text)}


def rows(table: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(skill, text) for skill, texts in table for text in texts.split(" ; ")]


@pytest.mark.parametrize(("skill", "text"), rows(MEANT))
def test_it_is_meant(skill: str, text: str) -> None:
    assert skill in found(text)


@pytest.mark.parametrize(("skill", "text"), rows(NOT_MEANT))
def test_it_is_not_meant(skill: str, text: str) -> None:
    assert skill not in found(text)


def test_each_word_is_tried_both_ways() -> None:
    assert {skill for skill, _ in MEANT} == {skill for skill, _ in NOT_MEANT}
