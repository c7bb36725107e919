/** Plays a provider that is in no catalogue: a badge on an address reserved for examples. */
import { type Route, script } from '../answer.ts';

function runBadge(): void {
  new Image().src = 'https://badge.example.net/seen.gif';
}

export const unlisted: readonly Route[] = [
  { vendor: 'unlisted', host: 'badge.example.net', path: '/', answer: () => script(runBadge) },
];
