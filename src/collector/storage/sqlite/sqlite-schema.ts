/** Owns the SQLite tables and their versions. A migration that was released is never edited; a change is a new one at the end. */

/** Migration n brings the schema from version n to n + 1. */
export const SQLITE_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE records (
    seq INTEGER PRIMARY KEY,
    record_id TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL,
    received_at TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    test INTEGER NOT NULL,
    hash TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE notices (
    hash TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    received_at TEXT NOT NULL,
    text TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX notices_by_site ON notices (site);

  -- Derived: one row per day, kind and name, kept in the transaction that stores the record.
  CREATE TABLE tallies (
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, kind, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TRIGGER records_no_update BEFORE UPDATE ON records BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;
  CREATE TRIGGER records_no_delete BEFORE DELETE ON records BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;
  CREATE TRIGGER notices_no_update BEFORE UPDATE ON notices BEGIN SELECT RAISE(ABORT, 'notices are append-only'); END;
  CREATE TRIGGER notices_no_delete BEFORE DELETE ON notices BEGIN SELECT RAISE(ABORT, 'notices are append-only'); END;

  -- INSERT OR REPLACE deletes without firing delete triggers (https://www.sqlite.org/lang_conflict.html): a second insert is ignored instead.
  CREATE TRIGGER records_no_replace BEFORE INSERT ON records
    WHEN EXISTS (SELECT 1 FROM records WHERE record_id = NEW.record_id OR seq = NEW.seq) BEGIN SELECT RAISE(IGNORE); END;
  CREATE TRIGGER notices_no_replace BEFORE INSERT ON notices
    WHEN EXISTS (SELECT 1 FROM notices WHERE hash = NEW.hash) BEGIN SELECT RAISE(IGNORE); END;
  `,
  `
  -- For searching and counting: columns of what the body says. The trigger stands aside for this one fill.
  DROP TRIGGER records_no_update;
  ALTER TABLE records ADD COLUMN subject TEXT NOT NULL DEFAULT '';
  ALTER TABLE records ADD COLUMN action TEXT NOT NULL DEFAULT '';
  ALTER TABLE records ADD COLUMN language TEXT NOT NULL DEFAULT '';
  ALTER TABLE records ADD COLUMN policy TEXT NOT NULL DEFAULT '';
  UPDATE records SET subject = body ->> '$.subject', action = body ->> '$.action', language = body ->> '$.language', policy = body ->> '$.policy';
  CREATE TRIGGER records_no_update BEFORE UPDATE ON records BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;
  CREATE INDEX records_by_subject ON records (subject);
  CREATE INDEX records_by_receipt ON records (site, received_at);

  -- Retention and erasure: only what the running transaction names here may go.
  CREATE TABLE erasing (record_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  DROP TRIGGER records_no_delete;
  CREATE TRIGGER records_no_delete BEFORE DELETE ON records
    WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE record_id = OLD.record_id)
    BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;
  CREATE TABLE tombstones (
    record_id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    hash TEXT NOT NULL,
    received_at TEXT NOT NULL,
    erased_at TEXT NOT NULL,
    reason TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER tombstones_no_update BEFORE UPDATE ON tombstones BEGIN SELECT RAISE(ABORT, 'tombstones are append-only'); END;
  CREATE TRIGGER tombstones_no_delete BEFORE DELETE ON tombstones BEGIN SELECT RAISE(ABORT, 'tombstones are append-only'); END;
  -- What was erased is not stored again: the visitor's browser may still have it and send it once more.
  CREATE TRIGGER records_no_return BEFORE INSERT ON records
    WHEN EXISTS (SELECT 1 FROM tombstones WHERE record_id = NEW.record_id) BEGIN SELECT RAISE(IGNORE); END;
  CREATE TABLE erasures (erased_at TEXT NOT NULL, site TEXT NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL) STRICT;

  CREATE TABLE quarantine (
    hash TEXT PRIMARY KEY,
    record_id TEXT NOT NULL,
    site TEXT NOT NULL,
    received_at TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX quarantine_by_receipt ON quarantine (site, received_at);
  CREATE TRIGGER quarantine_no_update BEFORE UPDATE ON quarantine BEGIN SELECT RAISE(ABORT, 'quarantine is append-only'); END;
  CREATE TRIGGER quarantine_no_delete BEFORE DELETE ON quarantine BEGIN SELECT RAISE(ABORT, 'quarantine is append-only'); END;

  CREATE TABLE tokens (name TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, scopes TEXT NOT NULL, created_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE admin_log (at TEXT NOT NULL, token TEXT NOT NULL, what TEXT NOT NULL, count INTEGER NOT NULL) STRICT;

  -- Tallies per site and collector, counted anew: the old ones knew neither.
  DROP TABLE tallies;
  CREATE TABLE tallies (
    writer TEXT NOT NULL,
    site TEXT NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (writer, site, day, kind, name)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO tallies SELECT '', site, substr(received_at, 1, 10), 'test', '', count(*) FROM records WHERE test = 1 GROUP BY 2, 3;
  INSERT INTO tallies SELECT '', site, substr(received_at, 1, 10), 'record', '', count(*) FROM records WHERE test = 0 GROUP BY 2, 3;
  INSERT INTO tallies SELECT '', site, substr(received_at, 1, 10), 'action', action, count(*) FROM records WHERE test = 0 GROUP BY 2, 3, 5;
  INSERT INTO tallies SELECT '', site, substr(received_at, 1, 10), 'language', language, count(*) FROM records WHERE test = 0 GROUP BY 2, 3, 5;
  INSERT INTO tallies SELECT '', site, substr(received_at, 1, 10), 'surface', body ->> '$.surface', count(*) FROM records WHERE test = 0 GROUP BY 2, 3, 5;
  INSERT INTO tallies SELECT '', site, substr(received_at, 1, 10), 'input', body ->> '$.input', count(*) FROM records WHERE test = 0 GROUP BY 2, 3, 5;
  INSERT INTO tallies SELECT '', site, substr(received_at, 1, 10), value, key, count(*) FROM records, json_each(body, '$.decisions')
    WHERE test = 0 AND value IN ('granted', 'denied') GROUP BY 2, 3, 4, 5;
  `,
];
