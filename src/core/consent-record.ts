/** Owns the name of the consent record for code that must stay free of the validator (the head). The shape is schema/consent-record.ts. */
import type { InferOutput } from 'valibot';
import type { consentRecordSchema } from './schema/consent-record.ts';

export type ConsentRecord = InferOutput<typeof consentRecordSchema>;
export type RecordAction = ConsentRecord['action'];
export type RecordSurface = ConsentRecord['surface'];
