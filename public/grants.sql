-- What the visitors' role may select, where it exists.
DO $$
DECLARE shown text;
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sponsorship_public') THEN
        GRANT USAGE ON SCHEMA public_door TO sponsorship_public;
        FOREACH shown IN ARRAY ARRAY['page', 'figures', 'waiting', 'appeal', 'donor', 'story'] LOOP
            IF to_regclass('public_door.' || shown) IS NOT NULL THEN
                EXECUTE 'GRANT SELECT ON public_door.' || quote_ident(shown) || ' TO sponsorship_public';
            END IF;
        END LOOP;
    END IF;
END $$;
