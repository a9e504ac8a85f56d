"""Organograms of UK government bodies: senior posts, and rows of junior posts as groups."""

import pytest

from roles.spreadsheet.problems import Row
from roles.spreadsheet.recognising import Sheet, read_file
from roles.spreadsheet.tables import Reading
from tests.spreadsheet.files import told

SENIOR = (
    "Post Unique Reference,Name,Job Title,Job/Team Function,Contact E-mail,Contact Phone,Reports to Senior Post,FTE,"
    "Notes\n"
)
JUNIOR = "Unit,Reporting Senior Post,Grade,Payscale Minimum (\ufffd),Generic Job Title,Number of Posts in FTE\n"


def read(text: str, reading: Reading | None = None) -> Sheet:
    """The one sheet of a file."""
    (sheet,) = read_file("organogram.csv", text.encode(), reading or Reading())
    return sheet


def groups(text: str) -> list[Row]:
    """The rows of junior posts."""
    sheet = read(JUNIOR + text)
    assert (sheet.kind, sheet.problems) == ("junior", ())
    return list(sheet.rows)


@pytest.mark.parametrize(
    ("number", "posts", "fte"),
    [("1", "1", "1"), ("0.69", "1", "0.69"), ("4.2", "5", "4.2"), ("12.00", "12", "12"), ("0.004", "1", "0.01")],
)
def test_a_number_of_posts_is_rounded_up_and_kept_as_it_is_under_fte(number: str, posts: str, fte: str) -> None:
    (row,) = groups(f"Policy,7,HEO,1,Policy Officer,{number}\n")
    assert (row.cells["posts"], row.cells["fte"]) == (posts, fte)


def test_rows_that_agree_are_one_position_with_their_numbers_added() -> None:
    alike = "Policy,7,HEO,1,Policy Officer,4.2\nPolicy,7,SEO,1,Policy Officer,1\nPOLICY,7,heo,2,Policy officer,"
    sheet = read(f"{JUNIOR}{alike}.3\n")
    assert [told(each) for each in sheet.problems] == [
        "row 4, Number of Posts in FTE: “.3” is not a number of posts: write 1 or 4.2, for example."
    ]
    first, second = groups(f"{alike}1.3\n")
    assert (first.cells["posts"], first.cells["fte"], first.number) == ("6", "5.5", 2)
    assert (second.cells["posts"], second.number) == ("1", 3)


def test_the_code_of_a_group_depends_on_manager_grade_title_and_unit_alone() -> None:
    rows = ["Policy,7,HEO,1,Policy Officer,4\n", "Policy,7,HEO,1,Lawyer,1\n", "Law,7,HEO,1,Policy Officer,1\n"]
    rows += ["Policy,8,HEO,1,Policy Officer,4\n", "Policy,7,SEO,1,Policy Officer,4\n"]
    codes = [row.cells["code"] for row in groups("".join(rows))]
    assert codes == [row.cells["code"] for row in groups("".join(reversed(rows)))][::-1]
    assert len(set(codes)) == 5
    assert groups("Policy,7,HEO,99,Policy Officer,17.5\n")[0].cells["code"] == codes[0]
    assert codes[0].startswith("7-policy-officer-")


@pytest.mark.parametrize("title", ["Vacant", "VACANT POST", "'vacancy'"])
def test_a_junior_post_whose_title_says_vacant_is_vacant_and_goes_by_its_grade(title: str) -> None:
    rows = f"Policy,7,HEO,1,{title},0.6\nPolicy,7,,1,{title},1\nPolicy,7,SEO,1,{title},9\nPolicy,7,SEO,1,Clerk,1\n"
    sheet = read(JUNIOR + rows)
    told = [(row.cells["title"], row.cells["posts"], row.cells["status"], row.cells["fte"]) for row in sheet.rows]
    assert told == [
        ("HEO", "1", "vacant", ""),
        (title.strip("'"), "1", "vacant", ""),
        (title.strip("'"), "9", "vacant", ""),
        ("Clerk", "1", "undisclosed", "1"),
    ]
    assert sheet.notes[-1].startswith("The job title of 3 groups of junior posts says vacant (rows 2, 3, 4): nobody")
    assert not any("rounded" in note for note in sheet.notes)


@pytest.mark.parametrize("title", ["Πολιτικός", "x" * 200, "Officer / Policy (London)"])
def test_a_code_can_be_made_from_any_title(title: str) -> None:
    (row,) = groups(f"Policy,7,HEO,1,{title},1\n")
    assert len(row.cells["code"]) <= 50
    assert set(row.cells["code"]) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_pay_is_left_out_and_it_is_said() -> None:
    sheet = read(JUNIOR + "Policy,7,HEO,12345,Policy Officer,1\n")
    assert "12345" not in str(sheet.rows[0].cells)
    assert "Pay is left out: the column Payscale Minimum (\ufffd) is not read." in sheet.notes
    assert ("Payscale Minimum (\ufffd)", "") in sheet.columns


def test_function_and_notes_of_a_senior_post_are_one_text() -> None:
    sheet = read(SENIOR + "1,Ada,Head,Leads it,,,XX,1,On leave\n2,Bob,Deputy,N/A,,,1,1,\n")
    assert sheet.kind == "senior"
    assert [row.cells["notes"] for row in sheet.rows] == ["Leads it\n\nOn leave", ""]
    assert dict(sheet.columns)["Job/Team Function"] == "notes"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("""[u'Post Eliminated', u"'Outward Secondment'"]""", "Post Eliminated\nOutward Secondment"),
        (r"""[u'The team\'s caf\xe9']""", "The team's café"),
        ("['one']", "one"),
        ("[u'one', 2]", "[u'one', 2]"),
        ("[u'one'] and more", "[u'one'] and more"),
        (r"[u'\d']", r"[u'\d']"),
        (r"[u'\x0']", r"[u'\x0']"),
        ("['one' for each in 'other']", "['one' for each in 'other']"),
        ("['" + "[" * 900 + "'']", "['" + "[" * 900 + "'']"),
        ("[draft]", "[draft]"),
    ],
)
def test_what_a_program_wrote_as_a_list_of_texts_is_read_as_text(cell: str, text: str) -> None:
    quoted = cell.replace('"', '""')
    sheet = read(SENIOR + f'1,Ada,Head,"{quoted}",,,XX,1,"{quoted}"\n')
    assert sheet.problems == ()
    assert sheet.rows[0].cells["notes"] == f"{text}\n\n{text}"


def test_function_and_notes_are_refused_where_they_are_too_long_together_and_not_cut() -> None:
    sheet = read(SENIOR + f"1,Ada,Head,{'x' * 1500},,,XX,1,{'y' * 700}\n")
    assert [told(each) for each in sheet.problems] == [
        "row 2, Job/Team Function: Together with the notes the text is too long: at most 2000 characters can stand in "
        "one."
    ]


def test_contacts_of_posts_without_a_named_holder_are_left_out_and_it_is_said() -> None:
    rows = "1,Ada,Head,,ada@x.example,1,XX,1,\n2,N/D,Deputy,,team@x.example,2,1,1,\n"
    rows += "3,'Vacant',Clerk,,N/A,3,1,0,\n4,,Clerk,,,4,1,,\n"
    sheet = read(SENIOR + rows)
    assert [row.cells["email"] for row in sheet.rows] == ["ada@x.example", "", "", ""]
    assert [row.cells["phone"] for row in sheet.rows] == ["1", "", "", ""]
    assert [row.cells["fte"] for row in sheet.rows] == ["1", "1", "", ""]
    assert [row.cells.get("status") for row in sheet.rows] == [None, None, None, "undisclosed"]
    assert any("of 3 posts without a named holder are left out" in note for note in sheet.notes)


def test_an_address_of_several_people_is_left_out_and_that_of_one_who_shares_posts_is_not() -> None:
    rows = "1,Ada,Head,,one@x.example,,XX,1,\n2,Bob,Clerk,,all@x.example,,1,1,\n"
    rows += "3,Cem,Clerk,,All@x.example,,1,1,\n4,Ada,Clerk,,one@x.example,,1,1,\n"
    sheet = read(SENIOR + rows)
    assert [row.cells["email"] for row in sheet.rows] == ["one@x.example", "", "", "one@x.example"]
    assert "The e-mail addresses of 2 rows are left out: several people have them." in sheet.notes


def test_a_heading_that_hr_leads_elsewhere_goes_there() -> None:
    headings = {"jobteamfunction": "", "notes": "notes"}
    sheet = read(SENIOR + "1,Ada,Head,Leads it,,,XX,1,On leave\n", Reading(headings=headings))
    assert sheet.rows[0].cells["notes"] == "On leave"
    as_shown = {"jobteamfunction": "notes"}
    sheet = read(SENIOR + "1,Ada,Head,Leads it,,,XX,1,On leave\n", Reading(headings=as_shown))
    assert sheet.rows[0].cells["notes"] == "Leads it\n\nOn leave"


def test_a_needed_column_that_is_not_there_is_named() -> None:
    sheet = read("Unit,Reporting Senior Post,Generic Job Title\nPolicy,7,Clerk\n")
    assert [told(each) for each in sheet.problems][:1] == ["row 1, posts: The column posts is missing."]
