"""How many positions would follow another one off the chart."""

from roles.spreadsheet.following import sizes_below


def test_all_below_are_counted_however_far_down() -> None:
    managers = {"a": None, "c": "b", "b": "a", "d": "c", "e": "a", "f": "off", "g": "f"}
    assert sizes_below(managers) == {"a": 4, "b": 2, "c": 1, "off": 2, "f": 1}


def test_those_who_are_apart_follow_nobody() -> None:
    assert sizes_below({"a": None, "b": "a", "c": "b", "d": "a"}, {"b"}) == {"a": 1, "b": 1}


def test_a_loop_ends_and_a_long_line_is_counted() -> None:
    assert sizes_below({"a": "b", "b": "a", "c": "a"})["a"] == 1
    line = {f"p{n}": f"p{n + 1}" for n in range(50_000)}
    assert sizes_below(line)["p50000"] == 50_000
