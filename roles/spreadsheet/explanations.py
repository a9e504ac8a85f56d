"""What each column is for, in a sentence that stands in the template beside its heading."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

    Text = str | Promise
else:
    Text = str

# By the name of the column's cells: `holder` is called name on the sheet of people.
EXPLANATIONS: dict[str, Text] = {
    "code": _("Your own key of the position: letters, digits, points, hyphens and underscores; it never changes."),
    "reports_to": _("The code of the manager's position; empty for the head of the organisation."),
    "title": _("What the position is called; it may be empty where a role is given."),
    "role": _("The role that the position plays: its short name, title or abbreviation."),
    "department": _("The name of the department, or its code; a new one is made."),
    "organisation": _("The company or authority, where there are several."),
    "location": _("Where the position is."),
    "grade": _("The grade or band."),
    "assistant": _("Write yes for an assistant, who is drawn beside the line."),
    "posts": _("How many like posts this is, such as 5 Policy Officers; empty for one."),
    "holder": _("The name of the person; vacant if there is none, undisclosed if the name is not published."),
    "person_number": _("The employee number of the person."),
    "email": _("The e-mail address of the person; nobody else may have it."),
    "phone": _("The phone number of the person."),
    "person_location": _("Where the person works."),
    "kind": _("How the person holds the position: substantive, acting or shared."),
    "status": _("Write filled, vacant, undisclosed or eliminated; empty where the holder says it."),
    "fte": _("The full-time equivalent: 1 is full time, 0.5 half."),
    "start": _("The first day, written as 2026-03-31."),
    "end": _("The last day, written as 2026-03-31; empty as long as there is none."),
    "dotted_line_to": _("The codes of second managers, with semicolons between them."),
    "deputy_of": _("The codes of the positions that this one deputises for."),
    "works_with": _("The codes of the positions that this one works with; one of the two rows is enough."),
    "notes": _("Anything else about the position, in at most 2,000 characters."),
    "from": _("The code of the position that the link leads from."),
    "to": _("The code of the position that it leads to."),
    "link_kind": _("What the link is: dotted line, deputy or works with."),
}
