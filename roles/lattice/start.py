"""Say where somebody begins who asks for next steps: at a role, at a position, or at the one they mainly hold."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from roles.lattice.asking import Place
from roles.models import Position
from roles.naming import as_subject, titled
from roles.phrases import NOTHING, Part, Sentence, in_a_row, listed, plain, sentence
from roles.sentences import held_now, out_of_chart
from roles.surroundings import attach_holders
from roles.ways import NextSteps, Reach, Ways


@dataclass(frozen=True)
class Start(Place):
    """Where somebody begins: a role, perhaps that of a position; the reader's own positions beside their main one."""

    is_reader: bool = False
    others: list[Position] = field(default_factory=list)

    @property
    def heading(self) -> Sentence:
        """Ask where one could go from it."""
        if self.is_reader:
            return plain(_("Where could I go from here?"))
        return sentence(_("%(title)s: where could I go from here?"), title=self.named)

    @property
    def outside(self) -> Sentence:
        """Say why the position is not in the chart, if so."""
        return outside(self.position)

    @property
    def no_role(self) -> Sentence:
        """Say that nobody knows where it can lead, since it has no role."""
        pattern = _("%(position)s has no role yet, and next steps lead from role to role.")
        return sentence(pattern, position=self.named)

    @property
    def held(self) -> Sentence:
        """Tell the reader from which of their positions is looked, and where to look from the others."""
        if not self.is_reader:
            return NOTHING
        mainly = sentence(_("You mainly hold %(position)s."), position=self.named)
        if not self.others:
            return mainly
        others = [
            Part(each.shown_title, reverse("roles:position_next_steps", args=[each.code]), is_name=True)
            for each in self.others
        ]
        return in_a_row([mainly, sentence(_("You can also begin from %(positions)s."), positions=listed(others))])

    def way_to(self, goal: Place) -> Sentence:
        """Ask for a way to a goal."""
        if self.is_same(goal):
            return sentence(_("%(title)s is start and goal at once"), title=goal.named)
        return sentence(_("Is there a way from %(start)s to %(goal)s?"), start=self.named, goal=goal.named)

    def reach(self, steps: NextSteps, moves: int) -> Reach:
        """Return the roles within so many moves, none where nobody knows the role."""
        return steps.reach(self.role.pk, moves) if self.role else Reach(0, {}, {})

    def ways_to(self, goal: Place, steps: NextSteps) -> Ways:
        """Return the shortest ways to a goal, none where nobody knows both roles."""
        return steps.ways(self.role.pk, goal.role.pk) if self.role and goal.role else Ways()


def outside(position: Position | None) -> Sentence:
    """Say why a position is not in the chart; nothing of one that is, or of none."""
    if position is None or position.is_in_chart:
        return NOTHING
    return out_of_chart(position, as_subject(position))


def at_present(position: Position | None) -> Sentence:
    """Say who holds a position that is a goal, or why it is not in the chart; nothing where a role is the goal."""
    if position is None or not position.is_in_chart:
        return outside(position)
    attach_holders([position])
    return sentence(_("%(position)s at present: %(holders)s"), position=titled(position), holders=held_now(position))
