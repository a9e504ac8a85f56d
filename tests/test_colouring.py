"""Chart, file and map colour alike: the ten largest of the whole chart have a colour each, the others none."""

import re
from collections.abc import Sequence

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from roles import tree
from roles.choice import ColourBy
from roles.map.edition import present_edition
from roles.map.kept import tallies_of
from roles.map.legends import legends_of
from roles.models import Department, Position
from roles.palette import NO_COLOUR, PALETTE, share_out
from roles.printing.asked import Asked
from roles.printing.reading import read_content
from tests.drawings import SVG, drawing_in
from tests.pages import count_queries, words
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

Colours = dict[str, str]
LEGEND = re.compile(r'<li><svg.*?fill="(.*?)"/></svg> <bdi>(.*?)</bdi>')
PLACES = [f"Place {letter}" for letter in "ABCDEFGHIJKLMN"]
# Of the smallest of fourteen there is one position, of the largest there are fourteen.
BRANCHES = "\n".join(
    f"  P{place}\n" + "\n".join(f"    P{place}-{copy}" for copy in range(13 - place)) for place in range(14)
)


def plant_branches(field: str, values: Sequence[object]) -> None:
    """Plant a head with fourteen branches, each smaller than the one before; all of a branch have the same value."""
    planted = plant(f"HEAD\n{BRANCHES}")
    change({code: values[int(code[1:].partition("-")[0])] for code in planted if code != "HEAD"}, field)


def change(values: dict[str, object], field: str) -> None:
    """Change a field of positions by their codes."""
    changed = list(Position.objects.filter(code__in=values))
    for position in changed:
        setattr(position, field, values[position.code])
    with tree.writing():
        tree.apply(tree.Changes(changed=changed))


def departments(colours: Sequence[str]) -> list[Department]:
    """Departments of these colours, called by their numbers."""
    return [
        Department.objects.create(code=f"D{place}", name=f"Department {place}", colour=colour)
        for place, colour in enumerate(colours)
    ]


def drawn(reader: Client, address: str) -> Colours:
    """The colours of the boxes of a chart by their titles."""
    found = {}
    for box in drawing_in(reader.get(address)).iterfind(f".//{SVG}rect[@class='band']/.."):
        title = " ".join(text.text or "" for text in box.iterfind(f".//{SVG}text[@class='title']"))
        band = box.find(f".//{SVG}rect[@class='band']")
        assert band is not None
        found[title] = band.get("fill") or ""
    return found


def legend(reader: Client, address: str) -> Colours:
    """The legend of a chart: colours by what they mean."""
    return {text: colour for colour, text in LEGEND.findall(reader.get(address).content.decode())}


def mapped(by: ColourBy) -> Colours:
    """The legend of the map: colours by what they mean."""
    legends = {legend.by: legend for legend in legends_of(tallies_of(present_edition()))}
    return {entry.text: entry.colour for entry in legends[by].entries}


def test_of_fourteen_locations_the_ten_largest_have_a_colour_each(reader: Client) -> None:
    plant_branches("location", PLACES)
    colours = drawn(reader, "/chart/?colour=location&levels=2")
    assert [colours[f"Title of P{place}"] for place in range(10)] == list(PALETTE)
    assert legend(reader, "/chart/?colour=location&levels=2") == {
        **dict(zip(PLACES[:10], PALETTE, strict=True)),
        "No location given": NO_COLOUR,
        "4 others": NO_COLOUR,
    }


def test_the_others_have_no_colour_on_their_boxes_either(reader: Client) -> None:
    plant_branches("location", PLACES)
    colours = drawn(reader, "/chart/?colour=location&levels=2")
    assert {colours[f"Title of P{place}"] for place in range(10, 14)} == {NO_COLOUR}
    assert "4 others 4" in words(reader.get("/chart/?colour=location&levels=2"))


def test_of_two_departments_of_one_colour_the_smaller_has_another(reader: Client) -> None:
    plant_branches("department", departments(["#123456", "#123456", *PALETTE[:2], *["#abcdef"] * 10]))
    colours = legend(reader, "/chart/?levels=2")
    assert colours["Department 0"] == "#123456"
    assert colours["Department 1"] == PALETTE[2]
    assert (colours["Department 2"], colours["Department 3"]) == PALETTE[:2]
    shown = [colour for name, colour in colours.items() if name.startswith("Department")]
    assert len(shown) == len(set(shown)) == 10
    assert colours["4 others"] == NO_COLOUR


@pytest.mark.parametrize("by", ["department", "location"])
def test_a_value_has_the_same_colour_on_every_chart_in_the_file_and_on_the_map(reader: Client, by: str) -> None:
    values = PLACES if by == "location" else departments([PALETTE[3]] * 14)
    plant_branches(by, values)
    for place in (1, 9, 12):
        title, colour = f"Title of P{place}", drawn(reader, f"/chart/?colour={by}&levels=2")[f"Title of P{place}"]
        for address in (f"/chart/P{place}/?colour={by}", f"/chart.svg?colour={by}", f"/chart/?open=P3&colour={by}"):
            assert drawn(reader, address)[title] == colour, address
        assert mapped(ColourBy(by)).get(str(values[place]), NO_COLOUR) == colour


def test_all_that_a_colour_means_is_the_same_on_the_map(reader: Client) -> None:
    plant_branches("location", PLACES[:3] * 4 + ["", "Nowhere"])
    for by in ColourBy:
        chart, company = legend(reader, f"/chart/?levels=3&colour={by}"), mapped(by)
        assert chart == company, by


def test_a_write_ranks_anew(reader: Client) -> None:
    plant_branches("location", PLACES)
    before = drawn(reader, "/chart/P13/?colour=location")
    change({f"P0-{copy}": PLACES[13] for copy in range(13)}, "location")
    after = drawn(reader, "/chart/P13/?colour=location")
    assert (before["Title of P13"], after["Title of P13"]) == (NO_COLOUR, PALETTE[0])
    assert mapped(ColourBy.LOCATION)[PLACES[13]] == PALETTE[0]


def test_the_company_is_counted_once_for_many_pages(reader: Client) -> None:
    plant_branches("department", departments(PALETTE * 2))
    first, second, third = (count_queries(reader, "/drawing/?levels=2&open=P1&at=P2") for _page in range(3))
    assert (second, third) == (first - 1, first - 1)


def test_own_colours_stay_and_no_colour_is_given_twice() -> None:
    first, second, third = PALETTE[:3]
    assert share_out([first.upper(), first, third, first]) == [first, second, third, PALETTE[3]]
    assert share_out([""] * 10) == list(PALETTE)
    assert share_out(["#000000"] * 10) == ["#000000", *PALETTE[:9]]


def printed(asked: Asked) -> tuple[set[str], Colours]:
    """The colours of the boxes of a print, and its legend: colours by what they mean."""
    content = read_content(asked, AnonymousUser())
    return {seat.colour for seat in content.seats}, {key.text: key.colour for key in content.keys}


@pytest.mark.parametrize(("by", "field"), [(ColourBy.DEPARTMENT, "department"), (ColourBy.LOCATION, "location")])
def test_a_printed_branch_of_groups_without_colours_is_given_those_free_in_it(by: ColourBy, field: str) -> None:
    groups: list[object] = list(departments([""] * 14)) if by == ColourBy.DEPARTMENT else list(PLACES)
    names = [str(getattr(group, "name", group)) for group in groups]
    plant_branches(field, groups)
    _colours, whole = printed(Asked(colour=by))
    assert [name for name in names if name in whole] == names[:10]
    # In the branch of the eleventh group one position is of the first, and one of the twelfth.
    change({"P10-0": groups[0], "P10-1": groups[11]}, field)
    colours, legend = printed(Asked(code="P10", colour=by))
    assert legend[names[0]] == whole[names[0]]
    assert set(legend) == {names[0], names[10], names[11]}
    assert colours == set(legend.values()) <= set(PALETTE)
    assert len(colours) == 3


def test_a_printed_branch_that_has_colours_is_left_as_it_is() -> None:
    places = departments([""] * 14)
    plant_branches("department", places)
    _colours, whole = printed(Asked())
    change({"P0-0": places[12]}, "department")
    colours, legend = printed(Asked(code="P0"))
    assert colours == {whole["Department 0"], NO_COLOUR}
    assert len(legend) == 2
