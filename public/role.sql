-- The visitors' role. Roles belong to the server, not to one database: another database may make it at the same moment.
-- Whoever may not make roles goes on without; the public pages then stay closed and say what is to be done.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sponsorship_public') THEN
        CREATE ROLE sponsorship_public NOLOGIN;
    END IF;
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE 'GRANT sponsorship_public TO ' || quote_ident(current_user);
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
END $$;
