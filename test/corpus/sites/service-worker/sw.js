self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => {
  event.waitUntil(fetch('https://collector.roistat.com/api/visit', { method: 'POST', body: '{}' }).catch(() => undefined));
});
