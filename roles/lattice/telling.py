"""Say in sentences how far one gets from a role, and whether a way leads from one to another."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.answers.moves import by_steps, change_of_place
from roles.answers.wording import in_words, role_named
from roles.lattice.asking import Place
from roles.lattice.reading import Known
from roles.lattice.start import Start
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


def way_to(start: Start, goal: Place, ways: Ways) -> Sentence:
    """Say over how many next steps one comes to a goal, or that none lead there, or why none are needed."""
    if start.is_same(goal):
        return no_step(start)
    told = start.no_role if start.role is None else way_from(start, start.role, goal, ways)
    if start.is_reader and goal.position in start.others:
        return in_a_row([plain(_("You hold this position already.")), told])
    return told


def no_step(start: Start) -> Sentence:
    """Say that a goal is where somebody begins."""
    if start.position is None:
        return plain(_("That is the role itself: there is no step to take."))
    if start.is_reader:
        return plain(_("You hold this position already: there is no step to take."))
    return plain(_("That is the position itself: there is no step to take."))


def way_from(start: Start, role: Role, goal: Place, ways: Ways) -> Sentence:
    """Say how one comes to another place from one whose role is known."""
    if goal.role is None:
        pattern = _("%(position)s has no role yet, and next steps lead from role to role.")
        return sentence(pattern, position=goal.named)
    if goal.role == role:
        return within_role(start, role, goal)
    return by_steps(ways.first[0] if ways else (), role, goal.role)


def within_role(start: Start, role: Role, goal: Place) -> Sentence:
    """Say what it means to come from a place to another one of the same role."""
    if goal.position is None:
        pattern = _("%(position)s has the role %(role)s already: there is no step to take.")
        return sentence(pattern, position=start.named, role=role_named(role))
    if start.position is None:
        pattern = _(
            "%(position)s has this role too: coming there from another position of %(role)s is a change of place, "
            "not of role."
        )
        return sentence(pattern, position=goal.named, role=role_named(role))
    return change_of_place(role)


def what_is_missing(start: Role | None, goal: Role, known: Known) -> str:
    """Say how many of the skills that a role asks for have to grow or are new, on the whole way."""
    key, total = start.pk if start else None, len(known.skills_of(goal.pk))
    if not total:
        return _("Which skills it asks for is not written down.")
    if not known.skills_of(key):
        return _("Which skills are asked for now is not written down, so nobody can say what is missing.")
    missing = len(known.missing(key, goal.pk))
    if not missing:
        return _("No skill is missing.")
    if missing == total:
        pattern = ngettext(
            "The only skill that it asks for has to grow or is new.",
            "All %(total)s skills that it asks for have to grow or are new.",
            total,
        )
        return pattern % {"total": written(total)}
    pattern = ngettext(
        "%(number)s of the %(total)s skills that it asks for has to grow or is new.",
        "%(number)s of the %(total)s skills that it asks for have to grow or are new.",
        missing,
    )
    return pattern % {"number": written(missing), "total": written(total)}
