/** Owns the folder of `--out`: which report stands in which file. Leaves to others: their content (audit/report), screenshots (the driver). */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditRun } from '../../audit/audit-run.ts';
import type { Comparison } from '../../audit/report/compare-findings.ts';
import { renderHtml } from '../../audit/report/html/render-html.ts';
import { renderJson } from '../../audit/report/render-json.ts';
import { renderJunit } from '../../audit/report/render-junit.ts';
import { renderMarkdown } from '../../audit/report/render-markdown.ts';
import type { Language } from '../../core/language.ts';
import { type FailLevel, type Format, FORMATS } from './audit-flags.ts';

export interface ReportOptions {
  readonly formats: readonly Format[];
  readonly language: Language;
  readonly failOn: FailLevel;
  readonly onlyNew: boolean;
  readonly raw: boolean;
  readonly comparison?: Comparison;
}

/** The folder for pictures below that of `--out`. */
export const SCREENSHOTS = 'screenshots';

/** Null, or in one sentence why nothing can be written there. Before the audit: nobody wants to hear it after five minutes. */
export function refusedFolder(folder: string): string | null {
  try {
    mkdirSync(join(folder, SCREENSHOTS), { recursive: true });
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return `--out ${folder}: cannot be written to (${code}); name a folder that may be made or filled.`;
  }
}

/** @returns names of the files that were written. */
export function writeReports(run: AuditRun, folder: string, options: ReportOptions): string[] {
  const { language, raw, comparison, failOn, onlyNew } = options;
  const shared = { raw, ...(comparison && { comparison }) };
  const render: Readonly<Record<Format, () => string>> = {
    html: () => renderHtml(run, language, { ...shared, screenshots: picturesOf(run, join(folder, SCREENSHOTS)) }),
    json: () => renderJson(run, { raw }),
    junit: () =>
      renderJunit(run, {
        raw,
        language,
        ...(failOn !== 'never' && { failOn }),
        ...(onlyNew && comparison && { known: new Set(comparison.known.map(({ id }) => id)) }),
      }),
    markdown: () => renderMarkdown(run, language, shared),
  };
  return options.formats.map((format) => {
    writeFileSync(join(folder, FORMATS[format]), render[format]());
    return FORMATS[format];
  });
}

/** A picture that could not be taken is named in the report instead. */
function picturesOf({ observations }: AuditRun, folder: string): Map<string, Uint8Array> {
  const files = observations.flatMap(({ screenshots }) => screenshots.map(({ file }) => file));
  return new Map(
    files.filter((file) => existsSync(join(folder, file))).map((file) => [file, readFileSync(join(folder, file))]),
  );
}
