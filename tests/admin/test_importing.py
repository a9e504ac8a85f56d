"""Spreadsheets in the admin: who may, what is shown, and that exactly what was shown is written, or nothing."""

import datetime
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from roles import tree
from roles.admin.importing.headings import columns_to_choose
from roles.lock import TreeBusyError
from roles.models import Account, Change, KnownHeading, Person, Position, Role, Upload, UploadedFile
from tests.admin.conftest import signed_in
from tests.admin.posting import fields_of
from tests.spreadsheet.books import book_of, packed
from tests.trees import outline, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

PAGE = "/admin/roles/position/import/"
COMPANY = """
CEO Chief Executive: Ada Lowe
  COO Chief Operating Officer: Zoë Łukasz
    OPS Operations Manager: Bo Sand
  CFO Chief Financial Officer
"""
FILE = """code,reports_to,title,holder
CEO,,Chief Executive,Ada Lowe
COO,CEO,Chief Operations Officer,Zoë Łukasz
OPS,CFO,Operations Manager,Mia Nu
CFO,CEO,Chief Financial Officer,
NEW,OPS,Planner,Ida Fox
"""


def upload(client: Client, *texts: str | bytes, name: str = "hr.csv", **options: str) -> Any:
    """Upload files, and return the answer."""
    contents = [text.encode() if isinstance(text, str) else text for text in texts]
    files = [SimpleUploadedFile(name, content) for content in contents]
    return client.post(PAGE, {"missing": "keeps", **options, "spreadsheets": files})


def uploaded(client: Client, *texts: str | bytes, **options: str) -> str:
    """Upload files, and return the address of their plan."""
    answer = upload(client, *texts, **options)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def confirm(client: Client, address: str, **changes: str) -> Any:
    """Look at the plan, and confirm it."""
    return client.post(address, {**fields_of(client.get(address)), "do": "confirm", **changes})


def text_of(answer: Any) -> str:
    """A page as text."""
    content: str = answer.content.decode()
    return content


def plain(answer: Any) -> str:
    """The words of a page, without its markup."""
    return " ".join(re.sub("<[^>]*>", " ", text_of(answer)).split())


BEFORE = "CEO\n  COO\n    OPS\n  CFO"
AFTER = "CEO\n  COO\n  CFO\n    OPS\n      NEW"


def test_what_is_confirmed_is_written_and_taken_back_as_one_change(hr: Client) -> None:
    plant(COMPANY)
    address = uploaded(hr, FILE)
    assert "1 created, 2 changed, 1 moved, 2 left as they are." in text_of(hr.get(address))
    assert outline() == BEFORE
    answer = confirm(hr, address)
    change = Change.objects.latest("pk")
    assert (answer["Location"], change.kind) == (reverse("admin:roles_change_change", args=[change.pk]), "imported")
    assert outline() == AFTER
    undo = reverse("admin:roles_change_undo", args=[change.pk])
    assert f'<a href="{undo}">Take the whole import back</a>' in text_of(hr.get(answer["Location"]))
    hr.post(undo)
    assert outline() == BEFORE
    assert Position.objects.get(code="COO").title == "Chief Operating Officer"
    assert not Position.objects.filter(code="NEW").exists()


def test_the_plan_says_what_was_and_what_would_be(hr: Client) -> None:
    plant(COMPANY)
    page = plain(hr.get(uploaded(hr, FILE)))
    assert "Chief Operations Officer (COO) Title Chief Operating Officer Chief Operations Officer" in page
    assert "Held by Bo Sand Mia Nu" in page
    assert "Operations Manager (OPS) Chief Operations Officer (COO) Chief Financial Officer (CFO)" in page
    assert "Planner (NEW) Operations Manager (OPS) Ida Fox" in page


def test_a_list_of_people_changes_them_and_no_position(hr: Client) -> None:
    plant(COMPANY)
    ada = Person.objects.get(name="Ada Lowe")
    address = uploaded(hr, f"person_number,name,location\n{ada.number},Ada Lowe,Room 7\n77,Eve,\n")
    page = plain(hr.get(address))
    assert f"People changed, and no position 1 Ada Lowe ({ada.number})" in page
    assert "1 new person." in page
    assert confirm(hr, address).status_code == 302
    assert dict(Person.objects.filter(location="Room 7").values_list("name", "number")) == {"Ada Lowe": ada.number}
    assert Person.objects.filter(name="Eve").exists()
    hr.post(reverse("admin:roles_change_undo", args=[Change.objects.latest("pk").pk]))
    ada.refresh_from_db()
    assert (ada.location, Person.objects.filter(name="Eve").exists()) == ("", False)


# Who may


@pytest.mark.parametrize("who", ["onlooker", "outsider", "adder", "changer"])
def test_those_who_may_not_both_add_and_change_are_refused(who: str, request: pytest.FixtureRequest) -> None:
    if who in ("adder", "changer"):
        account = Account.objects.create_user(who, is_staff=True)
        code = {"adder": "add_position", "changer": "change_position"}[who]
        account.user_permissions.add(Permission.objects.get(codename=code))
        client = signed_in(account)
    else:
        client = request.getfixturevalue(who)
    waiting = Upload.objects.create(owner=Account.objects.get())
    addresses = (PAGE, waiting.get_absolute_url())
    assert [client.get(address).status_code for address in addresses] == [403, 403]
    assert [client.post(address, {"do": "confirm"}).status_code for address in addresses] == [403, 403]
    assert Upload.objects.exists()
    assert PAGE not in text_of(client.get("/admin/"))


def test_who_may_write_positions_alone_may_not_import_what_would_write_more(db: None) -> None:
    plant(COMPANY)
    account = Account.objects.create_user("partial", is_staff=True)
    models = ("position", "appointment", "link", "person", "department", "skill")
    wanted = [f"{verb}_{model}" for verb in ("add", "change") for model in models]
    account.user_permissions.set(Permission.objects.filter(codename__in=[*wanted, "view_position"]))
    client = signed_in(account)
    assert upload(client, FILE).status_code == client.get(PAGE).status_code == 403
    assert PAGE not in text_of(client.get("/admin/")) + text_of(client.get("/admin/roles/position/"))
    account.user_permissions.add(*Permission.objects.filter(codename__in=["add_role", "change_role"]))
    assert upload(client, FILE).status_code == 302
    assert PAGE in text_of(client.get("/admin/")) and PAGE in text_of(client.get("/admin/roles/position/"))


def test_at_most_five_files_are_taken_at_once(hr: Client) -> None:
    answer = upload(hr, *[FILE] * 6)
    assert answer.status_code == 400
    assert "These are 6 files: at most 5 can be judged together." in text_of(answer)
    assert not Upload.objects.exists()


def test_who_has_not_signed_in_is_asked_to(client: Client) -> None:
    assert client.get(PAGE).status_code == client.post(PAGE).status_code == 302


def test_nothing_is_taken_without_the_token_of_a_form(hr: Client) -> None:
    plant(COMPANY)
    address = uploaded(hr, FILE)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = hr.cookies
    assert strict.post(address, {"do": "confirm"}).status_code == 403
    assert upload(strict, FILE).status_code == 403
    assert outline() == BEFORE


def test_the_upload_of_another_is_not_there(hr: Client, administrator: Client) -> None:
    plant(COMPANY)
    address = uploaded(hr, FILE)
    assert administrator.get(address).status_code == 404
    for do in ("confirm", "cancel", "read", "answer"):
        assert administrator.post(address, {"do": do}).status_code == 404
    assert outline() == BEFORE
    assert Upload.objects.exists()


def test_the_way_to_it_stands_where_positions_are_listed(hr: Client) -> None:
    assert PAGE in text_of(hr.get("/admin/"))
    assert PAGE in text_of(hr.get("/admin/roles/position/"))
    assert PAGE in text_of(hr.get("/"))


# What is kept, and for how long


def test_an_upload_goes_when_it_is_cancelled(hr: Client) -> None:
    address = uploaded(hr, FILE)
    assert hr.post(address, {"do": "cancel"})["Location"] == PAGE
    assert not Upload.objects.exists()
    assert not UploadedFile.objects.exists()
    assert hr.get(address).status_code == 404


def test_confirming_twice_writes_once_and_keeps_no_file(hr: Client) -> None:
    plant(COMPANY)
    address = uploaded(hr, FILE)
    fields = {**fields_of(hr.get(address)), "do": "confirm"}
    changes = Change.objects.count()
    first, second = (hr.post(address, fields)["Location"] for _time in range(2))
    assert first == second == hr.get(address)["Location"]
    assert Change.objects.count() == changes + 1
    assert not UploadedFile.objects.exists()


def test_old_uploads_and_more_than_five_are_forgotten(hr: Client) -> None:
    first = uploaded(hr, FILE)
    day_ago = timezone.now() - datetime.timedelta(days=1, minutes=1)
    Upload.objects.update(created=day_ago)
    assert hr.get(first).status_code == 404
    other = Upload.objects.create(owner=Account.objects.create_user("other"))
    addresses = [uploaded(hr, FILE) for _time in range(6)]
    assert [hr.get(address).status_code for address in addresses] == [404, 200, 200, 200, 200, 200]
    assert Upload.objects.filter(pk=other.pk).exists()
    assert Upload.objects.count() == 6


# What is refused


@pytest.mark.parametrize(
    ("texts", "options", "why"),
    [
        ((), {}, "Choose a file."),
        (("",), {}, "The file has no rows."),
        ((FILE,), {"missing": "branch"}, "Say which branch"),
        ((FILE,), {"missing": "branch", "branch": "XYZ"}, "No position of the chart has this code."),
        ((FILE,), {"missing": "all"}, "Select a valid choice."),
        ((b"x" * 600_000, b"x" * 600_000), {}, "at most 1 MB together"),
    ],
)
def test_what_can_not_be_uploaded(
    hr: Client, settings: Settings, texts: tuple[str, ...], options: dict[str, str], why: str
) -> None:
    settings.UPLOAD_MEGABYTES = 1
    answer = upload(hr, *texts, **options)
    assert (answer.status_code, why in text_of(answer)) == (400, True)
    assert not Upload.objects.exists()


def test_problems_name_file_and_cell_and_leave_nothing_to_confirm(hr: Client) -> None:
    plant(COMPANY)
    address = uploaded(hr, FILE.replace("NEW,OPS,Planner", "NEW,OPS,"))
    page = text_of(hr.get(address))
    assert "Nothing can be imported yet: 1 problem is in the way." in page
    assert "<strong><bdi>C6 (title)</bdi></strong>" in page
    assert "Import: write" not in page
    assert confirm(hr, address, version="0", seen="").status_code == 409
    assert outline() == BEFORE


HOSTILE_NAMES = [
    "../../etc/cron.d/x.csv",
    "n" * 400 + ".csv",
    "evil\u202egpj.csv",
    "a\0b.csv",
    "two\nlines.csv",
    "<script>alert(1)</script>.csv",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_file_name_is_shown_harmlessly(hr: Client, name: str) -> None:
    address = uploaded(hr, FILE, name=name)
    kept = UploadedFile.objects.get().name
    assert kept.isprintable()
    assert len(kept) <= 100
    assert "/" not in kept.replace("</", "")
    page = text_of(hr.get(address))
    assert "<script>alert" not in page
    assert "\u202e" not in page


SCRIPTS = [
    "<script>alert(1)</script>",
    '"onmouseover=alert(1) x="',
    "</textarea><b>",
    "{{ 77777*77 }}",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("script", SCRIPTS)
def test_script_in_cells_is_text(hr: Client, script: str) -> None:
    cell = script.replace('"', '""')
    row = f'CEO,,"{cell}","{cell}","{cell}"'
    address = uploaded(hr, f"code,reports_to,title,holder,notes\n{row}\n", f'code,"{cell}"\n{row}\n')
    hr.post(address, {"do": "read"})
    page = text_of(hr.get(address))
    for dangerous in ("<script>alert", '"onmouseover', "</textarea><b>", "5988829", 'href="javascript'):
        assert dangerous not in page


def test_two_files_of_one_name_are_told_apart(hr: Client) -> None:
    uploaded(hr, "code,reports_to,title\nA,,Head\n", "code,reports_to,title\nB,A,Deputy\n")
    assert list(UploadedFile.objects.values_list("name", flat=True)) == ["hr.csv", "hr.csv (2)"]


# Between the plan and its confirmation


def test_nothing_is_written_where_the_chart_has_changed_since(hr: Client, administrator: Client) -> None:
    planted = plant(COMPANY)
    address = uploaded(hr, FILE)
    fields = {**fields_of(hr.get(address)), "do": "confirm"}
    other = f"/admin/roles/position/{planted['CFO'].pk}/change/"
    administrator.post(other, {**fields_of(administrator.get(other)), "location": "Turin"})
    answer = hr.post(address, fields)
    page = plain(answer)
    assert answer.status_code == 409
    assert "the chart has changed since this plan was shown" in page
    assert re.search(r"Edited, .*, administrator CFO: Location: empty → Turin", page)
    assert outline() == BEFORE
    assert hr.post(address, {**fields_of(answer), "do": "confirm"}).status_code == 302
    assert outline() == AFTER


def test_nothing_is_written_where_the_plan_is_another_in_the_same_chart(hr: Client) -> None:
    plant(COMPANY)
    address = uploaded(hr, FILE)
    fields = {**fields_of(hr.get(address)), "do": "confirm"}
    Role.objects.create(slug="planner", title="Planner")
    assert hr.post(address, fields).status_code == 409
    assert outline() == BEFORE


def test_a_manager_who_is_deleted_between_is_named(hr: Client) -> None:
    planted = plant(COMPANY)
    address = uploaded(hr, "code,reports_to,title\nNEW,CFO,Planner\n")
    fields = {**fields_of(hr.get(address)), "do": "confirm"}
    tree.end_position(planted["CFO"].pk, timezone.localdate())
    answer = hr.post(address, fields)
    assert answer.status_code == 409
    assert "is not in the chart: it has ended" in text_of(answer)
    assert not Position.objects.filter(code="NEW").exists()


def test_a_busy_chart_is_said_to_be_busy(hr: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(COMPANY)
    address = uploaded(hr, FILE)
    fields = {**fields_of(hr.get(address)), "do": "confirm"}

    @contextmanager
    def busy(*_kind: Any) -> Iterator[None]:
        raise TreeBusyError("busy")
        yield

    monkeypatch.setattr(tree, "writing", busy)
    assert hr.post(address, fields).status_code == 503
    assert UploadedFile.objects.exists()


def test_a_cancelled_upload_is_not_confirmed(hr: Client) -> None:
    plant(COMPANY)
    address = uploaded(hr, FILE)
    fields = {**fields_of(hr.get(address)), "do": "confirm"}
    hr.post(address, {"do": "cancel"})
    assert hr.post(address, fields).status_code == 404
    assert outline() == BEFORE


# Replacing


@pytest.mark.parametrize(("typed", "status"), [("", 400), ("3", 400), ("x", 400), (" 2 ", 302)])
def test_positions_end_only_after_their_number_was_typed(hr: Client, typed: str, status: int) -> None:
    plant(COMPANY)
    address = uploaded(hr, "code,reports_to,title\nCEO,,Chief Executive\nCFO,CEO,Finance\n", missing="whole")
    page = text_of(hr.get(address))
    assert "2 positions end: type that number" in page
    assert confirm(hr, address, count=typed).status_code == status
    assert outline() == ("CEO\n  CFO" if status == 302 else BEFORE)


def test_what_ends_is_told_in_full_and_of_the_rest_the_first_hundred(hr: Client) -> None:
    plant("CEO\n" + "\n".join(f"  OLD{number}" for number in range(120)))
    rows = "\n".join(f"NEW{number},CEO,Title" for number in range(130))
    page = text_of(hr.get(uploaded(hr, f"code,reports_to,title\nCEO,,Chief\n{rows}\n", missing="whole")))
    ended, created = page.split('<summary id="ended">')[1].split('<summary id="created">')
    assert ended.count('<th scope="row">') >= 120
    assert created.count('<th scope="row">') == 100
    assert "And 30 more." in created


# How files are read


ODD = "code;reports_to;title;Tätigkeit\nCEO;;Chief;Leads\nCFO;CEO;Finance;Counts\n"


def test_a_heading_that_nobody_knows_is_decided_about_and_remembered(hr: Client) -> None:
    address = uploaded(hr, ODD)
    page = text_of(hr.get(address))
    assert "1 heading to decide about" in page
    assert "<bdi>Leads</bdi><br><bdi>Counts</bdi>" in page
    hr.post(address, {**fields_of(hr.get(address)), "do": "read", "heading:0:0:tatigkeit": "notes"})
    assert "2 created" in text_of(hr.get(address))
    assert not KnownHeading.objects.exists()
    confirm(hr, address)
    assert KnownHeading.objects.get().column == "notes"
    again = uploaded(hr, ODD)
    page = text_of(hr.get(again))
    assert "The chart says all of this already" in page
    assert "Headings taken as was decided in an earlier import: “Tätigkeit”: notes." in page
    hr.post(again, {**fields_of(hr.get(again)), "do": "read", "forget": "0:0:tatigkeit"})
    assert not KnownHeading.objects.exists()
    assert "1 heading to decide about" in text_of(hr.get(again))


def test_the_command_reads_headings_as_they_were_decided_about(hr: Client, tmp_path: Any, capsys: Any) -> None:
    address = uploaded(hr, ODD)
    hr.post(address, {**fields_of(hr.get(address)), "do": "read", "heading:0:0:tatigkeit": ""})
    confirm(hr, address)
    path = tmp_path / "hr.csv"
    path.write_text(ODD.replace("CFO", "COO"))
    call_command("import_positions", str(path))
    assert "Columns left out as was decided in an earlier import: “Tätigkeit”." in capsys.readouterr().out
    assert outline() == "CEO\n  CFO\n  COO"


def test_a_column_can_be_left_out_and_taken_in_again(hr: Client) -> None:
    plant(COMPANY)
    address = uploaded(hr, FILE)
    hr.post(address, {**fields_of(hr.get(address)), "do": "read", "heading:0:0:title": ""})
    assert "The column title is missing" in text_of(hr.get(address))
    hr.post(address, {**fields_of(hr.get(address)), "do": "read", "heading:0:0:title": "title"})
    assert "1 created, 2 changed" in text_of(hr.get(address))
    assert not KnownHeading.objects.exists()


def test_what_is_left_out_of_our_own_columns_is_left_out_of_that_file_alone(hr: Client) -> None:
    plant(COMPANY)
    file = "code,title,location\nCFO,Treasurer,Leeds\n"
    address = uploaded(hr, file)
    hr.post(address, {**fields_of(hr.get(address)), "do": "read", "heading:0:0:location": ""})
    assert confirm(hr, address).status_code == 302
    assert not Position.objects.get(code="CFO").location
    assert not KnownHeading.objects.exists()
    assert "1 changed" in text_of(hr.get(uploaded(hr, file)))


def test_headings_of_two_sheets_are_decided_about_apart(hr: Client) -> None:
    plant("CEO")
    book = book_of(["code", "title", "location"], ["CEO", "Chief", "Leeds"], title="positions")
    people = book.create_sheet("people")
    for row in (["person_number", "name", "location"], ["N1", "Ann", "Home"]):
        people.append(row)
    address = uploaded(hr, packed(book), name="book.xlsx")
    hr.post(address, {**fields_of(hr.get(address)), "do": "read", "heading:0:1:location": ""})
    assert UploadedFile.objects.get().headings == {"people": {"location": ""}}
    assert confirm(hr, address).status_code == 302
    assert Position.objects.get().location == "Leeds"
    assert Person.objects.get().location == ""


def test_another_separator_is_taken_where_the_wrong_one_was_found(hr: Client) -> None:
    address = uploaded(hr, "code|reports_to|title\nCEO||Chief\n")
    assert "Nothing can be imported yet" in text_of(hr.get(address))
    hr.post(address, {**fields_of(hr.get(address)), "do": "read", "separator:0": "|"})
    assert "1 created" in text_of(hr.get(address))


def test_what_no_form_sends_is_not_kept(hr: Client) -> None:
    address = uploaded(hr, ODD)
    hostile = {"encoding:0": "rot13", "separator:0": "x", "heading:0:0:tatigkeit": "lft", "heading:0:0:other": "title"}
    assert hr.post(address, {"do": "read", **hostile}).status_code == 302
    file = UploadedFile.objects.get()
    assert (file.encoding, file.separator, file.headings) == ("", "", {})
    assert hr.post(address, {"do": "answer", "answer:gone:X": "burn", "answer:other:X": "skip"}).status_code == 302
    assert Upload.objects.get().answers == {}
    assert hr.post(address, {"do": "nonsense"}).status_code == 302


# The chart as it would look


def test_the_chart_of_an_empty_organisation_is_drawn(hr: Client) -> None:
    page = text_of(hr.get(uploaded(hr, FILE)))
    assert len(re.findall('<g class="box[ "]', page)) == 5
    assert "All of it." in page


def test_of_a_large_chart_what_changes_is_drawn_with_its_managers(hr: Client) -> None:
    plant("CEO\n  A\n    A1\n  B\n" + "\n".join(f"    B{number}" for number in range(200)))
    page = text_of(hr.get(uploaded(hr, "code,reports_to,title\nA1,A,Another\n")))
    assert len(re.findall('<g class="box[ "]', page)) == 3
    assert "What changes, with the managers above: 3 of 204 positions." in page


def test_boxes_say_what_becomes_of_them(hr: Client) -> None:
    plant(COMPANY)
    page = text_of(hr.get(uploaded(hr, FILE)))
    named = re.findall('<a class="seat"><title>(New|Moved|Changed), [^<]*, ([^<,]*)</title>', page)
    assert named == [("Changed", "Chief Operations Officer"), ("Moved", "Operations Manager"), ("New", "Planner")]


def test_headings_are_led_to_columns_of_their_own_table_alone() -> None:
    assert [column for column, _words in columns_to_choose("people", "location")] == [
        *("", "person_number", "name", "email", "phone", "location")
    ]
    assert [column for column, _words in columns_to_choose("links", "kind")] == ["", "from", "to", "kind"]
    assert [column for column, _words in columns_to_choose("roles", "slug")] == ["", "slug"]
    assert "holder" in dict(columns_to_choose("appointments", "code"))


def test_roles_are_shown_row_by_row_before_they_are_written(hr: Client) -> None:
    Role.objects.create(slug="cook", title="Cook")
    files = ("slug,title,purpose\ncook,Chef,Cooks\nbaker,Baker,\n", "code,reports_to,title,role\nA,,Head,baker\n")
    address = uploaded(hr, *files)
    page = plain(hr.get(address))
    assert "Roles: 1 added (Baker), 1 changed (Cook)." in page
    assert "Role Cook Title: Cook → Chef Purpose: empty → Cooks" in page
    confirm(hr, address)
    assert set(Role.objects.values_list("title", flat=True)) == {"Chef", "Baker"}
    assert Position.objects.get().role == Role.objects.get(slug="baker")
    change = Change.objects.latest("pk")
    hr.post(reverse("admin:roles_change_undo", args=[change.pk]))
    assert list(Role.objects.values_list("title", flat=True)) == ["Cook"]
    address = uploaded(hr, "slug,title\nbaker,Baker\n")
    page = text_of(hr.get(address))
    assert "No position changes" in page
    assert "The chart as it would look" not in page
    confirm(hr, address)
    assert Role.objects.filter(slug="baker").exists()


def test_the_encoding_is_asked_for_with_lines_that_look_right_in_one_alone(hr: Client) -> None:
    plant(COMPANY)
    address = uploaded(hr, FILE.replace("Łukasz", "Lukasz").encode("windows-1252"))
    page = text_of(hr.get(address))
    assert "This is not UTF-8: line 3 holds the byte EB." in page
    assert '<option value="windows-1252">Windows, Western Europe: COO,CEO,Chief Operations Officer,Zoë Lukasz' in page
    assert '<option value="windows-1251">Windows, Cyrillic: COO,CEO,Chief Operations Officer,Zoл Lukasz' in page


def test_a_very_long_heading_is_decided_about_like_any_other(hr: Client) -> None:
    long = f"Lieblingsfarbe {'x' * 120}"
    address = uploaded(hr, f"code,reports_to,title,{long},{long}y\nA,,Head,red,blue\n")
    page = hr.get(address)
    assert "2 headings to decide about" in text_of(page)
    left_out = {name: "" for name, value in fields_of(page).items() if value == "?"}
    hr.post(address, {**fields_of(page), **left_out, "do": "read"})
    assert "1 created. Nothing" in plain(hr.get(address))


def test_uploads_that_wait_are_found_again_by_their_owner_alone(hr: Client, administrator: Client) -> None:
    plant(COMPANY)
    address, confirmed = uploaded(hr, FILE, FILE.replace("NEW,", "N2,")), uploaded(hr, FILE)
    confirm(hr, confirmed)
    page = text_of(hr.get(PAGE))
    assert f'<a href="{address}"><bdi>hr.csv</bdi>, <bdi>hr.csv (2)</bdi></a>' in page
    assert confirmed not in page
    assert "not imported yet" not in text_of(administrator.get(PAGE))
    Upload.objects.update(created=timezone.now() - datetime.timedelta(days=2))
    assert address not in text_of(hr.get(PAGE))


def test_the_page_says_what_is_and_what_is_not_in_the_way(hr: Client) -> None:
    plant(COMPANY)
    page = plain(hr.get(uploaded(hr, FILE.replace("NEW,OPS,Planner", "NEW,GONE,"))))
    assert "1 problem is in the way. Besides, 1 question has no answer." in page
    same = "code,title\nCOO,Chief Operating Officer\n"
    assert "Nothing to import" in plain(hr.get(uploaded(hr, same)))
    assert "Not yet" not in plain(hr.get(uploaded(hr, same)))


def test_files_are_named_at_problems_where_there_are_several(hr: Client) -> None:
    plant(COMPANY)
    wrong = FILE.replace("NEW,OPS,Planner", "NEW,OPS,")
    named = '<span class="quiet"><bdi>hr.csv</bdi></span> <strong>'
    assert named not in text_of(hr.get(uploaded(hr, wrong)))
    assert named in text_of(hr.get(uploaded(hr, wrong, "code,title\nCOO,Chief\n")))


def test_the_number_that_was_typed_wrongly_is_marked_where_it_stands(hr: Client) -> None:
    plant(COMPANY)
    address = uploaded(hr, "code,title\nCEO,Chief Executive\nCOO,Chief\nOPS,Operations\n", missing="whole")
    marked = 'aria-invalid="true" aria-describedby="count_error"'
    assert marked not in text_of(hr.get(address))
    page = text_of(confirm(hr, address, count="2"))
    assert marked in page
    assert '<a href="#count">' in page


def test_a_plan_that_is_read_otherwise_in_another_tab_is_said_to_be_another(hr: Client) -> None:
    plant(COMPANY)
    address = uploaded(hr, FILE)
    fields = {**fields_of(hr.get(address)), "do": "confirm"}
    hr.post(address, {**fields_of(hr.get(address)), "do": "read", "heading:0:0:holder": ""})
    page = text_of(hr.post(address, fields))
    assert "this is another plan than was shown" in page
    assert "the chart has changed" not in page
    assert outline() == BEFORE


def test_very_many_problems_are_counted_by_column(hr: Client) -> None:
    rows = "".join(f"N{number},CEO,,Bo {number},x\n" for number in range(120))
    page = plain(hr.get(uploaded(hr, f"code,reports_to,title,holder,fte\nCEO,,Head,,\n{rows}")))
    assert "By column: fte 120, title 120." in page
    assert "By column" not in plain(hr.get(uploaded(hr, FILE.replace("Planner", ""))))


def test_what_is_not_placed_is_counted_beside_what_is_created(hr: Client) -> None:
    plant(COMPANY)
    address = uploaded(hr, FILE.replace("NEW,OPS", "NEW,GONE"))
    hr.post(
        address,
        {**fields_of(hr.get(address)), "do": "answer", "all:unknown": "unplaced", "answer:unknown:NEW": "unplaced"},
    )
    assert "1 of them is not placed yet. Nothing is written yet." in plain(hr.get(address))


def test_of_what_is_too_large_to_look_over_only_what_changes_is_drawn(hr: Client) -> None:
    plant("CEO\n" + "\n".join(f"  B{number}" for number in range(40)))
    page = text_of(hr.get(uploaded(hr, "code,reports_to,title\nB1,CEO,Another\n")))
    assert "What changes, with the managers above: 2 of 41 positions." in page


def test_what_was_eliminated_and_never_there_is_named_by_its_title(hr: Client) -> None:
    plant(COMPANY)
    rows = "code,reports_to,title,status\nNEW,COO,Planner,vacant\nOLD,COO,Stoker,eliminated\nX,COO,,eliminated\n"
    page = plain(hr.get(uploaded(hr, rows)))
    assert "Eliminated, and never in the chart, so left out: OLD “Stoker” , X ." in page
    assert "1 created. Nothing is written yet." in page
