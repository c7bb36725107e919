/** Owns what may be asked of `kelisim head` at once: each refusal is one sentence that names the way out. Pure. */
import { LEVELS, type Level } from './fence-block.ts';

export interface HeadOptions {
  readonly config: string;
  readonly level?: string;
  readonly publicPath: string;
  readonly form?: string;
  readonly nonce?: string;
  readonly preload?: string;
  readonly quietLookahead?: boolean;
  readonly forms?: boolean;
  readonly reportOnly?: boolean;
  readonly nginx?: boolean;
}

/** The maps are of level header; otherwise fence, which needs no server. */
export function levelOf({ level, nginx }: HeadOptions): Level {
  return (level ?? (nginx ? 'header' : 'fence')) as Level;
}

export function refusalOf(options: HeadOptions): string | null {
  const level = levelOf(options);
  const hasPolicy = level === 'fence' || level === 'header';
  if (!LEVELS.includes(level)) return `--level ${level}: the levels are ${LEVELS.join(', ')}.`;
  if (options.form !== undefined && options.form !== 'tag' && options.form !== 'inline')
    return `--form ${options.form}: Kelisim's script is a tag or inline.`;
  if (options.form !== undefined && !hasPolicy)
    return `--form says how the script stands at levels fence and header; level ${level} says it itself.`;
  if (options.nginx && level !== 'header') return `--nginx prints the maps of level header; level ${level} needs none.`;
  if (options.reportOnly && !hasPolicy)
    return `--report-only tries the policy of levels fence and header; level ${level} has none.`;
  if (options.forms && !hasPolicy)
    return `--forms widens the policy of levels fence and header; level ${level} has none.`;
  if (options.quietLookahead && level !== 'inline')
    return `--quiet-lookahead belongs to level inline; ${level === 'fence' ? 'the fence does the same by itself' : `level ${level} has no inline script before the page`}.`;
  const printsHeader = options.nginx || options.reportOnly;
  const own = (['nonce', 'preload', 'form'] as const).find((name) => options[name] !== undefined);
  if (printsHeader && own !== undefined)
    return `--${own} is for the block in the page; ${options.nginx ? '--nginx' : '--report-only'} prints something for the server.`;
  if (options.preload !== undefined && level !== 'fence' && !options.quietLookahead)
    return `--preload gives back the look-ahead that the fence or --quiet-lookahead takes; level ${level} keeps it.`;
  if (options.nonce !== undefined && /["<>&]/.test(options.nonce) && !/\{\{|<\?|<%/.test(options.nonce))
    return `--nonce ${options.nonce}: give what your template puts into the attribute, as "{{ csp_nonce }}".`;
  return null;
}
