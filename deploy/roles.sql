-- Who may do what. Run by a superuser once before the first migration, and by the same after each one:
--   psql -d postgres -c 'CREATE DATABASE dodau' ; psql -d dodau -f roles.sql
-- Passwords: \password dodau_owner and \password dodau.
--
-- dodau_owner owns the tables: it migrates, seals and backs up (CREATEDB: a backup is restored on trial).
-- dodau serves the pages: of ledgers, access log and seals it can neither change nor delete a row.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dodau_owner') THEN CREATE ROLE dodau_owner LOGIN CREATEDB; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dodau') THEN CREATE ROLE dodau LOGIN; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sponsorship_public') THEN CREATE ROLE sponsorship_public; END IF;
    EXECUTE format('ALTER DATABASE %I OWNER TO dodau_owner', current_database());
END $$;
GRANT sponsorship_public TO dodau, dodau_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO dodau_owner;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- What PgBouncer does not pass on is the role's own
ALTER ROLE dodau SET statement_timeout = '15s';
ALTER ROLE dodau SET lock_timeout = '5s';
ALTER ROLE dodau SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE dodau SET timezone = 'UTC';

GRANT USAGE ON SCHEMA public TO dodau;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO dodau;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO dodau;
ALTER DEFAULT PRIVILEGES FOR ROLE dodau_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO dodau;
ALTER DEFAULT PRIVILEGES FOR ROLE dodau_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO dodau;
DO $$
DECLARE kept record;
BEGIN
    FOR kept IN
        SELECT DISTINCT c.relname, c.relname LIKE '%event' AS is_history
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE t.tgname LIKE 'pgtrigger_append_only_%' OR t.tgname LIKE 'pgtrigger_never_changed_%'
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM dodau', kept.relname);
        IF kept.is_history THEN  -- whoever asks to be forgotten has the texts emptied; the seal names every such row
            EXECUTE format('GRANT UPDATE ON %I TO dodau', kept.relname);
        END IF;
    END LOOP;
    IF to_regclass('django_migrations') IS NOT NULL THEN
        REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM dodau;
    END IF;
END $$;
