/** Owns turning a filter into conditions, the same for search, export, counting and erasure: what is shown is what is erased. */
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { RecordFilter } from './storage.ts';
import type { CollectorTables } from './tables.ts';

export function conditions(filter: RecordFilter) {
  return (eb: ExpressionBuilder<CollectorTables, 'records'>): Expression<SqlBool> => {
    const { site, id, subject, from, to, action, language, policy, test } = filter;
    const all: Expression<SqlBool>[] = [];
    if (site !== undefined) all.push(eb('site', '=', site));
    if (id !== undefined) all.push(eb('record_id', '=', id));
    if (subject !== undefined) all.push(eb('subject', '=', subject));
    if (from !== undefined) all.push(eb('received_at', '>=', from));
    if (to !== undefined) all.push(eb('received_at', '<', to));
    if (action !== undefined) all.push(eb('action', '=', action));
    if (language !== undefined) all.push(eb('language', '=', language));
    if (policy !== undefined) all.push(eb('policy', '=', policy));
    if (test !== undefined) all.push(eb('test', '=', test ? 1 : 0));
    return eb.and(all);
  };
}
