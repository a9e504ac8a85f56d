"""What a question about two positions and its answer are made of, and phrases that several answers share."""

from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext, pgettext

from roles.models import Position, Role
from roles.naming import THROUGH, Place, as_subject, the, through_whom
from roles.phrases import NOTHING, Part, Sentence, Words, listed, sentence, written
from roles.sentences import as_manager, reporting_pattern, who_it_is, with_holder
from roles.sides.side import MOST_NAMED, AnySide, Managers, RoleSide, Side

WORDS = (
    noop("none"), noop("one"), noop("two"), noop("three"), noop("four"),
    noop("five"), noop("six"), noop("seven"), noop("eight"), noop("nine"),
)  # fmt: skip


@dataclass(frozen=True)
class Listing:
    """A heading and what it heads; a list of skills says what the table of skills says too."""

    heading: Sentence
    items: tuple[Sentence, ...]
    is_of_skills: bool = False


@dataclass(frozen=True)
class Answer:
    """A question, its answer, why it is so, and what belongs to it as lists."""

    question: Sentence
    text: Sentence
    reason: Sentence = NOTHING
    lists: tuple[Listing, ...] = ()

    def without_links(self, urls: Collection[str]) -> "Answer":
        """Return the answer without links to these pages, as one that does not lead where its reader just was."""
        lists = (replace(each, items=tuple(unlinked(item, urls) for item in each.items)) for each in self.lists)
        return replace(self, text=unlinked(self.text, urls), reason=unlinked(self.reason, urls), lists=tuple(lists))


def question(pattern: str, **words: Words) -> Sentence:
    """Put a question; names in it lead nowhere, since the answer's do."""
    return Sentence(tuple(replace(part, url="") for part in sentence(pattern, **words)))


def unlinked(text: Sentence, urls: Collection[str]) -> Sentence:
    """Take the links to these pages out of a sentence."""
    return Sentence(tuple(replace(part, url="") if part.url in urls else part for part in text))


def agree(who: Position | AnySide, one: str, several: str) -> str:
    """Choose the pattern that fits the subject: a position, or a group of posts."""
    is_several = who.posts > 1 if isinstance(who, Position) else are_posts(who)
    return several if is_several else one


def named(side: AnySide, place: Place) -> Sentence:
    """Name a side at its place in a sentence: a position, whom it is asked for, or a role."""
    return place.name_role(side.role) if isinstance(side, RoleSide) else place.name(side.position)


def without_person(side: AnySide) -> AnySide:
    """Return a side by its position, also where a person is asked for."""
    if isinstance(side, RoleSide) or not side.person:
        return side
    position = copy(side.position)
    position.as_person = None
    return replace(side, position=position)


def holds_beside(holder: AnySide, side: AnySide) -> bool:
    """True where a side is asked for by a person who also holds the position of the other, or one of its role."""
    return isinstance(holder, Side) and any(side.has(each.position) for each in holder.others)


def are_posts(side: AnySide) -> bool:
    """True for a group of posts, of which one speaks in the plural."""
    return isinstance(side, Side) and side.position.posts > 1


def role_named(role: Role) -> Part:
    """Name a role, as a link to its page."""
    return Part(role.title, role.get_absolute_url(), is_name=True)


def several(names: Sequence[Words], count: int | None = None) -> Sentence:
    """List the first three, and how many more; of a long row, only the first names are given, and its count."""
    more = (len(names) if count is None else count) - MOST_NAMED
    if more <= 1:
        return listed(names)
    others = ngettext("%(number)s other", "%(number)s others", more)
    return listed([*names[:MOST_NAMED], sentence(others, number=in_words(more))])


def through(managers: Managers) -> Sentence:
    """Name the positions through which one reports to another, with the holder where it is one alone."""
    if managers.count == 1:
        return with_holder(managers.first[0], THROUGH.name_one(managers.first[0]))
    return each_through(managers)


def each_through(managers: Managers) -> Sentence:
    """Name the positions through which one reports to another, without their holders."""
    return several([through_whom(each) for each in managers.first], managers.count)


def who_they_are(managers: Managers) -> Sentence:
    """Name positions as what was asked for, with the holder where it is one alone."""
    if managers.count == 1:
        return who_it_is(managers.first[0])
    return several([the(each) for each in managers.first], managers.count)


def levels(number: int) -> Sentence:
    """Count levels in words."""
    return sentence(ngettext("%(number)s level", "%(number)s levels", number), number=in_words(number))


def in_words(number: int) -> Part:
    """Write a number as a word up to nine, as in running text."""
    return Part(_(WORDS[number]) if number < len(WORDS) else written(number))


def reporting(position: Position, manager: Position | None) -> Sentence:
    """Say whom a position reports to, as its own page does."""
    subject = as_subject(position)
    if manager is None:
        return sentence(
            agree(
                position,
                pgettext("one position", "%(position)s reports to no other position."),
                pgettext("several posts", "%(position)s report to no other position."),
            ),
            position=subject,
        )
    return sentence(reporting_pattern(position), position=subject, manager=as_manager(manager))
