"""The database role under which the program may run: all that its pages do, and nothing that could rewrite the past.

Whoever owns the tables can disable their triggers; this role cannot. It reads and writes rows, but changes and deletes
none of the history, the access log, the ledgers and the seals, empties no table and makes none. Migrations and
seal_history run as the owner, and so does taking a name out of the history.
"""

from django.db import connection, models, transaction
from psycopg import sql

from organisation.models import Seal
from organisation.sealing import sealed_models

VISITORS = "sponsorship_public"  # as whom the public pages read (public/reader.py)


def keeps(model: type[models.Model]) -> list[str]:
    """The columns of a sealed table that the triggers of other tables move along (a unit, a campaign)."""
    return list(getattr(model, "MOVES", ()))


@transaction.atomic
def grant_application_role(name: str, *, login: bool = False) -> None:
    """Makes the role where there is none, and gives it exactly these rights; run it again after each migration.

    `login`: whether one may connect as this role; its password is set in psql (\\password), never here.
    Raises DatabaseError for whoever may not make roles.
    """
    role = sql.Identifier(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(sql.SQL("CREATE ROLE {}").format(role))
        kind = "LOGIN" if login else "NOLOGIN"
        for statement in (
            f"ALTER ROLE {{}} {kind} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
            "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}",
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
            "REVOKE ALL ON SCHEMA public FROM {}",
            "GRANT USAGE ON SCHEMA public TO {}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
            "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}",
            "REVOKE DELETE ON pghistory_context FROM {}",  # a trigger keeps it to what its own transaction wrote
        ):
            cursor.execute(sql.SQL(statement).format(role))
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = %s", [VISITORS])
        if cursor.fetchone():
            cursor.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(VISITORS), role))
        kept: list[type[models.Model]] = [*sealed_models(), Seal]
        for model in kept:
            table = sql.Identifier(model._meta.db_table)
            cursor.execute(sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(table, role))
            if columns := keeps(model):
                moved = sql.SQL(", ").join(map(sql.Identifier, columns))
                cursor.execute(sql.SQL("GRANT UPDATE ({}) ON {} TO {}").format(moved, table, role))
