/** Owns `kelisim collector token`: who may use the admin side. A token is shown once; the database keeps its hash. */
import { Command, InvalidArgumentError } from 'commander';
import type { TokenScope } from '../../collector/storage/storage.ts';
import { databaseOption, runOnStorage } from './run-on-storage.ts';

const SCOPES: readonly TokenScope[] = ['read', 'export', 'erase'];

export function tokenCommand(): Command {
  return new Command('token')
    .description('tokens for the admin side')
    .addCommand(
      new Command('add')
        .description('make a token and print it, once')
        .addOption(databaseOption())
        .requiredOption('--name <name>', 'who or what it is for', parseName)
        .option('--scope <list>', `what it may do: ${SCOPES.join(', ')} (comma-separated)`, parseScopes, ['read'])
        .action(add),
    )
    .addCommand(
      new Command('remove')
        .description('take a token away; it stops working at once')
        .addOption(databaseOption())
        .requiredOption('--name <name>', 'its name')
        .action(async ({ db, name }: { db: string; name: string }, command: Command) =>
          runOnStorage(command, db, async (storage) => {
            if (!(await storage.removeToken(name))) command.error(`There is no token named ${name}.`);
            process.stdout.write(`${name} removed\n`);
          }),
        ),
    )
    .addCommand(
      new Command('list')
        .description('names and scopes')
        .addOption(databaseOption())
        .action(async ({ db }: { db: string }, command: Command) =>
          runOnStorage(command, db, async (storage) => {
            for (const { name, scopes, createdAt } of await storage.tokens())
              process.stdout.write(`${name}  ${scopes.join(',')}  ${createdAt}\n`);
          }),
        ),
    );
}

async function add(
  { db, name, scope }: { db: string; name: string; scope: readonly TokenScope[] },
  command: Command,
): Promise<void> {
  const { makeToken } = await import('../../collector/evidence/admin-token.ts');
  await runOnStorage(command, db, async (storage) => {
    const { secret, token } = makeToken(name, scope, new Date().toISOString());
    if (!(await storage.addToken(token)))
      command.error(`There is a token named ${name} already: remove it, or choose another name.`);
    process.stdout.write(`${secret}\n`);
  });
}

function parseName(text: string): string {
  if (!/^[\p{L}\p{N} ._-]{1,40}$/u.test(text))
    throw new InvalidArgumentError('A name has 1 to 40 letters, digits, spaces, ".", "_" or "-".');
  return text;
}

function parseScopes(text: string): TokenScope[] {
  const scopes = text.split(',').map((scope) => scope.trim()) as TokenScope[];
  if (!scopes.length || scopes.some((scope) => !SCOPES.includes(scope)))
    throw new InvalidArgumentError(`Scopes are ${SCOPES.join(', ')}.`);
  return [...new Set(scopes)];
}
