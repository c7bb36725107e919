/**
 * Owns running the examples of a backend of one's own that need what is not installed with this project: the PHP one with Debian's php-cli (php-sqlite3)
 * and a stand-in for the few lines of 1C-Bitrix that it calls, the Express one with the Express in the folder that KELISIM_EXPRESS names.
 * Leaves to others: what they have to answer (the tests).
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { endWithRun } from './end-with-run.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples/own-backend');
const START_MS = 20_000;

/** `\Bitrix\Main\Application::getConnection()` as far as the example goes, on SQLite: its words for MySQL are put into SQLite's. */
const BITRIX = `<?php
namespace Bitrix\\Main;
class Application { static function getConnection() { static $one; return $one ??= new Connection(); } }
class Connection {
  private $db;
  function __construct() { $this->db = new \\PDO('sqlite:' . $_SERVER['DOCUMENT_ROOT'] . '/records.db', null, null, [\\PDO::ATTR_ERRMODE => \\PDO::ERRMODE_EXCEPTION]); }
  function getSqlHelper() { return new SqlHelper(); }
  function queryExecute($sql) { $this->db->exec(strtr($sql, ['INSERT IGNORE' => 'INSERT OR IGNORE', 'UTC_TIMESTAMP()' => "datetime('now')"])); }
}
class SqlHelper { function forSql($text) { return str_replace("'", "''", $text); } }
`;
const TABLE = 'CREATE TABLE kelisim_records (id CHAR(36) PRIMARY KEY, site VARCHAR(40), received DATETIME, body TEXT)';
/** Saves into the same table, so that both are looked at alike. */
const EXPRESS_SITE = `import express from 'express';
import { DatabaseSync } from 'node:sqlite';
import { recordsRouter } from './records-router.js';
const db = new DatabaseSync('records.db');
const insert = db.prepare('INSERT INTO kelisim_records VALUES (?, ?, datetime(), ?) ON CONFLICT DO NOTHING');
const save = async (site, records) => { for (const record of records) insert.run(record.id, site, JSON.stringify(record)); };
const server = express().use(recordsRouter(save)).listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

export function hasPhp(): boolean {
  return spawnSync('php', ['-r', 'exit(in_array("sqlite", PDO::getAvailableDrivers()) ? 0 : 1);']).status === 0;
}

export function expressFolder(): string | null {
  const folder = process.env['KELISIM_EXPRESS'];
  return folder !== undefined && existsSync(join(folder, 'node_modules/express')) ? folder : null;
}

export class OwnBackend {
  readonly url: string;
  readonly #folder: string;
  readonly #child: ChildProcess;

  private constructor(folder: string, child: ChildProcess, port: number) {
    this.#folder = folder;
    this.#child = child;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async startPhp(): Promise<OwnBackend> {
    const folder = emptyBackend();
    const prolog = join(folder, 'bitrix/modules/main/include');
    mkdirSync(prolog, { recursive: true });
    writeFileSync(join(prolog, 'prolog_before.php'), BITRIX);
    const port = await freePort();
    const router = join(EXAMPLES, 'records.php');
    const child = started('php', ['-S', `127.0.0.1:${port}`, '-t', folder, router], folder);
    const backend = new OwnBackend(folder, child, port);
    for (const endMs = performance.now() + START_MS; ; ) {
      const answered = await fetch(backend.url).then(
        () => true,
        () => false,
      );
      if (answered) return backend;
      if (performance.now() > endMs) throw new Error('PHP does not answer');
      await sleep(50);
    }
  }

  static async startExpress(): Promise<OwnBackend> {
    const folder = emptyBackend();
    const express = expressFolder();
    if (express === null) throw new Error('KELISIM_EXPRESS names no folder with Express');
    // Beside its package: an import looks for it there and nowhere else.
    const site = mkdtempSync(join(express, 'site-'));
    copyFileSync(join(EXAMPLES, 'express.js'), join(site, 'records-router.js'));
    writeFileSync(join(site, 'site.js'), EXPRESS_SITE);
    const child = started(process.execPath, [join(site, 'site.js')], folder);
    child.once('exit', () => rmSync(site, { recursive: true, force: true }));
    const [port] = (await once(createInterface(child.stdout!), 'line')) as [string];
    return new OwnBackend(folder, child, Number(port));
  }

  rows(): { readonly id: string; readonly site: string; readonly body: string }[] {
    const db = new SqliteDatabase(join(this.#folder, 'records.db'), { readonly: true });
    try {
      return db
        .prepare<[], { id: string; site: string; body: string }>(
          'SELECT id, site, body FROM kelisim_records ORDER BY id',
        )
        .all();
    } finally {
      db.close();
    }
  }

  /** As when its database is gone: nothing can be written any more. */
  breakDatabase(): void {
    const db = new SqliteDatabase(join(this.#folder, 'records.db'));
    db.exec('DROP TABLE kelisim_records');
    db.close();
  }

  async stop(): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function emptyBackend(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kelisim-own-'));
  const db = new SqliteDatabase(join(folder, 'records.db'));
  db.exec(TABLE);
  db.close();
  return folder;
}

function started(command: string, args: readonly string[], cwd: string): ChildProcess {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
  child.once(
    'exit',
    endWithRun(() => child.kill('SIGKILL')),
  );
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
