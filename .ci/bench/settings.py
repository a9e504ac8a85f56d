"""The product's own settings with the peers' libraries beside it."""

from orgchart.settings import *  # noqa: F403
from orgchart.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "treebeard", "tree_queries", "bench.peers"]
