-- Roles belong to the server, not to one database: two databases made at once may both try.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sponsorship_public') THEN
        CREATE ROLE sponsorship_public NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$ BEGIN
    IF NOT pg_has_role(current_user, 'sponsorship_public', 'SET') THEN
        EXECUTE format('GRANT sponsorship_public TO %I', current_user);
    END IF;
END $$;
