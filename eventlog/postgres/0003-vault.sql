-- The vault: persons' keys, wrapped by the master key, which is not in the database. A row without a key is a tombstone: the
-- person was erased. Unlike the log, the vault forgets.

CREATE SEQUENCE eventlog.vault_changes;

CREATE TABLE eventlog.vault (
    person uuid PRIMARY KEY,
    -- nonce ‖ AES-256-GCM of the key ‖ tag; NULL in a tombstone.
    wrapped bytea CHECK (octet_length(wrapped) = 60),
    -- Later changes have greater numbers, in the order in which they were committed: readers ask for what is new to them.
    change bigint NOT NULL DEFAULT nextval('eventlog.vault_changes')
);
CREATE UNIQUE INDEX vault_by_change ON eventlog.vault (change);
ALTER TABLE eventlog.vault ALTER COLUMN wrapped SET STORAGE PLAIN;
ALTER SEQUENCE eventlog.vault_changes OWNED BY eventlog.vault.change;

-- A constant under the master key, so that a wrong one is noticed when the vault is opened.
CREATE TABLE eventlog.vault_probe (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    sealed bytea NOT NULL
);

-- A tombstone stays one for ever, and a key is replaced by nothing else.
CREATE FUNCTION eventlog.refuse_revival() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.person <> OLD.person OR NEW.wrapped IS NOT NULL THEN
        RAISE EXCEPTION 'a key in the vault can only be destroyed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER vault_only_forgets BEFORE UPDATE ON eventlog.vault
    FOR EACH ROW EXECUTE FUNCTION eventlog.refuse_revival();
ALTER TABLE eventlog.vault ENABLE ALWAYS TRIGGER vault_only_forgets;

CREATE FUNCTION eventlog.refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on %.% is refused: a tombstone would be lost', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER vault_stays BEFORE DELETE OR TRUNCATE ON eventlog.vault
    FOR EACH STATEMENT EXECUTE FUNCTION eventlog.refuse_removal();
ALTER TABLE eventlog.vault ENABLE ALWAYS TRIGGER vault_stays;
