"""The oracle on SQLite, which takes fewer variables in a statement than PostgreSQL."""

import os
import sqlite3

import pytest
from django.db import connection

from roles.soundness import check_tree
from tests.trees import plant

pytestmark = pytest.mark.django_db


@pytest.mark.breaks_tree
@pytest.mark.skipif(os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="a limit of SQLite")
def test_the_oracle_names_more_positions_than_one_statement_takes() -> None:
    plant("A\n" + "\n".join(f"  B{number}" for number in range(1_200)))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE roles_position SET level = 3")
    most = connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 999)
    try:
        assert len(check_tree()) == 1_201
    finally:
        connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, most)
