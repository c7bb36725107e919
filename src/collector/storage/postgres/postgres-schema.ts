/**
 * Owns the PostgreSQL tables and their versions. A migration that was released is never edited; a change is a new one at the end.
 * `records` is partitioned by month through its key: a UUIDv7 begins with its time, so the key stays unique over all partitions and old months
 * can be detached whole. Leaves to others: making the partitions (postgres-partitions.ts), the writer's role (open-postgres.ts).
 */

/** Migration n brings the schema from version n to n + 1. */
export const POSTGRES_MIGRATIONS: readonly string[] = [
  `
  CREATE SEQUENCE records_seq;
  CREATE TABLE records (
    seq bigint NOT NULL DEFAULT nextval('records_seq'),
    record_id uuid PRIMARY KEY,
    site text NOT NULL,
    received_at text NOT NULL,
    decided_at text NOT NULL,
    test smallint NOT NULL,
    hash text NOT NULL CHECK (length(hash) = 64),
    body text NOT NULL,
    subject text NOT NULL,
    action text NOT NULL,
    language text NOT NULL,
    policy text NOT NULL
  ) PARTITION BY RANGE (record_id);
  -- Ids of clocks that are years off.
  CREATE TABLE records_other PARTITION OF records DEFAULT;
  CREATE INDEX records_by_seq ON records (seq);
  CREATE INDEX records_by_subject ON records (subject);
  CREATE INDEX records_by_receipt ON records (site, received_at);

  CREATE TABLE notices (hash text PRIMARY KEY, site text NOT NULL, received_at text NOT NULL, text text NOT NULL);
  CREATE INDEX notices_by_site ON notices (site);
  CREATE TABLE tallies (
    writer text NOT NULL,
    site text NOT NULL,
    day text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (writer, site, day, kind, name)
  );
  CREATE TABLE quarantine (
    hash text PRIMARY KEY,
    record_id text NOT NULL,
    site text NOT NULL,
    received_at text NOT NULL,
    body text NOT NULL
  );
  CREATE INDEX quarantine_by_receipt ON quarantine (site, received_at);
  CREATE TABLE tombstones (
    record_id uuid PRIMARY KEY,
    site text NOT NULL,
    hash text NOT NULL,
    received_at text NOT NULL,
    erased_at text NOT NULL,
    reason text NOT NULL
  );
  CREATE TABLE erasures (erased_at text NOT NULL, site text NOT NULL, reason text NOT NULL, count bigint NOT NULL);
  -- Only what the running transaction names here may be deleted from records.
  CREATE TABLE erasing (record_id uuid PRIMARY KEY);
  CREATE TABLE tokens (name text PRIMARY KEY, hash text NOT NULL UNIQUE, scopes text NOT NULL, created_at text NOT NULL);
  CREATE TABLE admin_log (at text NOT NULL, token text NOT NULL, what text NOT NULL, count bigint NOT NULL);

  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% are append-only', TG_TABLE_NAME;
  END $$;
  CREATE FUNCTION may_be_erased(id uuid) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM erasing WHERE record_id = id)
  $$;
  CREATE TRIGGER records_no_update BEFORE UPDATE ON records FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER records_no_delete BEFORE DELETE ON records FOR EACH ROW
    WHEN (NOT may_be_erased(OLD.record_id)) EXECUTE FUNCTION refuse_change();
  -- What was erased is not stored again: the visitor's browser may still have it and send it once more.
  CREATE FUNCTION was_erased(id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM tombstones WHERE record_id = id)
  $$;
  CREATE FUNCTION leave_out() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
  CREATE TRIGGER records_no_return BEFORE INSERT ON records FOR EACH ROW
    WHEN (was_erased(NEW.record_id)) EXECUTE FUNCTION leave_out();
  CREATE TRIGGER notices_append_only BEFORE UPDATE OR DELETE ON notices FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER tombstones_append_only BEFORE UPDATE OR DELETE ON tombstones FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER quarantine_append_only BEFORE UPDATE OR DELETE ON quarantine FOR EACH ROW EXECUTE FUNCTION refuse_change();
  `,
];

/** What the collector does all day: add rows and read them. UPDATE only of counts and, for tokens, taking one away. */
export const WRITER_GRANTS = `
  GRANT USAGE ON SCHEMA public TO kelisim_writer;
  GRANT SELECT, INSERT ON records, notices, quarantine, admin_log, tokens TO kelisim_writer;
  GRANT SELECT ON tombstones, erasures, schema_version TO kelisim_writer;
  GRANT SELECT, INSERT, UPDATE ON tallies TO kelisim_writer;
  GRANT DELETE ON tokens TO kelisim_writer;
  GRANT USAGE ON SEQUENCE records_seq TO kelisim_writer;
`;
