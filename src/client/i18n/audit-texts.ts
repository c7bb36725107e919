/**
 * Owns the English words of the audit: verdicts (`verdict.`, shown in the panel and in the report) and the report of `kelisim audit` (`audit.`).
 * Nothing imports the functions: they stand here so that the extraction finds the texts; tools/generate-locales.ts writes the report's words
 * into src/audit/generated, since it is another program. Readers are compliance people and marketers first.
 */
import { msg } from '@lit/localize';

export function verdictTexts(): readonly string[] {
  return [
    msg('blocked, as it should be', { id: 'verdict.ok-blocked' }),
    msg('fired after consent, as it should', { id: 'verdict.ok-fired' }),
    msg('nothing seen, nothing expected', { id: 'verdict.ok-silent' }),
    msg('reached without consent', { id: 'verdict.leaked' }),
    msg('tried and was stopped', { id: 'verdict.attempted' }),
    msg('did not fire after consent', { id: 'verdict.missing' }),
    msg('fired twice', { id: 'verdict.double' }),
    msg('fired with a signal that contradicts the choice', { id: 'verdict.signal-mismatch' }),
    msg('consent default came too late', { id: 'verdict.late-default' }),
    msg('left something behind after withdrawal', { id: 'verdict.residual' }),
    msg('known vendor that the config does not name', { id: 'verdict.undeclared' }),
    msg('address of nobody we know', { id: 'verdict.unlisted' }),
    msg('personal data in an address', { id: 'verdict.personal-data' }),
    msg('not certain', { id: 'verdict.inconclusive' }),
  ];
}

export function auditTexts(): readonly string[] {
  return [msg('Audit of cookies and tracking', { id: 'audit.title' })];
}
