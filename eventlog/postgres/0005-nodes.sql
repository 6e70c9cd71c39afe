-- What several nodes on one log share beside it. None of it is the truth: all can be made again, and nobody restores it.

-- The last checkpoint that a node signed, one row a timeline. Whoever signs holds a lock meanwhile; a checkpoint never goes back.
CREATE TABLE eventlog.checkpoints (
    origin text PRIMARY KEY,
    size bigint NOT NULL,
    note text NOT NULL
);

CREATE FUNCTION eventlog.refuse_smaller() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.origin <> OLD.origin OR NEW.size <= OLD.size THEN
        RAISE EXCEPTION 'a checkpoint of % records is not replaced by one of %', OLD.size, NEW.size
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER checkpoints_grow BEFORE UPDATE ON eventlog.checkpoints
    FOR EACH ROW EXECUTE FUNCTION eventlog.refuse_smaller();
ALTER TABLE eventlog.checkpoints ENABLE ALWAYS TRIGGER checkpoints_grow;
CREATE TRIGGER checkpoints_stay BEFORE DELETE OR TRUNCATE ON eventlog.checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION eventlog.refuse_removal();
ALTER TABLE eventlog.checkpoints ENABLE ALWAYS TRIGGER checkpoints_stay;

-- How often somebody tried something, for limits that hold across nodes. `bucket` names a rule and a keyed hash of whom it limits.
-- Not logged: a crash forgets it, which frees those who were limited.
CREATE UNLOGGED TABLE eventlog.rate_limits (
    bucket text PRIMARY KEY,
    -- When the bucket will be full again.
    full_at timestamptz NOT NULL
);

-- The newest snapshot of the read models, sealed under the master key, in parts: a new node folds only what came after it.
CREATE TABLE eventlog.snapshots (
    position bigint NOT NULL,
    part integer NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (position, part)
);
ALTER TABLE eventlog.snapshots ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- The same roles, with rights to the new tables.
CREATE FUNCTION eventlog.grant_node_rights() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM eventlog.grant_roles();
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'eaf_append') THEN
        GRANT SELECT, INSERT, UPDATE ON eventlog.checkpoints TO eaf_append;
        GRANT SELECT, INSERT, UPDATE, DELETE ON eventlog.rate_limits, eventlog.snapshots TO eaf_append;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'eaf_audit') THEN
        GRANT SELECT ON eventlog.checkpoints TO eaf_audit;
    END IF;
END
$$;

REVOKE ALL ON FUNCTION eventlog.grant_node_rights() FROM PUBLIC;
SELECT eventlog.grant_node_rights();
