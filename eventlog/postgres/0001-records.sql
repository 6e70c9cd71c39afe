-- The log: one row a record. `record` is the line without its line feed, the bytes as they were written: they are hashed, shipped
-- and exported as they are, so they are text, never jsonb.

CREATE TABLE eventlog.records (
    position bigint PRIMARY KEY,
    record text NOT NULL,
    -- A line of the right size, and the position that it names itself (its attribute `sequence`).
    CONSTRAINT record_is_a_line CHECK (
        octet_length(record) BETWEEN 100 AND 59999
        AND strpos(record, E'\n') = 0
        AND starts_with(record, '{"crc":"')
        AND substr(record, 51, 16) = lpad(position::text, 16, '0')
    )
);

-- Sealed values do not compress, and most records stay in their row: reading the log in order is reading the table in order.
ALTER TABLE eventlog.records ALTER COLUMN record SET STORAGE EXTERNAL;
ALTER TABLE eventlog.records SET (toast_tuple_target = 8160);

COMMENT ON TABLE eventlog.records IS 'EAF Premium: the event log. It only grows. Format: eventlog/README.md.';

-- What is there stays as it is, whoever asks.
CREATE FUNCTION eventlog.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on %.% is refused: the log only grows', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER records_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON eventlog.records
    FOR EACH STATEMENT EXECUTE FUNCTION eventlog.refuse_change();
ALTER TABLE eventlog.records ENABLE ALWAYS TRIGGER records_stay;

-- Positions are gapless from 1: what is added follows what is there. A predecessor that is not committed yet is not there.
CREATE FUNCTION eventlog.refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    first bigint;
    last bigint;
    added bigint;
BEGIN
    SELECT min(a.position), max(a.position), count(*) INTO first, last, added FROM added_records AS a;
    IF added > 0 AND (
        last - first + 1 <> added OR first < 1
        OR first > 1 AND NOT EXISTS (SELECT FROM eventlog.records AS r WHERE r.position = first - 1)
    ) THEN
        RAISE EXCEPTION 'records % to % do not follow the log: a position would be missing', first, last
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER records_have_no_gap AFTER INSERT ON eventlog.records
    REFERENCING NEW TABLE AS added_records
    FOR EACH STATEMENT EXECUTE FUNCTION eventlog.refuse_gap();
ALTER TABLE eventlog.records ENABLE ALWAYS TRIGGER records_have_no_gap;
