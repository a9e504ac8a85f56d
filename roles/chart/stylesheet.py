"""Write the @font-face rules, by which a browser fetches only the files whose characters a page has.

`python -m roles.chart.stylesheet > static/css/fonts.css` after an update of the font package.
"""

import sys
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from roles.chart.fonts import FAMILIES, STACK, Cut, Family, characters_of

RULE = """
@font-face {{
  font-family: "{family.name}";
  font-weight: {cut.first} {cut.last};
  font-display: swap;
  src: url("../fonts/{file}") format("truetype");
  unicode-range: {ranges};
}}
"""


def font_rules() -> str:
    """The whole stylesheet: the order of the families, then a rule for each of their files."""
    head = "/* Written by roles.chart.stylesheet from the font files themselves. */\n"
    return (
        head
        + f":root {{ --font: {STACK}; }}\n"
        + "".join(font_rule(family, cut) for family in FAMILIES for cut in family.cuts)
    )


def font_rule(family: Family, cut: Cut) -> str:
    """The rule for one file of a family; brackets in file names must be quoted in an address."""
    spans = ", ".join(f"U+{first:X}-{last:X}" if last > first else f"U+{first:X}" for first, last in ranges_of(family))
    return RULE.format(family=family, cut=cut, file=quote(cut.served), ranges=spans)


def ranges_of(family: Family) -> Iterator[tuple[int, int]]:
    """The characters of a family as unbroken ranges."""
    return ranges(sorted(characters_of(family)))


def ranges(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Join neighbours among sorted numbers."""
    first = last = None
    for code in codes:
        if last is None or code != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = code
        last = code
    if first is not None and last is not None:
        yield first, last


if __name__ == "__main__":
    sys.stdout.write(font_rules())
