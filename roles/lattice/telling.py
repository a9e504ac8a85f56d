"""Say in sentences how far one gets from a role, and whether a way leads from one to another."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.answers.moves import by_steps, change_of_place
from roles.answers.wording import in_words, role_named
from roles.lattice.asking import Place
from roles.lattice.reading import missing_skills, skills_of
from roles.models import Role
from roles.phrases import NOTHING, Sentence, in_a_row, listed, plain, sentence, written
from roles.ways import Reach, Ways


def how_far(start: Role, reach: Reach, moves: int) -> Sentence:
    """Say how many roles can be reached in one move, in two and so on."""
    counts = [count for number in range(1, moves + 1) if (count := reach.at(number))]
    if not counts:
        pattern = _("No next steps from %(role)s to other roles are written down yet.")
        return sentence(pattern, role=role_named(start))
    pattern = _("From %(role)s one can reach %(reached)s.")
    reached = listed([in_so_many(count, number) for number, count in enumerate(counts, 1)])
    further = NOTHING if len(counts) == moves else plain(_("No next steps lead further."))
    return in_a_row([sentence(pattern, role=role_named(start), reached=reached), further])


def in_so_many(count: int, moves: int) -> Sentence:
    """Count the roles that are so many moves away."""
    if moves == 1:
        return sentence(
            ngettext("%(number)s role in one move", "%(number)s roles in one move", count), number=in_words(count)
        )
    further = ngettext("%(number)s more in %(moves)s moves", "%(number)s more in %(moves)s moves", count)
    return sentence(further, number=in_words(count), moves=in_words(moves))


def way_to(start: Role, goal: Place, ways: Ways) -> Sentence:
    """Say over how many next steps one comes to a goal, or that none lead there."""
    if goal.role is None:
        pattern = _("%(position)s has no role yet, and next steps lead from role to role.")
        return sentence(pattern, position=goal.named)
    if goal.role.pk == start.pk:
        return change_of_place(start)
    return by_steps(ways.first[0] if ways else (), start, goal.role)


def what_is_missing(start: Role | None, goal: Role) -> str:
    """Say how many of the skills that a role asks for have to grow or are new, on the whole way."""
    missing, total = len(missing_skills(start, goal)), len(skills_of(goal))
    if not total:
        return _("Which skills it asks for is not written down.")
    if not missing:
        return _("No skill is missing.")
    pattern = ngettext(
        "%(number)s of the %(total)s skills that it asks for has to grow or is new.",
        "%(number)s of the %(total)s skills that it asks for have to grow or are new.",
        missing,
    )
    return pattern % {"number": written(missing), "total": written(total)}
