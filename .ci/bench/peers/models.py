"""Positions as other libraries keep them, with the columns and indexes that ours has beside the tree's."""

from typing import TYPE_CHECKING

from django.db import models

from roles.models import Department, Role
from roles.models.fields import CodeField, KeyField, LineField
from roles.text import code_key, search_key

if TYPE_CHECKING:
    from django.db.models import ForeignKey as TreeForeignKey
    from django.db.models import Model as MPNode
    from django.db.models import Model as MPTTModel
    from django.db.models import Model as NSNode
    from django.db.models import Model as OrderableTreeNode
else:
    from mptt.models import MPTTModel, TreeForeignKey
    from tree_queries.models import OrderableTreeNode
    from treebeard.mp_tree import MP_Node as MPNode
    from treebeard.ns_tree import NS_Node as NSNode


class OwnColumns(models.Model):
    """What a position has beside its place in the tree."""

    code = CodeField()
    code_key = KeyField(sources=("code",), fold=code_key, max_length=150, unique=True)
    title = LineField(blank=True)
    role = models.ForeignKey(Role, models.PROTECT, null=True, blank=True, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = LineField(blank=True)
    location = LineField(blank=True)
    grade = LineField(max_length=50, blank=True)
    is_assistant = models.BooleanField(default=False)
    posts = models.PositiveIntegerField(default=1)
    is_placed = models.BooleanField(default=True)
    ended_on = models.DateField(null=True, blank=True)
    notes = models.TextField(blank=True)
    search_key = KeyField(sources=("code", "title"), fold=search_key)
    version = models.PositiveBigIntegerField(default=1)

    class Meta:
        abstract = True


class Mptt(OwnColumns, MPTTModel):
    """Nested sets by django-mptt as it comes: dense numbers, and the index it adds to a list that stands here."""

    parent = TreeForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", db_index=True)

    class Meta:
        indexes = ()

    def __str__(self) -> str:
        return self.code


class MaterialisedPath(OwnColumns, MPNode):
    """Materialised paths by django-treebeard."""

    def __str__(self) -> str:
        return self.code


class NestedSet(OwnColumns, NSNode):
    """Nested sets by django-treebeard."""

    def __str__(self) -> str:
        return self.code


class ParentKey(OwnColumns, OrderableTreeNode):
    """The parent's key alone, by django-tree-queries."""

    def __str__(self) -> str:
        return self.code
