"""The sample's roles are told in full, and carry every fact of the article behind the product."""

import pytest
from django.utils.text import slugify

from tests.sample import CEO, COO, MANAGER, ROLES, SAMPLE, VICE_PRESIDENT

CHOICES = {
    "management_level": {"executive", "senior", "middle", "first_line", "staff"},
    "scope": {"organisation", "division", "department", "team", "own_work"},
    "focus": {"strategic", "tactical", "operational"},
    "planning_horizon": {"years", "quarters", "weeks", "days"},
}
PROFICIENCIES = ("awareness", "working", "practitioner", "expert")
# What the article behind the product says: role, field, and the words that must stand in one value of that field.
FACTS = (
    (CEO, "management_level", "executive"),
    (CEO, "scope", "organisation"),
    (CEO, "focus", "strategic"),
    (CEO, "purpose", "topmost executive"),
    (CEO, "purpose", "final authority to decide"),
    (CEO, "responsibilities", "vision, strategic direction and goals"),
    (CEO, "works_with", COO),
    (CEO, "outside_bodies", "Board of directors"),
    (CEO, "responsibilities", "board of directors"),
    (CEO, "outside_bodies", "Public and media"),
    (CEO, "responsibilities", "public face of the organisation"),
    (CEO, "purpose", "through the Chief Operating Officer or, in some companies, directly"),
    (COO, "purpose", "executive position"),
    (COO, "purpose", "usual in larger organisations"),
    (COO, "also_called", "Vice President and COO"),
    (COO, "management_level", "executive"),
    (COO, "purpose", "C-suite"),
    (COO, "purpose", "second-in-command"),
    (COO, "responsibilities", "second-in-command"),
    (COO, "scope", "organisation"),
    (COO, "purpose", "whole company with all its business units"),
    (COO, "focus", "strategic"),
    (COO, "responsibilities", "overall operational strategy"),
    (COO, "responsibilities", "operational excellence"),
    (COO, "responsibilities", "Put strategy into practice"),
    (COO, "planning_horizon", "years"),
    (COO, "responsibilities", "Plan for the long term"),
    (COO, "responsibilities", "Oversee the company's daily operations"),
    (COO, "responsibilities", "Align the business units"),
    (COO, "responsibilities", "run efficiently and that the organisation's goals are met"),
    (COO, "responsibilities", "strategies for growth and profitability, CEO and COO together"),
    (COO, "responsibilities", "financial performance"),
    (COO, "responsibilities", "organisational development"),
    (COO, "works_with", CEO),
    (COO, "works_with", VICE_PRESIDENT),
    (COO, "works_with", "chief-financial-officer"),
    (COO, "works_with", "chief-technology-officer"),
    (COO, "works_with", "chief-human-resources-officer"),
    (COO, "also_works_with", "executives of the C-suite"),
    (MANAGER, "purpose", "managerial position"),
    (MANAGER, "purpose", "middle management"),
    (MANAGER, "purpose", "organisations of every size"),
    (MANAGER, "management_level", "middle"),
    (MANAGER, "purpose", "In most cases the position reports to the COO, otherwise straight to the CEO"),
    (MANAGER, "scope", "department"),
    (MANAGER, "purpose", "one department, division or operational area"),
    (MANAGER, "purpose", "scope is narrower than the COO's"),
    (MANAGER, "focus", "tactical"),
    (MANAGER, "purpose", "executes the strategies that the COO sets"),
    (MANAGER, "responsibilities", "Carry out the strategies that the COO sets"),
    (MANAGER, "planning_horizon", "days"),
    (MANAGER, "responsibilities", "Plan, organise and control the department's operations"),
    (MANAGER, "responsibilities", "Coordinate the department's activities from day to day"),
    (MANAGER, "responsibilities", "Improve the department's processes"),
    (MANAGER, "responsibilities", "Keep the workflow smooth, and deliver products or services on time"),
    (MANAGER, "also_works_with", "other departments"),
    (MANAGER, "purpose", "operational efficiency and productivity"),
    (MANAGER, "purpose", "understanding of processes"),
    (MANAGER, "purpose", "management of resources"),
    (MANAGER, "purpose", "solving problems"),
    (MANAGER, "purpose", "Growing organisations grow complex"),
    (MANAGER, "purpose", "departments working in harmony towards the goals"),
    (VICE_PRESIDENT, "works_with", COO),
    (VICE_PRESIDENT, "management_level", "senior"),
    ("chief-human-resources-officer", "responsibilities", "everybody in the company knows what their role is"),
)
SHARED = ("Optimise operations", "Stabilise the business", "Find bottlenecks", "Make processes efficient", "Foster")
TAKES = (
    "depends on the company's structure and its chances of promotion",
    "promote from within",
    "oversee and improve operational efficiency on a broader scale",
    "leadership, strategic thinking and decision-making",
    "communication with other executives",
    "comprehensive understanding of the organisation's objectives",
    "align operations with them",
)
GROWS = (
    "Leadership",
    "Strategic thinking",
    "Decision-making",
    "Executive communication",
    "Understanding of the organisation's objectives",
    "Aligning operations with objectives",
    "Operational efficiency on a broader scale",
    "Operational efficiency and productivity",
    "Resource management",
    "Problem-solving",
)


def proficiency(slug: str, skill: str) -> int:
    """Return how well a role asks for a skill, from 0 for not at all to 4."""
    levels = {each["name"]: PROFICIENCIES.index(each["proficiency"]) + 1 for each in ROLES[slug]["skills"]}
    return levels.get(skill, 0)


def test_there_are_about_two_dozen_roles() -> None:
    assert 18 <= len(ROLES) == len(SAMPLE["role"]) <= 26


@pytest.mark.parametrize("slug", ROLES)
def test_a_role_is_told_in_full(slug: str) -> None:
    role = ROLES[slug]
    assert slug == slugify(slug)
    assert len(role["purpose"].strip()) >= 100
    assert len(role["responsibilities"]) == len(set(role["responsibilities"])) >= 4
    assert all(text.endswith(".") and text[0].isupper() for text in role["responsibilities"])
    assert all(role[field] in choices for field, choices in CHOICES.items())
    assert len(role["skills"]) >= 2


@pytest.mark.parametrize("slug", ROLES)
def test_a_role_names_what_is_there(slug: str) -> None:
    role = ROLES[slug]
    assert set(role["works_with"]) <= ROLES.keys() - {slug}
    assert {step["role"] for step in role["next_steps"]} <= ROLES.keys() - {slug}
    assert all(step["advice"].endswith(".") for step in role["next_steps"])
    assert {skill["name"] for skill in role["skills"]} <= {skill["name"] for skill in SAMPLE["skill"]}
    assert {skill["proficiency"] for skill in role["skills"]} <= set(PROFICIENCIES)
    assert set(role["outside_bodies"]) <= {body["name"] for body in SAMPLE["outside_body"]}


def test_titles_abbreviations_and_skills_are_named_once() -> None:
    titles = [name for role in SAMPLE["role"] for name in (role["title"], role["abbreviation"]) if name]
    skills = [skill["name"] for skill in SAMPLE["skill"]]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert len(set(skills)) == len(skills)


def test_every_skill_and_outside_body_is_asked_for() -> None:
    assert {skill["name"] for role in SAMPLE["role"] for skill in role["skills"]} == {
        skill["name"] for skill in SAMPLE["skill"]
    }
    assert {name for role in SAMPLE["role"] for name in role["outside_bodies"]} == {
        body["name"] for body in SAMPLE["outside_body"]
    }


@pytest.mark.parametrize(("slug", "field", "words"), FACTS)
def test_a_role_carries_a_fact_of_the_article(slug: str, field: str, words: str) -> None:
    value = ROLES[slug][field]
    assert any(words in each for each in ([value] if isinstance(value, str) else value))


def test_coo_and_operations_manager_share_five_responsibilities_word_for_word() -> None:
    both = [text for text in ROLES[COO]["responsibilities"] if text in ROLES[MANAGER]["responsibilities"]]
    assert len(both) == 5
    assert all(text.startswith(words) for text, words in zip(both, SHARED, strict=True))


def test_ceo_and_coo_share_the_strategies_for_growth() -> None:
    assert set(ROLES[CEO]["responsibilities"]) & set(ROLES[COO]["responsibilities"]) == {
        "Develop and implement strategies for growth and profitability, CEO and COO together."
    }


@pytest.mark.parametrize("words", TAKES)
def test_an_operations_manager_is_told_what_becoming_coo_takes(words: str) -> None:
    advice = next(step["advice"] for step in ROLES[MANAGER]["next_steps"] if step["role"] == COO)
    assert words in advice


@pytest.mark.parametrize("skill", GROWS)
def test_a_coo_needs_more_of_a_skill_than_an_operations_manager(skill: str) -> None:
    assert 0 < proficiency(MANAGER, skill) < proficiency(COO, skill)


def test_both_understand_processes() -> None:
    assert proficiency(MANAGER, "Process understanding") == proficiency(COO, "Process understanding") > 0


def test_next_steps_lead_from_every_operations_position_towards_the_top() -> None:
    steps = {slug: [step["role"] for step in role["next_steps"]] for slug, role in ROLES.items()}
    assert MANAGER in steps["team-lead"]
    assert steps[MANAGER] == [VICE_PRESIDENT, COO]
    assert COO in steps[VICE_PRESIDENT]
    assert steps[COO] == [CEO]
