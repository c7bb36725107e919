self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open('site-1').then((cache) => cache.add('/shared/site.css')));
});
