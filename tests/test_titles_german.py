"""Which gender a title has in German, and what the article around it becomes."""

import pytest
from django.utils import translation

from roles.models import Position
from roles.naming import MOVING, as_subject, beside, of_whom, stood_in_for, the, through_whom, to_whom
from roles.titles import Gender, gender_of

GENDERS = {
    Gender.MASCULINE: """
        Geschäftsführer
        Leiter Buchhaltung
        Leiter der Abteilung Einkauf
        Teamleiter Lager (Nacht)
        Chief Operating Officer
        CEO
        Operations Manager, Logistics
        Head of Sales
        Team Lead
        Customer Service Manager
        Investment Manager
        Scrum Master
        Direktor
        Ingenieur
        Bibliothekar
        Vorstand
        Production Technician
        Leiter (m/w/d)
        Innendienst
        Vertrieb Nord
    """,
    Gender.FEMININE: """
        Geschäftsführerin
        Kauffrau für Büromanagement
        Referentin Grundsatz
        Ärztin
        Abteilung Einkauf
        Personalabteilung
        Leitung Einkauf
        Teamleitung
        Assistenz der Geschäftsführung
        Fachkraft für Arbeitssicherheit
        Stabsstelle Datenschutz
        Pressestelle
        Geschäftsführung
        Belegschaft
        Krankenschwester
        Produktion
        Handelskammer
    """,
    Gender.NEUTER: """
        Team Vertrieb Süd
        Büro des Präsidenten
        Vorzimmer
        Grundsatzreferat
        Rechnungswesen
        Zentrallager
        Callcenter
        Personalamt
        Sekretariat
    """,
    Gender.UNKNOWN: """
        Referent Kommunikation
        Assistent der Geschäftsführung
        Analyst
        Accountant
        Vice President of Operations
        Datenschutzbeauftragter
        Verwaltungsangestellte
        Vorsitzender
        Technischer Leiter
        Kaufmännische Leiterin
        Stellvertretender Leiter
        Leitende Ärztin
        Leiter/in Vertrieb
        Leiter:in Vertrieb
        Leiter*in Vertrieb
        Leiter(in) Vertrieb
        Architekt
    """,
    Gender.NONE: """
        Communications
        Human Resources
        Procurement
        Finanzen
        Der Präsident
        總經理
    """,
}


@pytest.fixture(autouse=True)
def german() -> object:
    """Speak German."""
    with translation.override("de"):
        yield


@pytest.mark.parametrize(
    ("title", "gender"),
    [(title.strip(), gender) for gender in GENDERS for title in GENDERS[gender].strip().split("\n")],
)
def test_a_title_has_a_gender(title: str, gender: Gender) -> None:
    assert gender_of(Position(title=title)) is gender


@pytest.mark.parametrize(
    ("title", "nominative", "accusative", "dative", "told_of"),
    [
        ("Teamleiter", "der Teamleiter", "den Teamleiter", "dem Teamleiter", "beim Teamleiter"),
        ("Leiterin", "die Leiterin", "die Leiterin", "der Leiterin", "bei der Leiterin"),
        ("Büro", "das Büro", "das Büro", "dem Büro", "beim Büro"),
        (
            "Referent",
            "die Position Referent",
            "die Position Referent",
            "der Position Referent",
            "bei der Position Referent",
        ),
        (
            "Finanzen",
            "die Position Finanzen",
            "die Position Finanzen",
            "der Position Finanzen",
            "bei der Position Finanzen",
        ),
    ],
)
def test_each_place_of_a_sentence_has_its_case(
    title: str, nominative: str, accusative: str, dative: str, told_of: str
) -> None:
    position = Position(title=title, code="X")
    assert str(as_subject(position)) == nominative[0].upper() + nominative[1:]
    assert str(the(position)) == nominative
    assert [str(name(position)) for name in (to_whom, through_whom, stood_in_for)] == [accusative] * 3
    assert str(beside(position)) == dative
    assert str(of_whom(position)) == told_of
    assert str(MOVING.name_one(position)) == f"man als {title}"


def test_several_posts_are_plural() -> None:
    position = Position(title="Packer", code="P", posts=12)
    assert str(as_subject(position)) == "Die 12 Stellen Packer"
    assert str(beside(position)) == "den 12 Stellen Packer"
    assert str(of_whom(position)) == "bei den 12 Stellen Packer"
