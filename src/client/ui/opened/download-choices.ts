/** Owns handing the records of this device to the visitor as a file (R15: export on request). */
import type { LoggedRecord } from '../../outbox/record-log.ts';

/** A download may begin after the click is over; then the address must still lead somewhere. */
const REVOKE_AFTER_MS = 60_000;

export function choicesFile(site: string, records: readonly LoggedRecord[], now: Date): { name: string; text: string } {
  const content = {
    site,
    exportedAt: now.toISOString(),
    records: records.map(({ record, delivery }) => ({ delivery, record })),
  };
  return {
    name: `kelisim-${site}-${now.toISOString().slice(0, 10)}.json`,
    text: `${JSON.stringify(content, null, 2)}\n`,
  };
}

export function downloadChoices(site: string, records: readonly LoggedRecord[]): void {
  const { name, text } = choicesFile(site, records, new Date());
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}
