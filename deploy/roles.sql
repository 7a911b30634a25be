-- Who there is. Run by a superuser once, before the first migration:
--   psql -d postgres -c 'CREATE DATABASE dodau' ; psql -d dodau -f roles.sql
-- What dodau may do, after each migration, by a superuser too: manage.py application_role dodau --login
-- Passwords: \password dodau_owner and \password dodau.
--
-- dodau_owner owns the tables: it migrates, seals and backs up (CREATEDB: a backup is restored on trial).
-- dodau serves the pages: of history, ledgers, access log and seals it can neither change nor delete a row.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dodau_owner') THEN CREATE ROLE dodau_owner LOGIN CREATEDB; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dodau') THEN CREATE ROLE dodau LOGIN; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sponsorship_public') THEN CREATE ROLE sponsorship_public; END IF;
    EXECUTE format('ALTER DATABASE %I OWNER TO dodau_owner', current_database());
END $$;
GRANT sponsorship_public TO dodau, dodau_owner;
GRANT pg_signal_backend TO dodau_owner; -- a restore cuts the pages off for a moment
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO dodau_owner;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- What PgBouncer does not pass on is the role's own
ALTER ROLE dodau SET statement_timeout = '15s';
ALTER ROLE dodau SET lock_timeout = '5s';
ALTER ROLE dodau SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE dodau SET join_collapse_limit = 6;
ALTER ROLE dodau SET jit = off;
ALTER ROLE dodau SET timezone = 'UTC';
