/**
 * Owns the flags that every Chromium of the tests starts with: works as root and in a container, and keeps the browser's own
 * requests away from the logs of the tests.
 */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];
