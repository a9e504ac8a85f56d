"""Two positions side by side: what differs, what both have, and what one has."""

import pytest

from roles import tree
from roles.differences import Differences, Row, differences
from roles.models import LinkKind, OutsideBody, Position, Proficiency, Responsibility, Role, RoleSkill, Skill
from roles.sides.asking import find_all
from roles.sides.reading import read_sides
from tests.trees import plant, write_link

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def company() -> dict[str, Position]:
    """Plant two peers with roles."""
    roles = {code: Role.objects.create(slug=code.lower(), title=f"Role {code}", scope="team") for code in "AB"}
    seats = plant("TOP\n  A One: Ann\n  B Other\n    C\n  D", location="York")
    with tree.writing():
        changed = list(Position.objects.filter(code__in="AB"))
        for position in changed:
            position.role = roles[position.code]
        tree.apply(tree.Changes(changed=changed))
    return seats


def compared(left: str, right: str, *, only: bool = False) -> Differences:
    """Set two positions side by side."""
    return differences(read_sides(find_all([left, right])), only=only)


def row(name: str, found: Differences) -> Row:
    """Return the fact of that name."""
    return next(each for each in found.rows if each.name == name)


def items(found: Differences, name: str) -> tuple[list[str], list[str], list[str]]:
    """Return what both have, and what left and right have alone."""
    overlap = next(each for each in found.overlaps if each.name == name)
    having = {group.places: [str(each) for each in group.items] for group in overlap.groups}
    return having.get((0, 1), []), having[0,], having[1,]


@pytest.mark.usefixtures("company")
def test_facts_that_differ_are_known() -> None:
    found = compared("A", "B")
    assert [each.name for each in found.rows if not each.differs] == [
        "Scope",
        "Location",
        "Level",
        "Headcount",
        "Departments covered",
    ]
    assert (str(row("Holder", found).cells[0].text), str(row("Holder", found).cells[1].text)) == (
        "Ann",
        "Nobody holds this position.",
    )
    assert [str(row(name, found).cells[1].text) for name in ("Span of control", "Reports", "Headcount")] == [
        "1",
        "1",
        "0",
    ]


@pytest.mark.usefixtures("company")
def test_facts_that_neither_has_are_left_out_and_those_of_one_are_kept() -> None:
    Role.objects.filter(slug="a").update(purpose="Does it.", scope="")
    found = compared("A", "B")
    assert not {"Grade", "Organisation", "Department", "Focus"} & {each.name for each in found.rows}
    assert (str(row("Purpose", found).cells[0].text), str(row("Purpose", found).cells[1].text)) == ("Does it.", "")
    assert not row("Scope", found).cells[0].text


@pytest.mark.usefixtures("company")
def test_responsibilities_are_the_same_whatever_their_case_and_accents() -> None:
    for slug, texts in {"a": ("Plan the café.", "Lead."), "b": ("PLAN the cafe.", "Listen.")}.items():
        for order, text in enumerate(texts):
            Responsibility.objects.create(role=Role.objects.get(slug=slug), text=text, order=order)
    assert items(compared("A", "B"), "Responsibilities") == (["Plan the café."], ["Lead."], ["Listen."])
    assert items(compared("A", "B", only=True), "Responsibilities") == ([], ["Lead."], ["Listen."])


def test_collaborators_are_roles_positions_and_words(company: dict[str, Position]) -> None:
    left, right = Role.objects.get(slug="a"), Role.objects.get(slug="b")
    buyer = Role.objects.create(slug="buyer", title="Buyer")
    left.works_with.add(buyer)
    right.works_with.add(buyer)
    Role.objects.filter(slug="b").update(also_works_with="other departments")
    write_link(kind=LinkKind.WORKS_WITH, from_position=company["D"], to_position=company["A"])
    write_link(kind=LinkKind.DEPUTY, from_position=company["C"], to_position=company["A"])
    found = items(compared("A", "B"), "Works closely with")
    assert found == (["Buyer"], ["Title of D"], ["Other departments"])


def test_a_collaborator_is_named_once_by_role_or_by_position(company: dict[str, Position]) -> None:
    chief = Role.objects.create(slug="chief", title="Chief Technology Officer", abbreviation="CTO")
    Role.objects.get(slug="a").works_with.add(chief)
    company["D"].role = chief
    tree.save_position(company["D"])
    for code in "AB":
        write_link(kind=LinkKind.WORKS_WITH, from_position=company[code], to_position=company["D"])
    assert items(compared("A", "B"), "Works closely with") == ([], ["Chief Technology Officer"], ["Title of D"])


@pytest.mark.usefixtures("company")
def test_skills_stand_with_their_gap_and_outside_bodies_beside_each_other() -> None:
    left, right = Role.objects.get(slug="a"), Role.objects.get(slug="b")
    left.outside_bodies.add(OutsideBody.objects.create(name="Board"))
    for name, asked in {"Same": (2, 2), "More": (4, 1), "Left": (3, None), "Right": (None, 2)}.items():
        skill = Skill.objects.create(name=name)
        for role, proficiency in zip((left, right), asked, strict=True):
            if proficiency:
                RoleSkill.objects.create(role=role, skill=skill, proficiency=Proficiency(proficiency))
    found = compared("A", "B")
    assert [(skill.name, skill.steps, skill.gap) for skill in found.skills] == [
        ("Same", (0, 0), 0),
        ("More", (0, -3), 3),
        ("Left", (0, -3), 3),
        ("Right", (0, 2), 2),
    ]
    assert [skill.name for skill in compared("A", "B", only=True).skills] == ["More", "Left", "Right"]
    assert items(found, "Outside bodies") == ([], ["Board"], [])
