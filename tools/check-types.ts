/**
 * Owns the type check: the whole, then every folder of src that has a tsconfig.json by it, which takes away what the folder must not know:
 * DOM and Node from core, Node from browser code, the DOM from the collector, and newer built-ins than the oldest browser has from
 * the head. Imports are followed, so what the head takes from core is checked by the head's measure too.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { execPath } from 'node:process';

const ROOT = join(import.meta.dirname, '..');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

interface Outcome {
  readonly project: string;
  readonly code: number;
  readonly output: string;
}

function checkProject(project: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(execPath, [TSC, '-p', project, '--noEmit', '--pretty', 'false'], { cwd: ROOT });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ project, code: code ?? 1, output });
    });
  });
}

function projects(): string[] {
  const paths = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  return ['.', ...paths.filter((path) => basename(path) === 'tsconfig.json').map((path) => `src/${dirname(path)}`)];
}

const waiting = projects();
let failed = 0;

async function work(): Promise<void> {
  for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
    const { code, output } = await checkProject(project);
    console.log(`${code === 0 ? 'ok' : 'FAILED'}  tsc -p ${project}`);
    if (code !== 0) {
      failed += 1;
      console.log(output);
    }
  }
}

await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
process.exitCode = failed === 0 ? 0 : 1;
