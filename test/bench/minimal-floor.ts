/**
 * Owns the floor that Kelisim is held against: the least that asks and releases marked scripts. Page language only, no categories, no
 * gate for anything but `type="text/plain"`, no record. A limit, not a product.
 */

export const FLOOR_COOKIE = 'floor';

/** A script for the page's head, inline or in a file. */
export const FLOOR_SCRIPT = `(function () {
  function run() {
    document.querySelectorAll('script[type="text/plain"]').forEach(function (held) {
      var made = document.createElement('script');
      made.async = false;
      if (held.getAttribute('src')) made.src = held.getAttribute('src');
      else made.text = held.text;
      held.replaceWith(made);
    });
  }
  function start() {
    if (/(^|; )${FLOOR_COOKIE}=1/.test(document.cookie)) return run();
    var bar = document.createElement('div');
    bar.style.cssText = 'position:fixed;left:0;right:0;bottom:0;padding:16px;background:#fff;border-top:1px solid #999';
    bar.innerHTML = '<h2>Файлы cookie</h2><p>Мы просим согласия на файлы cookie и пиксели для аналитики и рекламы.</p>' +
      '<button id="accept">Принять все</button> <button id="reject">Отклонить все</button>';
    document.body.appendChild(bar);
    bar.addEventListener('click', function (event) {
      if (!event.target.id) return;
      document.cookie = '${FLOOR_COOKIE}=' + (event.target.id === 'accept' ? 1 : 0) + '; path=/; max-age=15552000';
      bar.remove();
      if (event.target.id === 'accept') run();
    });
  }
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start);
  else start();
})();`;
