"""Ask the chart's engine where everybody stands: every branch a rectangle, those of a manager beside each other."""

from roles.chart import Style
from roles.chart.layout import lay_out
from roles.chart.places import Layout
from roles.map.reading import Company

STYLE = Style(shape="packed", title_lines=2, holder_lines=1, department_lines=1)
BOX_HEIGHT = 116  # two lines of title, the holder, the department, and what the colour means


def place(company: Company) -> Layout:
    """Place boxes of one size, by the places of their positions in the company."""
    return lay_out(company.spots, [(STYLE.box_width, BOX_HEIGHT)] * len(company.spots), STYLE)
