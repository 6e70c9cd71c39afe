-- Appending in one round trip, by who knows the log's end: it has decided already, and sends its records with what it decided on.

-- Adds `lines` after record `known`, whose line begins with `opening`. If the log does not end there, nothing is added, and the
-- error says to decide again (40001, serialization_failure).
--
-- The caller's transaction holds the lock `turn` from here to its end. A server that acknowledges before anything is on disk is
-- told not to. The commit is announced on `channel`, and not cut short by a timeout: it may wait for a synchronous standby.
CREATE FUNCTION eventlog.append(turn bigint, channel text, known bigint, opening text, lines text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    ends_there boolean;
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    PERFORM pg_advisory_xact_lock(turn);
    -- Each statement sees what was committed before it, so this sees what the lock's last holder added. ORDER BY makes it the index's
    -- last entry, whatever the planner believed of the table when it was small.
    SELECT position = known AND starts_with(record, opening) INTO ends_there
    FROM eventlog.records ORDER BY position DESC LIMIT 1;
    IF ends_there IS NOT TRUE THEN
        RAISE EXCEPTION 'the log does not end with the record % that was seen', known
            USING ERRCODE = 'serialization_failure';
    END IF;
    INSERT INTO eventlog.records (position, record)
    SELECT known + nth, line FROM unnest(lines) WITH ORDINALITY AS added(line, nth);
    PERFORM pg_notify(channel, (known + cardinality(lines))::text), set_config('statement_timeout', '0', true);
END
$$;

-- Plans are kept as long as a session lives, and one that was made for a small table reads it whole.
ALTER FUNCTION eventlog.refuse_gap() SET enable_seqscan = off;
