-- Who may do what. `eaf_append` is what servers run as, `eaf_audit` reads the log and never the vault. Both are groups: give
-- them to the users that log in (GRANT eaf_append TO eaf). Where the migration may not make roles, somebody who may makes them
-- later and calls eventlog.grant_roles() again.

CREATE FUNCTION eventlog.grant_roles() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['eaf_append', 'eaf_audit'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', role);
            EXCEPTION
                WHEN duplicate_object OR unique_violation THEN NULL;
                WHEN insufficient_privilege THEN
                    RAISE WARNING 'role % is not there and could not be made', role;
                    CONTINUE;
            END;
        END IF;
        EXECUTE format('GRANT USAGE ON SCHEMA eventlog TO %I', role);
        EXECUTE format('GRANT SELECT ON eventlog.records, eventlog.migrations, eventlog.events, eventlog.types, '
            'eventlog.commits TO %I', role);
        IF role = 'eaf_append' THEN
            GRANT INSERT ON eventlog.records TO eaf_append;
            GRANT SELECT, INSERT, UPDATE ON eventlog.vault TO eaf_append;
            GRANT SELECT, INSERT ON eventlog.vault_probe TO eaf_append;
            GRANT USAGE ON SEQUENCE eventlog.vault_changes TO eaf_append;
        END IF;
    END LOOP;
END
$$;

REVOKE ALL ON FUNCTION eventlog.grant_roles() FROM PUBLIC;
SELECT eventlog.grant_roles();
