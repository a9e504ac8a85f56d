"""Situations and the German sentences that say them: each gender in each case, posts, vacancies, several heads."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from roles import tree
from roles.answers import answers
from roles.lattice.moving import Destination, moves_away
from roles.lattice.reading import Staffing
from roles.models import AppointmentKind, Chart, Focus, LinkKind, Position, Role, RoleSkill, Skill
from roles.pairs import read_pair
from roles.sentences import answer, held_now, next_filled, person_reports_to, you_report_to
from roles.sides.asking import find_all
from tests.trees import appoint, plant, write_appointment, write_link

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
GF Geschäftsführerin: Helena Brandvold
  BL Bereichsleiter Technik
    BUE Büro für Statik: Anu
      REF Referent Normen: Jonas
        AZU Auszubildender
    ABT Abteilung Einkauf
      EK Einkäuferin: Tom
      PACK Packer
  KL Kaufmännischer Leiter: Rasmus
    FIN Finanzen
VOR Vorstand: Ola
  SEK Sekretärin: Ola
"""


@pytest.fixture(autouse=True)
def company() -> Iterator[dict[str, Position]]:
    """Plant a company with titles of every gender, and speak German."""
    seats = plant(COMPANY)
    appoint(seats["BL"], "Amara Okafor", kind=AppointmentKind.ACTING)
    change("PACK", posts=12)
    with translation.override("de"):
        yield seats


def change(code: str, **values: Any) -> None:
    """Change fields of a position through the door."""
    position = Position.objects.get(code=code)
    for name, value in values.items():
        setattr(position, name, value)
    tree.save_position(position)


def fetched(code: str) -> Position:
    """Read a position with its holders, and its manager with theirs."""
    position = Position.objects.with_holders().get(code=code)
    if position.reports_to is not None:
        position.reports_to = Position.objects.with_holders().get(pk=position.reports_to.pk)
    return position


def said(code: str) -> str:
    """Return what the page of a position opens with."""
    position = fetched(code)
    return str(answer(position, position.reports_to, Chart.shown()))


def told(left: str, right: str, asked: str) -> str:
    """Return what a comparison answers to the question that begins so, and why."""
    pair = read_pair(*find_all([left, right]))
    (fits,) = (each for each in answers(pair) if str(each.question).startswith(asked))
    return f"{fits.question} {fits.text} {fits.reason}".strip()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("BL", "Der Bereichsleiter Technik berichtet an die Geschäftsführerin, Helena Brandvold."),
        ("BUE", "Das Büro für Statik berichtet an den Bereichsleiter Technik, Amara Okafor (kommissarisch)."),
        ("REF", "Die Position Referent Normen berichtet an das Büro für Statik, Anu."),
        ("AZU", "Die Position Auszubildender berichtet an die Position Referent Normen, Jonas."),
        ("EK", "Die Einkäuferin berichtet an die Abteilung Einkauf (unbesetzt)."),
        ("PACK", "Die 12 Stellen Packer berichten an die Abteilung Einkauf (unbesetzt)."),
        ("FIN", "Die Position Finanzen berichtet an die Position Kaufmännischer Leiter, Rasmus."),
        ("SEK", "Die Sekretärin berichtet an den Vorstand, Ola."),
        (
            "GF",
            "Die Geschäftsführerin gehört zur Spitze von Our organisation und berichtet an keine andere Position.",
        ),
    ],
)
def test_whom_a_position_reports_to(code: str, expected: str) -> None:
    assert said(code) == expected


def test_the_only_head() -> None:
    for code in ("SEK", "VOR"):
        tree.end_position(Position.objects.get(code=code).pk, datetime.date(2026, 5, 3))
    Chart.objects.update(allows_several_heads=False)
    expected = "Die Geschäftsführerin steht an der Spitze von Our organisation und berichtet an keine andere Position."
    assert said("GF") == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"is_assistant": True}, "Die Einkäuferin berichtet als Assistenz an die Abteilung Einkauf (unbesetzt)."),
        (
            {"is_assistant": True, "posts": 2},
            "Die 2 Stellen Einkäuferin berichten als Assistenz an die Abteilung Einkauf (unbesetzt).",
        ),
        (
            {"is_placed": False, "reports_to": None},
            "Die Einkäuferin steht noch nicht im Organigramm: Es fehlt die vorgesetzte Position.",
        ),
    ],
)
def test_further_ways_to_report(values: dict[str, Any], expected: str) -> None:
    change("EK", **values)
    assert said("EK") == expected


def test_an_ended_position_says_since_when() -> None:
    tree.end_position(Position.objects.get(code="EK").pk, datetime.date(2026, 5, 3))
    assert (
        said("EK") == "Die Einkäuferin steht seit dem 3. Mai 2026 nicht mehr im Organigramm: Die Position ist beendet."
    )


def test_holders_are_named(company: dict[str, Position]) -> None:
    for name in ("Priya", "Deborah"):
        appoint(company["ABT"], name, kind=AppointmentKind.SHARED)
    assert said("EK") == "Die Einkäuferin berichtet an die Abteilung Einkauf, Priya und Deborah (geteilte Stelle)."
    write_appointment(position=company["FIN"], person=None)
    assert str(held_now(fetched("FIN"))) == "Name nicht veröffentlicht"
    assert str(held_now(fetched("AZU"))) == "Diese Position ist unbesetzt."
    assert str(held_now(fetched("PACK"))) == "12 Stellen"


def test_an_unpublished_name_is_said_to_be_so(company: dict[str, Position]) -> None:
    write_appointment(position=company["ABT"], person=None)
    assert said("EK") == "Die Einkäuferin berichtet an die Abteilung Einkauf (Name nicht veröffentlicht)."


def test_the_next_filled_position_is_named_as_what_it_is() -> None:
    line = list(Position.objects.line_of(fetched("EK").pk).with_holders())
    assert str(next_filled(line)) == (
        "Die nächste besetzte Position darüber ist der Bereichsleiter Technik, Amara Okafor (kommissarisch)."
    )


def test_the_reader_is_spoken_to_and_others_spoken_about() -> None:
    position = fetched("BUE")
    manager = "den Bereichsleiter Technik, Amara Okafor (kommissarisch)"
    assert str(you_report_to(position, "Nordwind")) == f"Sie berichten an {manager}."
    assert str(you_report_to(position, "Nordwind", name_it=True)) == f"Als Büro für Statik berichten Sie an {manager}."
    assert str(person_reports_to("Anu", position, "Nordwind")) == f"Anu berichtet an {manager}."
    assert str(you_report_to(fetched("GF"), "Nordwind")) == (
        "Als Geschäftsführerin stehen Sie an der Spitze von Nordwind und berichten an keine andere Position."
    )
    assert str(person_reports_to("Ola", fetched("VOR"), "Nordwind")) == (
        "Als Vorstand steht Ola an der Spitze von Nordwind und berichtet an keine andere Position."
    )


ABOVE = [
    (
        "GF",
        "BL",
        "Steht die Geschäftsführerin über dem Bereichsleiter Technik? Die Geschäftsführerin steht direkt über dem "
        "Bereichsleiter Technik. Der Bereichsleiter Technik berichtet an die Geschäftsführerin, Helena Brandvold.",
    ),
    (
        "REF",
        "GF",
        "Steht die Position Referent Normen über der Geschäftsführerin? Die Position Referent Normen steht drei "
        "Ebenen "
        "unter der Geschäftsführerin; die Berichtslinie führt über das Büro für Statik und den Bereichsleiter "
        "Technik. "
        "Die Position Referent Normen berichtet an das Büro für Statik, Anu.",
    ),
    (
        "BL",
        "PACK",
        "Steht der Bereichsleiter Technik über den 12 Stellen Packer? Der Bereichsleiter Technik steht zwei Ebenen "
        "über "
        "den 12 Stellen Packer; die Berichtslinie führt über die Abteilung Einkauf (unbesetzt). Die 12 Stellen "
        "Packer "
        "berichten an die Abteilung Einkauf (unbesetzt).",
    ),
    (
        "EK",
        "PACK",
        "Steht die Einkäuferin über den 12 Stellen Packer? Die Einkäuferin und die 12 Stellen Packer sind "
        "gleichgestellt: Beide berichten an die Abteilung Einkauf (unbesetzt).",
    ),
    (
        "BUE",
        "FIN",
        "Steht das Büro für Statik über der Position Finanzen? Das Büro für Statik und die Position Finanzen "
        "gehören zu "
        "verschiedenen Zweigen: Keine der beiden Positionen steht über der anderen; die nächste gemeinsame "
        "vorgesetzte "
        "Position ist die Geschäftsführerin, Helena Brandvold. Beide stehen zwei Ebenen unter der Spitze.",
    ),
    (
        "KL",
        "EK",
        "Steht die Position Kaufmännischer Leiter über der Einkäuferin? Die Position Kaufmännischer Leiter und die "
        "Einkäuferin gehören zu verschiedenen Zweigen: Keine der beiden Positionen steht über der anderen; die "
        "nächste "
        "gemeinsame vorgesetzte Position ist die Geschäftsführerin, Helena Brandvold. Die Position Kaufmännischer "
        "Leiter "
        "steht der Spitze zwei Ebenen näher.",
    ),
    (
        "EK",
        "SEK",
        "Steht die Einkäuferin über der Sekretärin? Die Einkäuferin und die Sekretärin gehören zu verschiedenen "
        "Spitzen: "
        "Keine der beiden Positionen steht über der anderen. Die Spitze über der Einkäuferin ist die "
        "Geschäftsführerin, Helena Brandvold. Die Spitze über der Sekretärin ist der Vorstand, Ola.",
    ),
    (
        "GF",
        "VOR",
        "Steht die Geschäftsführerin über dem Vorstand? Die Geschäftsführerin und der Vorstand stehen beide an der "
        "Spitze: Keine der beiden Positionen steht über der anderen. Die Geschäftsführerin berichtet an keine andere "
        "Position. Der Vorstand berichtet an keine andere Position.",
    ),
    (
        "FIN",
        "FIN",
        "Steht die Position Finanzen über der Position Finanzen? Beides ist dieselbe Position: die Position Finanzen.",
    ),
]


@pytest.mark.parametrize(("left", "right", "expected"), ABOVE)
def test_who_is_above_whom(left: str, right: str, expected: str) -> None:
    assert told(left, right, "Steht") == expected


@pytest.mark.parametrize(
    ("left", "right", "asked", "expected"),
    [
        (
            "REF",
            "FIN",
            "Wer steht über der Position Referent",
            "Wer steht über der Position Referent Normen? Die Position Referent Normen berichtet an das Büro für "
            "Statik, "
            "Anu. Weiter oben stehen der Bereichsleiter Technik und die Geschäftsführerin.",
        ),
        (
            "BUE",
            "FIN",
            "Wer steht über dem",
            "Wer steht über dem Büro für Statik? Das Büro für Statik berichtet an den Bereichsleiter Technik, Amara "
            "Okafor "
            "(kommissarisch). Weiter oben steht die Geschäftsführerin, Helena Brandvold.",
        ),
        (
            "REF",
            "PACK",
            "Berichten",
            "Berichten beide an dieselbe Person? Nein, denn die Position Referent Normen berichtet an das Büro für "
            "Statik, Anu, "
            "die 12 Stellen Packer dagegen an die Abteilung Einkauf (unbesetzt).",
        ),
        (
            "EK",
            "PACK",
            "Berichten",
            "Berichten beide an dieselbe Person? Ja: Beide berichten an die Abteilung Einkauf (unbesetzt).",
        ),
        (
            "PACK",
            "REF",
            "Wo treffen",
            "Wo treffen sich ihre Berichtslinien? Die nächste gemeinsame vorgesetzte Position ist der Bereichsleiter "
            "Technik, Amara Okafor (kommissarisch). Die 12 Stellen Packer berichten über die Abteilung Einkauf "
            "dorthin. "
            "Die Position Referent Normen berichtet über das Büro für Statik dorthin.",
        ),
        (
            "VOR",
            "SEK",
            "Wo treffen",
            "Wo treffen sich ihre Berichtslinien? Nirgends, denn über dem Vorstand steht keine Position.",
        ),
        (
            "FIN",
            "EK",
            "Wer gibt vor",
            "Wer gibt vor, was die andere Position umsetzt? Das lässt sich noch nicht sagen, denn bei der Position "
            "Finanzen "
            "und bei der Einkäuferin ist kein Schwerpunkt hinterlegt.",
        ),
        (
            "FIN",
            "EK",
            "Kann man als Fin",
            "Kann man als Finanzen Einkäuferin werden? Das lässt sich noch nicht sagen: Keine der beiden Positionen "
            "hat eine Rolle.",
        ),
    ],
)
def test_further_answers(left: str, right: str, asked: str, expected: str) -> None:
    assert told(left, right, asked) == expected


def test_who_stands_in_for_whom(company: dict[str, Position]) -> None:
    write_link(from_position=company["EK"], to_position=company["BL"], kind=LinkKind.DEPUTY)
    assert told("BL", "EK", "Ist eine").endswith(
        "Ja. Die Einkäuferin vertritt den Bereichsleiter Technik als Stellvertretung."
    )
    write_link(from_position=company["EK"], to_position=company["VOR"], kind=LinkKind.DOTTED_LINE)
    assert told("EK", "VOR", "Arbeiten").endswith("Die Einkäuferin berichtet fachlich auch an den Vorstand.")


def test_who_sets_what(company: dict[str, Position]) -> None:
    roles = {
        code: Role.objects.create(slug=code.lower(), title=company[code].title, focus=focus)
        for code, focus in (("GF", Focus.STRATEGIC), ("BL", Focus.OPERATIONAL))
    }
    for code, role in roles.items():
        change(code, role=role)
    assert told("BL", "GF", "Wer gibt vor") == (
        "Wer gibt vor, was die andere Position umsetzt? Die Geschäftsführerin gibt die Strategie vor, die der "
        "Bereichsleiter Technik umsetzt. Der Schwerpunkt ist bei der Geschäftsführerin strategisch, beim "
        "Bereichsleiter "
        "Technik operativ."
    )
    assert told("BL", "GF", "Worin") == (
        "Worin unterscheiden sich ihre Rollen? In diesen Angaben: Schwerpunkt (hier operativ, dort strategisch). "
        "So ist es zu den Rollen Bereichsleiter Technik und Geschäftsführerin hinterlegt."
    )
    assert told("BL", "GF", "Kann man als Ber") == (
        "Kann man als Bereichsleiter Technik Geschäftsführerin werden? Es sind keine Entwicklungsschritte "
        "hinterlegt, die "
        "von der Rolle Bereichsleiter Technik zur Rolle Geschäftsführerin führen. Welche Kompetenzen die Rolle "
        "Geschäftsführerin verlangt, ist nicht hinterlegt."
    )


def test_one_person_in_two_positions(company: dict[str, Position]) -> None:
    assert "Ola hat beide Positionen inne." in told("VOR", "SEK", "Steht")
    appoint(company["BUE"], "Priya", kind=AppointmentKind.SHARED)
    appoint(company["ABT"], "Priya", kind=AppointmentKind.SHARED)
    assert told("REF", "EK", "Berichten").endswith(
        "Ja, wenn auch in zwei Positionen: Priya ist sowohl Büro für Statik als auch Abteilung Einkauf."
    )


def test_steps_of_skills_and_levels_are_quoted_since_they_have_no_case() -> None:
    skill = Skill.objects.create(name="Statik")
    for code, level, step in (("KL", "senior", 4), ("EK", "staff", 2)):
        role = Role.objects.create(slug=code.lower(), title=code, management_level=level)
        RoleSkill.objects.create(role=role, skill=skill, proficiency=step)
        change(code, role=role)
    (up,) = (each for each in answers(read_pair(*find_all(["KL", "EK"]))) if "als Einkäuferin" in str(each.question))
    assert [str(item) for each in up.lists for item in (each.heading, *each.items)] == [
        "Was fehlt: die einzige Kompetenz, die die Rolle KL verlangt",
        "Statik: von „Anwendung“ zu „Expertise“",
    ]
    assert told("KL", "EK", "Steht").endswith(": „oberes Management“ gegenüber „Fachkräfte“.")


def test_one_move_is_masculine_and_has_its_case() -> None:
    assert [moves_away(number) for number in (1, 2)] == ["ein Schritt", "zwei Schritte"]
    role = Role.objects.create(slug="one", title="One")
    reached = [Destination(role, number, (), Staffing(), 0) for number in (1, 2)]
    assert [each.heading for each in reached] == ["In einem Schritt", "In zwei Schritten"]
