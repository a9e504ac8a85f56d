"""Name a position in a sentence, by the place that it has there and by the gender of its title.

Every place of a pattern is filled by one of the functions below, and by no other: a language with cases then has one
case for it. English has none, so the words of most places are the same; their contexts tell them apart.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import npgettext, pgettext_lazy

from roles.models import Position, Role
from roles.phrases import Part, Sentence, sentence
from roles.titles import Gender, gender_of


@dataclass(frozen=True)
class Place:
    """How a name stands at one place of a sentence: by gender, of several posts, of a role and of a person."""

    by_gender: Mapping[Gender, str | Promise]
    posts: Callable[[int], str]
    role: str | Promise
    person: str | Promise

    def name(self, position: Position, *, is_here: bool = False) -> Sentence:
        """Name a position, and how many posts it is."""
        if position.posts > 1 and not position.as_person:
            return sentence(self.posts(position.posts), posts=position.posts, title=titled(position, is_here=is_here))
        return self.name_one(position, is_here=is_here)

    def name_role(self, role: Role) -> Sentence:
        """Name a role."""
        return sentence(str(self.role), title=Part(role.title, role.get_absolute_url(), is_name=True))

    def name_one(self, position: Position, *, is_here: bool = False) -> Sentence:
        """Name a position as if it were one post, or the person named in its place."""
        if position.as_person:
            return sentence(str(self.person), name=titled(position))
        return sentence(str(self.by_gender[gender_of(position)]), title=titled(position, is_here=is_here))


BEGINNING = Place(
    {
        Gender.MASCULINE: pgettext_lazy("subject at the beginning of a sentence; masculine", "The %(title)s"),
        Gender.FEMININE: pgettext_lazy("subject at the beginning of a sentence; feminine", "The %(title)s"),
        Gender.NEUTER: pgettext_lazy("subject at the beginning of a sentence; neuter", "The %(title)s"),
        Gender.UNKNOWN: pgettext_lazy("subject at the beginning of a sentence; unknown", "The %(title)s"),
        Gender.NONE: pgettext_lazy("subject at the beginning of a sentence; none", "%(title)s"),
    },
    lambda posts: npgettext(
        "subject at the beginning of a sentence",
        "The %(posts)s post of %(title)s",
        "The %(posts)s posts of %(title)s",
        posts,
    ),
    pgettext_lazy("subject at the beginning of a sentence; a role", "The role %(title)s"),
    pgettext_lazy("subject at the beginning of a sentence; a person", "%(name)s"),
)
INSIDE = Place(
    {
        Gender.MASCULINE: pgettext_lazy("subject inside a sentence, or after “is”; masculine", "the %(title)s"),
        Gender.FEMININE: pgettext_lazy("subject inside a sentence, or after “is”; feminine", "the %(title)s"),
        Gender.NEUTER: pgettext_lazy("subject inside a sentence, or after “is”; neuter", "the %(title)s"),
        Gender.UNKNOWN: pgettext_lazy("subject inside a sentence, or after “is”; unknown", "the %(title)s"),
        Gender.NONE: pgettext_lazy("subject inside a sentence, or after “is”; none", "%(title)s"),
    },
    lambda posts: npgettext(
        "subject inside a sentence, or after “is”",
        "the %(posts)s post of %(title)s",
        "the %(posts)s posts of %(title)s",
        posts,
    ),
    pgettext_lazy("subject inside a sentence, or after “is”; a role", "the role %(title)s"),
    pgettext_lazy("subject inside a sentence, or after “is”; a person", "%(name)s"),
)
TO_WHOM = Place(
    {
        Gender.MASCULINE: pgettext_lazy("after “reports to”; masculine", "the %(title)s"),
        Gender.FEMININE: pgettext_lazy("after “reports to”; feminine", "the %(title)s"),
        Gender.NEUTER: pgettext_lazy("after “reports to”; neuter", "the %(title)s"),
        Gender.UNKNOWN: pgettext_lazy("after “reports to”; unknown", "the %(title)s"),
        Gender.NONE: pgettext_lazy("after “reports to”; none", "%(title)s"),
    },
    lambda posts: npgettext(
        "after “reports to”", "the %(posts)s post of %(title)s", "the %(posts)s posts of %(title)s", posts
    ),
    pgettext_lazy("after “reports to”; a role", "the role %(title)s"),
    pgettext_lazy("after “reports to”; a person", "%(name)s"),
)
THROUGH = Place(
    {
        Gender.MASCULINE: pgettext_lazy("after “reports to it through”; masculine", "the %(title)s"),
        Gender.FEMININE: pgettext_lazy("after “reports to it through”; feminine", "the %(title)s"),
        Gender.NEUTER: pgettext_lazy("after “reports to it through”; neuter", "the %(title)s"),
        Gender.UNKNOWN: pgettext_lazy("after “reports to it through”; unknown", "the %(title)s"),
        Gender.NONE: pgettext_lazy("after “reports to it through”; none", "%(title)s"),
    },
    lambda posts: npgettext(
        "after “reports to it through”", "the %(posts)s post of %(title)s", "the %(posts)s posts of %(title)s", posts
    ),
    pgettext_lazy("after “reports to it through”; a role", "the role %(title)s"),
    pgettext_lazy("after “reports to it through”; a person", "%(name)s"),
)
BESIDE = Place(
    {
        Gender.MASCULINE: pgettext_lazy("after “above” or “below”; masculine", "the %(title)s"),
        Gender.FEMININE: pgettext_lazy("after “above” or “below”; feminine", "the %(title)s"),
        Gender.NEUTER: pgettext_lazy("after “above” or “below”; neuter", "the %(title)s"),
        Gender.UNKNOWN: pgettext_lazy("after “above” or “below”; unknown", "the %(title)s"),
        Gender.NONE: pgettext_lazy("after “above” or “below”; none", "%(title)s"),
    },
    lambda posts: npgettext(
        "after “above” or “below”", "the %(posts)s post of %(title)s", "the %(posts)s posts of %(title)s", posts
    ),
    pgettext_lazy("after “above” or “below”; a role", "the role %(title)s"),
    pgettext_lazy("after “above” or “below”; a person", "%(name)s"),
)
STOOD_IN_FOR = Place(
    {
        Gender.MASCULINE: pgettext_lazy("after “deputises for”; masculine", "the %(title)s"),
        Gender.FEMININE: pgettext_lazy("after “deputises for”; feminine", "the %(title)s"),
        Gender.NEUTER: pgettext_lazy("after “deputises for”; neuter", "the %(title)s"),
        Gender.UNKNOWN: pgettext_lazy("after “deputises for”; unknown", "the %(title)s"),
        Gender.NONE: pgettext_lazy("after “deputises for”; none", "%(title)s"),
    },
    lambda posts: npgettext(
        "after “deputises for”", "the %(posts)s post of %(title)s", "the %(posts)s posts of %(title)s", posts
    ),
    pgettext_lazy("after “deputises for”; a role", "the role %(title)s"),
    pgettext_lazy("after “deputises for”; a person", "%(name)s"),
)
HAVING = Place(
    {
        Gender.MASCULINE: pgettext_lazy("after “the focus of” or “written down for”; masculine", "the %(title)s"),
        Gender.FEMININE: pgettext_lazy("after “the focus of” or “written down for”; feminine", "the %(title)s"),
        Gender.NEUTER: pgettext_lazy("after “the focus of” or “written down for”; neuter", "the %(title)s"),
        Gender.UNKNOWN: pgettext_lazy("after “the focus of” or “written down for”; unknown", "the %(title)s"),
        Gender.NONE: pgettext_lazy("after “the focus of” or “written down for”; none", "%(title)s"),
    },
    lambda posts: npgettext(
        "after “the focus of” or “written down for”",
        "the %(posts)s post of %(title)s",
        "the %(posts)s posts of %(title)s",
        posts,
    ),
    pgettext_lazy("after “the focus of” or “written down for”; a role", "the role %(title)s"),
    pgettext_lazy("after “the focus of” or “written down for”; a person", "%(name)s"),
)
MOVING = Place(
    {
        Gender.MASCULINE: pgettext_lazy("before “become”; masculine", "the %(title)s"),
        Gender.FEMININE: pgettext_lazy("before “become”; feminine", "the %(title)s"),
        Gender.NEUTER: pgettext_lazy("before “become”; neuter", "the %(title)s"),
        Gender.UNKNOWN: pgettext_lazy("before “become”; unknown", "the %(title)s"),
        Gender.NONE: pgettext_lazy("before “become”; none", "%(title)s"),
    },
    lambda posts: npgettext(
        "before “become”", "the %(posts)s post of %(title)s", "the %(posts)s posts of %(title)s", posts
    ),
    pgettext_lazy("before “become”; a role", "a holder of the role %(title)s"),
    pgettext_lazy("before “become”; a person", "%(name)s"),
)


def titled(position: Position, *, is_here: bool = False) -> Part:
    """Return a position's title as a link to its page, but on its own page as a name alone; or who is meant by it."""
    if position.as_person:
        return Part(position.as_person.name, position.as_person.get_absolute_url(), is_name=True)
    url = "" if is_here else position.get_absolute_url()
    return Part(position.shown_title, url, is_name=True, is_public=True)


def as_subject(position: Position, *, is_here: bool = False) -> Sentence:
    """Name a position that does something, at the beginning of a sentence."""
    return BEGINNING.name(position, is_here=is_here)


def the(position: Position) -> Sentence:
    """Name a position that does something or is something, inside a sentence."""
    return INSIDE.name(position)


def to_whom(position: Position) -> Sentence:
    """Name a position that somebody reports to, without its holder."""
    return TO_WHOM.name_one(position)


def through_whom(position: Position) -> Sentence:
    """Name a position through which somebody reports to another."""
    return THROUGH.name(position)


def beside(position: Position) -> Sentence:
    """Name a position that another is above or below."""
    return BESIDE.name(position)


def stood_in_for(position: Position) -> Sentence:
    """Name a position that somebody deputises for."""
    return STOOD_IN_FOR.name(position)


def of_whom(position: Position) -> Sentence:
    """Name a position of which a fact is told."""
    return HAVING.name(position)
