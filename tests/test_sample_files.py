"""The sample's positions are whole, agree with its roles and show what a chart can hold."""

import re
from collections import Counter
from datetime import date

import pytest
from django.utils.text import slugify

from roles.chart.fonts import families_with
from roles.sample import ACCOUNTS, EMPLOYEE, HR_EDITOR, POSITIONS_FILE, SampleAccount
from tests.sample import MANAGER, POSITIONS, ROLES, ROWS, SAMPLE, codes, direct_reports, line_of, slug_of

COLUMNS = (
    "position_id reports_to title role unit organisation location grade assistant posts holder person_number email "
    "phone kind status fte start end dotted_line_to deputy_of works_with notes"
)
LINKS = ("dotted_line_to", "deputy_of", "works_with")
SCRIPTS = {
    "Greek": "[\u0370-\u03ff]",
    "Cyrillic": "[\u0400-\u04ff]",
    "Georgian": "[\u10a0-\u10ff]",
    "Arabic": "[\u0600-\u06ff]",
    "Hebrew": "[\u0590-\u05ff]",
    "Devanagari": "[\u0900-\u097f]",
    "Bengali": "[\u0980-\u09ff]",
    "Thai": "[\u0e00-\u0e7f]",
    "Vietnamese": "[\u1ea0-\u1ef9]",
    "Polish": "[ąćęłńśźżŻŁŚ]",
    "Turkish": "[İı]",
}

# The file of positions


def test_columns_stand_in_the_order_of_the_import() -> None:
    raw = POSITIONS_FILE.read_bytes()
    assert list(ROWS[0]) == COLUMNS.split()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")


def test_no_cell_is_padded_and_no_row_is_too_long() -> None:
    for row in ROWS:
        assert None not in row
        assert all(value == value.strip() for value in row.values())


def test_there_are_about_seventy_positions() -> None:
    assert 65 <= len(POSITIONS) <= 75


def test_codes_can_stand_in_an_address() -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9._-]{1,50}", code) for code in POSITIONS)
    assert len({code.casefold() for code in POSITIONS}) == len(POSITIONS)


def test_the_ceo_is_the_only_head() -> None:
    assert [code for code, row in POSITIONS.items() if not row["reports_to"]] == ["CEO"]


def test_everybody_reports_to_the_ceo_in_the_end() -> None:
    assert all(line_of(code)[-1] == "CEO" for code in POSITIONS if code != "CEO")


def test_the_chart_is_six_levels_deep() -> None:
    assert max(len(line_of(code)) for code in POSITIONS) == 5


def test_rows_of_one_position_differ_in_the_appointment_only() -> None:
    own = {"holder", "person_number", "email", "phone", "kind", "status", "fte", "start", "end"}
    for row in ROWS:
        first = POSITIONS[row["position_id"]]
        assert {k: v for k, v in row.items() if k not in own} == {k: v for k, v in first.items() if k not in own}


def test_a_code_stands_twice_for_a_job_share_only() -> None:
    shares = [code for code, rows in Counter(row["position_id"] for row in ROWS).items() if rows > 1]
    assert shares == ["LOG-TL-2"]
    pair = [row for row in ROWS if row["position_id"] == "LOG-TL-2"]
    assert [(row["kind"], row["fte"]) for row in pair] == [("shared", "0.5"), ("shared", "0.6")]
    assert all(row["kind"] != "shared" for row in ROWS if row["position_id"] != "LOG-TL-2")


def test_each_status_agrees_with_the_holder() -> None:
    for row in ROWS:
        assert bool(row["holder"]) == bool(row["person_number"])
        if row["status"] == "filled":
            assert row["holder"] or int(row["posts"]) > 1
        else:
            assert not row["holder"] + row["email"] + row["phone"]


def test_there_are_vacancies_an_unpublished_name_and_a_group_of_posts() -> None:
    statuses = Counter(row["status"] for row in ROWS)
    assert statuses["vacant"] == 5
    assert statuses["undisclosed"] == 1
    assert statuses.keys() == {"filled", "vacant", "undisclosed"}
    assert [(row["position_id"], row["posts"]) for row in ROWS if row["posts"]] == [("LOG-WH-D", "12")]


def test_one_of_the_vacant_positions_has_reports() -> None:
    vacant = [code for code, row in POSITIONS.items() if row["status"] == "vacant"]
    assert [code for code in vacant if direct_reports(code)] == ["QUA-TL"]


def test_the_coo_acts_deputises_for_the_ceo_and_reports_to_the_ceo() -> None:
    coo = POSITIONS["COO"]
    assert (coo["holder"], coo["kind"]) == ("Amara Okafor", "acting")
    assert (coo["reports_to"], coo["deputy_of"]) == ("CEO", "CEO")
    assert [row["position_id"] for row in ROWS if row["kind"] == "acting"] == ["COO"]


def test_the_article_s_executives_stand_where_it_says() -> None:
    assert POSITIONS["VP-OPS"]["reports_to"] == "COO"
    assert "VP-OPS" in codes(POSITIONS["COO"]["works_with"])
    assert {"COO", "CFO", "CTO", "CHRO"} <= set(direct_reports("CEO"))


def test_operations_managers_of_six_departments_report_upwards_in_three_ways() -> None:
    managers = [row for row in ROWS if slug_of(row) == MANAGER]
    assert len({row["unit"] for row in managers}) == len(managers) == 6
    assert all(row["title"] == f"Operations Manager, {row['unit']}" for row in managers)
    above = Counter(row["reports_to"] for row in managers)
    assert above == {"COO": 3, "VP-OPS": 2, "CEO": 1}


def test_one_manager_has_nine_reports_without_reports_of_their_own() -> None:
    advisers = direct_reports("CUS-TL")
    assert len(advisers) == 9
    assert not any(direct_reports(code) for code in advisers)


def test_assistants_have_no_reports() -> None:
    assistants = [code for code, row in POSITIONS.items() if row["assistant"] == "yes"]
    assert len(assistants) == 3
    assert not any(direct_reports(code) for code in assistants)
    assert {row["assistant"] for row in ROWS} == {"", "yes"}


@pytest.mark.parametrize("column", LINKS)
def test_links_lead_to_other_positions(column: str) -> None:
    pairs = [(code, other) for code, row in POSITIONS.items() for other in codes(row[column])]
    assert len(pairs) >= 5
    assert all(other in POSITIONS and other != code for code, other in pairs)


def test_no_link_is_given_twice() -> None:
    works_with = [frozenset((code, other)) for code, row in POSITIONS.items() for other in codes(row["works_with"])]
    assert len(works_with) == len(set(works_with))


def test_no_dotted_line_repeats_the_solid_one() -> None:
    assert all(row["reports_to"] not in codes(row["dotted_line_to"]) for row in ROWS)


def test_finance_partners_in_operations_have_a_dotted_line_to_the_cfo() -> None:
    partners = [row for row in ROWS if slug_of(row) == "finance-business-partner"]
    assert len(partners) == 2
    assert all(row["dotted_line_to"] == "CFO" and row["unit"] == "Finance" for row in partners)


def test_appointments_are_current_and_stay_so() -> None:
    for row in ROWS:
        if row["holder"] or row["status"] == "undisclosed":
            assert date.fromisoformat(row["start"]) < date(2025, 6, 1)
        if row["end"]:
            assert date.fromisoformat(row["end"]) > date(2030, 1, 1)
        assert row["kind"] in ("", "substantive", "acting", "shared")
        assert 0 < float(row["fte"] or 1) <= 1


def test_a_person_has_one_number_one_name_and_one_address() -> None:
    people = {(row["person_number"], row["holder"], row["email"], row["phone"]) for row in ROWS if row["holder"]}
    assert len({number for number, *_ in people}) == len({name for _, name, *_ in people}) == len(people)
    addresses = [email for *_, email, _ in people if email]
    assert len(addresses) == len(set(addresses))


def test_one_person_holds_two_positions() -> None:
    held = Counter(row["person_number"] for row in ROWS if row["holder"])
    assert sorted(held.values())[-2:] == [1, 2]


def test_addresses_and_telephone_numbers_belong_to_nobody() -> None:
    for row in ROWS:
        assert re.fullmatch(r"([a-z.-]+@thornmere\.example)?", row["email"])
        assert re.fullmatch(r"(\+44 20 7946 0\d{3})?", row["phone"])


@pytest.mark.parametrize("script", SCRIPTS)
def test_names_come_in_many_scripts(script: str) -> None:
    assert any(re.search(SCRIPTS[script], row["holder"]) for row in ROWS)


def test_the_fonts_have_every_character_of_the_sample() -> None:
    text = {letter for row in ROWS for value in row.values() for letter in value}
    assert not [letter for letter in sorted(text) if not families_with(ord(letter))]


def test_names_include_an_apostrophe_and_a_single_word() -> None:
    names = {row["holder"] for row in ROWS if row["holder"]}
    assert any("O'" in name for name in names)
    assert any(" " not in name for name in names)


def test_titles_include_a_very_long_one_and_a_very_long_word() -> None:
    assert max(len(row["title"]) for row in ROWS) >= 80
    assert max(len(word) for row in ROWS for word in row["title"].split()) >= 40


# The two files together


def test_every_position_has_a_title_of_its_own_or_a_role() -> None:
    assert all(row["title"] or row["role"] for row in ROWS)
    assert all(not row["role"] or row["role"] in ROLES for row in ROWS)


def test_roles_are_linked_by_slug_by_title_and_by_abbreviation() -> None:
    untold = [row["title"] for row in ROWS if not row["role"] and slug_of(row)]
    assert {"Chief Operating Officer", "CTO", "Finance Manager"} <= set(untold)
    assert any(row["role"] and not row["title"] for row in ROWS)
    assert len([row for row in ROWS if not slug_of(row)]) == 4


def test_every_role_is_held_by_a_position() -> None:
    assert {slug_of(row) for row in ROWS} - {""} == ROLES.keys()


def test_departments_are_the_units_of_the_positions() -> None:
    departments = {each["name"]: each for each in SAMPLE["department"]}
    assert {row["unit"] for row in ROWS} == departments.keys()
    assert len(departments) == 10
    assert all(each["code"] == slugify(name) for name, each in departments.items())


def test_accounts_belong_to_people_of_the_chart() -> None:
    numbers = {row["person_number"]: row["position_id"] for row in ROWS}
    assert numbers[EMPLOYEE.person_number] == "OPS-LOG"
    assert numbers[HR_EDITOR.person_number] == "HR-AD"
    assert len({account.username for account in ACCOUNTS}) == len(ACCOUNTS)


@pytest.mark.parametrize("account", [EMPLOYEE, HR_EDITOR], ids=lambda account: account.username)
def test_labels_of_accounts_name_holder_and_title(account: SampleAccount) -> None:
    row = next(row for row in ROWS if row["person_number"] == account.person_number)
    assert str(account.label).startswith(f"{row['holder']}, {row['title']}")
