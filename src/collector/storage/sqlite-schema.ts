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
];
