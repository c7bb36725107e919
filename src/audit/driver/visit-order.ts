/** Owns what one visit is told to do, and the fresh profile that follows from it. Leaves to others: doing it (visit.ts). */
import type { BrowserContextOptions } from 'playwright-core';
import type { Language } from '../../core/language.ts';
import type { AuditOptions } from '../audit-options.ts';
import type { Phase } from '../observation.ts';
import { phoneOf } from './phone.ts';

const LOCALES: Readonly<Record<Language, string>> = { kk: 'kk-KZ', ru: 'ru-RU', en: 'en-US' };

export interface VisitOrder {
  readonly phase: Phase;
  /** From 1. */
  readonly repeat: number;
  readonly options: AuditOptions;
  /** Milliseconds since 1970; what is not done by then is not done. */
  readonly deadline: number;
  /** Addresses (with `*`) that this visit does not get. */
  readonly blocked: readonly string[];
  /** Addresses of Kelisim's own files; a trailing `*` for a folder. */
  readonly ownFiles: readonly string[];
  /** Run in every document before its own scripts. */
  readonly initScripts: readonly string[];
}

/** @param browserVersion as the browser says it; a phone's user agent carries it. */
export function profileOf({ options, phase }: VisitOrder, browserVersion: string): BrowserContextOptions {
  return {
    locale: LOCALES[options.language ?? 'kk'],
    timezoneId: 'Asia/Almaty',
    acceptDownloads: false,
    ignoreHTTPSErrors: options.ignoreCertificateErrors ?? false,
    javaScriptEnabled: phase.kind !== 'no-script',
    ...(options.isMobile && phoneOf(browserVersion)),
    ...(options.viewport && { viewport: options.viewport }),
    ...(phase.kind === 'gpc' && { extraHTTPHeaders: { 'Sec-GPC': '1' } }),
  };
}
