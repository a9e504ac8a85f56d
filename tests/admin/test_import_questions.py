"""What HR decides on the plan's page: asked in groups, kept, and given to the plan, for one row or all of a kind."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.test import Client

from roles.admin.importing import preview
from roles.models import Position, Upload
from roles.spreadsheet.plan import Options, Plan
from roles.spreadsheet.planning import make_plan
from roles.spreadsheet.problems import Problem
from roles.spreadsheet.questions import Answer, Cause, Question
from roles.spreadsheet.recognising import Sheet
from roles.spreadsheet.state import State
from tests.admin.posting import fields_of
from tests.admin.test_importing import COMPANY, FILE, plain, text_of, uploaded
from tests.trees import outline, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

Ask = Callable[[Iterable[Question]], None]


def question(code: str, cause: Cause = Cause.UNKNOWN_MANAGER, **values: Any) -> Question:
    """A question about a code, with all answers that there are for its cause."""
    answers = {
        Cause.UNKNOWN_MANAGER: (Answer.NEAR, Answer.UNPLACED, Answer.SKIP),
        Cause.COLLISION: (Answer.FIRST, Answer.SHARE, Answer.SKIP),
    }[cause]
    problem = Problem("hr.csv", 6, "reports_to", f"<b>{code}</b> is asked about.", "B6")
    return Question(cause, code, problem, answers, **values)


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Let the plan ask these questions, and be empty until all of them have an answer."""

    def ask(questions: Iterable[Question]) -> None:
        def plan(sheets: Iterable[Sheet], state: State, options: Options) -> Plan:
            asked = tuple((each, options.answers.given(each)) for each in questions)
            found = make_plan(sheets, state, options)
            kept = found if all(answer for _question, answer in asked) else Plan()
            return Plan(**{name: getattr(kept, name) for name in kept.__dataclass_fields__} | {"asked": asked})

        monkeypatch.setattr(preview, "make_plan", plan)

    return ask


def answer(client: Client, address: str, **answers: str) -> None:
    """Choose answers on the page; two underscores in a name stand for a colon."""
    named = {name.replace("__", ":"): value for name, value in answers.items()}
    client.post(address, {**fields_of(client.get(address)), "do": "answer", **named})


def test_nothing_is_to_be_confirmed_before_each_question_has_an_answer(hr: Client, ask: Ask) -> None:
    plant(COMPANY)
    ask([question("NEW", proposal="OPS"), question("OPS", Cause.COLLISION)])
    address = uploaded(hr, FILE)
    page = text_of(hr.get(address))
    assert "Nothing can be imported yet: 2 questions have no answer." in page
    assert "&lt;b&gt;NEW&lt;/b&gt; is asked about." in page
    assert "Use Operations Manager (OPS)" in page
    assert "Import: write" not in page
    answer(hr, address, answer__unknown__NEW="near")
    assert "1 question has no answer" in text_of(hr.get(address))
    answer(hr, address, answer__collision__OPS="first")
    assert Upload.objects.get().answers == {"unknown:NEW": "near", "collision:OPS": "first"}
    assert "Import: write 3 positions" in text_of(hr.get(address))
    hr.post(address, {**fields_of(hr.get(address)), "do": "confirm"})
    assert outline() == "CEO\n  COO\n  CFO\n    OPS\n      NEW"


def test_one_answer_counts_for_all_of_a_kind(hr: Client, ask: Ask) -> None:
    plant(COMPANY)
    ask([*(question(f"N{number}") for number in range(60)), question("OPS", Cause.COLLISION)])
    address = uploaded(hr, FILE)
    page = plain(hr.get(address))
    assert "60 questions, 60 open" in page
    assert "And 10 more questions of this kind, once these have answers." in page
    answer(hr, address, answer__unknown__N1="skip")
    answer(hr, address, all__unknown="unplaced")
    assert Upload.objects.get().answers == {"all:unknown": "unplaced"}
    assert "1 question has no answer" in text_of(hr.get(address))
    answer(hr, address, answer__unknown__N2="skip")
    assert Upload.objects.get().answers == {"all:unknown": "unplaced", "unknown:N2": "skip"}


def test_questions_without_an_answer_come_first(hr: Client, ask: Ask) -> None:
    plant(COMPANY)
    ask([question(f"N{number}") for number in range(55)])
    address = uploaded(hr, FILE)
    answer(hr, address, **{f"answer__unknown__N{number}": "skip" for number in range(50)})
    page = text_of(hr.get(address))
    assert page.index("answer:unknown:N54") < page.index('answer:unknown:N1"')


def test_an_answer_that_a_question_does_not_have_is_none(hr: Client, ask: Ask) -> None:
    plant(COMPANY)
    ask([question("NEW")])
    address = uploaded(hr, FILE)
    answer(hr, address, answer__unknown__NEW="first")
    assert "1 question has no answer" in text_of(hr.get(address))


def test_what_is_asked_is_no_problem_beside_and_decides_what_is_written(hr: Client) -> None:
    plant(COMPANY)
    address = uploaded(hr, FILE.replace("NEW,OPS", "NEW,GONE"))
    page = text_of(hr.get(address))
    assert "Nothing can be imported yet: 1 question has no answer." in page
    assert page.count("B6 (reports_to)") == 1
    answer(hr, address, answer__unknown__NEW="unplaced")
    listed = plain(hr.get(address)).partition("Reports to, as the file says")[2]
    assert listed.split()[:3] == ["Planner", "(NEW)", "GONE"]
    hr.post(address, {**fields_of(hr.get(address)), "do": "confirm"})
    assert not Position.objects.get(code="NEW").is_placed
    again = plain(hr.get(uploaded(hr, FILE.replace("NEW,OPS", "NEW,GONE"))))
    assert (
        "1 position stays not placed, since its manager is still not there: NEW “Planner” (reports to GONE)." in again
    )
    assert "What you decide" not in again


def test_a_manager_whose_name_holds_letters_that_show_nothing_is_answered_for_too(hr: Client) -> None:
    plant(COMPANY)
    address = uploaded(hr, f"{FILE}N1,GO\u200eNE,Clerk,\nN2,GO\u200eNE,Clerk,\n")
    answer(hr, address, **{"manager__unknown__GO\u200eNE": "unplaced"})
    assert Upload.objects.get().answers == {"manager:unknown:GO\u200eNE": "unplaced"}
    hr.post(address, {"do": "answer", "manager:unknown:a\0b": "skip", "answer:unknown:a\0b": "skip"})
    assert Upload.objects.get().answers == {"manager:unknown:GO\u200eNE": "unplaced"}


UNFOLDED = "<details open>"


def test_single_questions_are_folded_where_one_answer_for_all_is_nearer(hr: Client, ask: Ask) -> None:
    plant(COMPANY)
    ask([question(f"N{number}") for number in range(60)])
    address = uploaded(hr, FILE)
    assert UNFOLDED not in text_of(hr.get(address))
    answer(hr, address, answer__unknown__N1="skip")
    assert UNFOLDED in text_of(hr.get(address))
    answer(hr, address, all__unknown="skip")
    assert UNFOLDED not in text_of(hr.get(address))
    ask([question(f"N{number}") for number in range(2)])
    assert UNFOLDED in text_of(hr.get(uploaded(hr, FILE)))


def test_rows_that_name_one_missing_manager_are_answered_together_or_one_by_one(hr: Client) -> None:
    plant(COMPANY)
    rows = "".join(f"N{number},GONE,Clerk,\n" for number in range(3))
    address = uploaded(hr, f"{FILE}{rows}M1,N1,Cook,\n")
    page = plain(hr.get(address))
    assert "3 questions have no answer" in page
    assert page.count("The same of 2 other positions: N1 (B8), N2 (B9). Where it is not placed, 1 position below") == 1
    answer(hr, address, manager__unknown__GONE="unplaced")
    assert Upload.objects.get().answers == {"manager:unknown:GONE": "unplaced"}
    assert "1 question has no answer" in text_of(hr.get(address))
    answer(hr, address, answer__unknown__N2="skip", answer__unknown__M1="unplaced")
    kept = {"manager:unknown:GONE": "unplaced", "unknown:N2": "skip", "unknown:M1": "unplaced"}
    assert Upload.objects.get().answers == kept
    assert "Left out as you decided: N2." in plain(hr.get(address))
    answer(hr, address, manager__unknown__GONE="skip")
    assert Upload.objects.get().answers["manager:unknown:GONE"] == "skip"
    assert "unknown:N2" not in Upload.objects.get().answers
    answer(hr, address, all__unknown="unplaced")
    assert Upload.objects.get().answers == {"all:unknown": "unplaced"}
    hr.post(address, {**fields_of(hr.get(address)), "do": "confirm"})
    assert set(Position.objects.not_placed().values_list("code", flat=True)) == {"N0", "N1", "N2", "M1"}


def test_an_answer_of_its_own_goes_back_to_the_one_for_all(hr: Client, ask: Ask) -> None:
    plant(COMPANY)
    ask([question("N1"), question("N2")])
    address = uploaded(hr, FILE)
    answer(hr, address, all__unknown="skip")
    answer(hr, address, answer__unknown__N1="unplaced")
    assert Upload.objects.get().answers == {"all:unknown": "skip", "unknown:N1": "unplaced"}
    answer(hr, address, answer__unknown__N1="skip")
    assert Upload.objects.get().answers == {"all:unknown": "skip"}


def test_an_answer_of_its_own_goes_back_to_the_one_about_its_manager(hr: Client) -> None:
    plant(COMPANY)
    address = uploaded(hr, FILE + "".join(f"N{number},GONE,Clerk,\n" for number in range(3)) + "M1,LOST,Cook,\n")
    answer(hr, address, all__unknown="skip")
    answer(hr, address, manager__unknown__GONE="unplaced")
    by_manager = {"all:unknown": "skip", "manager:unknown:GONE": "unplaced"}
    assert Upload.objects.get().answers == by_manager
    answer(hr, address, answer__unknown__N2="skip", answer__unknown__M1="unplaced")
    assert Upload.objects.get().answers == by_manager | {"unknown:N2": "skip", "unknown:M1": "unplaced"}
    answer(hr, address, answer__unknown__N2="unplaced", answer__unknown__M1="skip")
    assert Upload.objects.get().answers == by_manager


def test_a_question_names_all_that_differs_and_none_of_it_is_a_problem(hr: Client) -> None:
    plant(COMPANY)
    rows = "code,reports_to,title,location,grade,holder\nOPS,COO,Operations,Graz,1,Bo Sand\nOPS,COO,Press,Wien,2,Ida\n"
    response = hr.get(uploaded(hr, rows))
    page = plain(response)
    assert "Nothing can be imported yet: 1 question has no answer." in page
    assert response.context["problems"] == []
    for place in ("C3 (title)", "D3 (location)", "E3 (grade)"):
        assert page.count(f"{place} : The same code stands in row 2") == 1
    many = rows + "".join(f"OPS,COO,T{number},Graz,1,Ida\n" for number in range(20))
    assert "And 12 more differences." in plain(hr.get(uploaded(hr, many)))


def test_what_is_wrong_beside_a_question_stays_a_problem(hr: Client) -> None:
    plant(COMPANY)
    rows = "code,reports_to,title,location,posts\nOPS,COO,Operations,Graz,1\nOPS,COO,Press,Wien,none\n"
    page = plain(hr.get(uploaded(hr, rows)))
    assert "1 problem is in the way. Besides, 1 question has no answer." in page
