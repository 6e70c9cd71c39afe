-- Appending in one round trip, by who knows the log's end: it has decided already, and sends its records with what it decided on.

-- Adds `lines` after record `known`, whose line begins with `opening`. If the log does not end there, nothing is added, and the
-- error says to decide again (40001, serialization_failure).
--
-- The caller's transaction holds the lock `turn` from here to its end. A server that acknowledges before anything is on disk is
-- told not to. The commit is announced on `channel`, and not cut short by a timeout: it may wait for a synchronous standby.
CREATE FUNCTION eventlog.append(turn bigint, channel text, known bigint, opening text, lines text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    PERFORM pg_advisory_xact_lock(turn);
    -- Each statement sees what was committed before it, so this sees what the lock's last holder added.
    IF EXISTS (SELECT FROM eventlog.records WHERE position > known)
        OR NOT EXISTS (SELECT FROM eventlog.records WHERE position = known AND starts_with(record, opening))
    THEN
        RAISE EXCEPTION 'the log does not end with the record % that was seen', known
            USING ERRCODE = 'serialization_failure';
    END IF;
    INSERT INTO eventlog.records (position, record)
    SELECT known + nth, line FROM unnest(lines) WITH ORDINALITY AS added(line, nth);
    PERFORM pg_notify(channel, (known + cardinality(lines))::text), set_config('statement_timeout', '0', true);
END
$$;
