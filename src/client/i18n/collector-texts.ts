/**
 * Owns the English words of the collector's own pages (receipt, statistics). Nothing imports the function: it stands here so that the extraction
 * finds the texts; tools/generate-locales.ts writes all languages into the collector's own folder, since the collector is another program.
 * Words that the notice has too (categories, actions) come from there.
 */
import { msg } from '@lit/localize';

export function collectorTexts(): readonly string[] {
  return [
    msg('Consent record', { id: 'collector.receipt-title' }),
    msg('This choice is stored.', { id: 'collector.receipt-stored' }),
    msg('This is a test record, not a visitor’s choice.', { id: 'collector.receipt-test' }),
    msg('There is no such record. It may not have been delivered yet.', { id: 'collector.receipt-missing' }),
    msg('Choice made', { id: 'collector.receipt-decidedAt' }),
    msg('Record received', { id: 'collector.receipt-receivedAt' }),
    msg('Site', { id: 'collector.receipt-site' }),
    msg('Action', { id: 'collector.receipt-action' }),
    msg('Categories', { id: 'collector.receipt-categories' }),
    msg('Services chosen separately', { id: 'collector.receipt-services' }),
    msg('Edition of the privacy policy', { id: 'collector.receipt-policy' }),
    msg('Valid until', { id: 'collector.receipt-validUntil' }),
    msg('Record number', { id: 'collector.receipt-id' }),
    msg('Kelisim: statistics of choices', { id: 'collector.statistics-title' }),
    msg('Stored records', { id: 'collector.statistics-records' }),
    msg('Test records (apart)', { id: 'collector.statistics-testRecords' }),
    msg('Notice texts', { id: 'collector.statistics-notices' }),
    msg('By day (UTC)', { id: 'collector.statistics-days' }),
    msg('By site', { id: 'collector.statistics-sites' }),
    msg('By action', { id: 'collector.statistics-actions' }),
    msg('By language', { id: 'collector.statistics-languages' }),
    msg('By category', { id: 'collector.statistics-categories' }),
    msg('Category', { id: 'collector.statistics-category' }),
    msg('Latest records', { id: 'collector.statistics-latest' }),
    msg('Received', { id: 'collector.statistics-receivedAt' }),
    msg('End of record number', { id: 'collector.statistics-id' }),
    msg('Site', { id: 'collector.statistics-site' }),
    msg('Action', { id: 'collector.statistics-action' }),
    msg('Language', { id: 'collector.statistics-language' }),
    msg('Policy edition', { id: 'collector.statistics-policy' }),
    msg('Decisions', { id: 'collector.statistics-decisions' }),
    msg('test', { id: 'collector.statistics-test' }),
    msg('No records yet.', { id: 'collector.statistics-none' }),
    msg('granted', { id: 'collector.verdict-granted' }),
    msg('denied', { id: 'collector.verdict-denied' }),
    msg('no consent asked', { id: 'collector.verdict-necessary' }),
    msg('Withdraw consent', { id: 'collector.action-withdraw' }),
    msg('Load once', { id: 'collector.action-load-once', desc: 'One embed was opened for one page view' }),
  ];
}
