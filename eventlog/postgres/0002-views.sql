-- What auditors read with SQL: every attribute of a record as a column. Nothing is stored twice, and sealed values stay sealed.
--
-- `data` stays JSON as it was written. A text of SQL cannot hold U+0000, which a payload may say as \u0000; taking such a member out
-- fails with 22P05. So the attributes are read from the part of the line before `data`, which is its last member: `,"data":`
-- cannot stand inside a string before, as quotes are escaped there.

CREATE VIEW eventlog.events AS
SELECT r.position, a."commit"::bigint AS "commit", a.id, a.source, a.type, a.subject, a."time"::timestamptz AS "time",
       a.actor, a.person, a.correlationid, a.causationid, a.idempotencykey, a.traceparent,
       substr(left(r.record, -1), s.data_at + 8)::json AS data, a.crc, r.record
FROM eventlog.records AS r
CROSS JOIN LATERAL (SELECT strpos(r.record, ',"data":') AS data_at) AS s
CROSS JOIN LATERAL json_to_record((left(r.record, s.data_at - 1) || '}')::json) AS a(
    crc text, "commit" text, id text, source text, type text, subject text, "time" text, actor text, person text,
    correlationid text, causationid text, idempotencykey text, traceparent text
);

COMMENT ON VIEW eventlog.events IS 'The records, each attribute a column.';

-- How many records of each type, and where they begin and end.
CREATE VIEW eventlog.types AS
SELECT type, count(*) AS records, min(position) AS first, max(position) AS last,
       min("time") AS first_time, max("time") AS last_time
FROM eventlog.events
GROUP BY type;

-- One row a durable commit.
CREATE VIEW eventlog.commits AS
SELECT "commit" AS last, min(position) AS first, count(*) AS records, max("time") AS "time"
FROM eventlog.events
GROUP BY "commit";
