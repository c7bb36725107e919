/**
 * Owns the floor that Kelisim is held against: the least that asks and releases marked scripts, and the least that has settings. Page language
 * only, no gate for anything but `type="text/plain"`, no record; the settings' checkboxes are one yes or no together. A limit, not a product.
 */

export const FLOOR_COOKIE = 'floor';

export interface FloorCategory {
  readonly name: string;
  /** Names that are listed below the checkbox. */
  readonly services: readonly string[];
}

/** A script for the page's head, inline or in a file. */
export const FLOOR_SCRIPT = floorScript('', '');

/** The same with a third button: a dialog, made when it is opened. */
export function floorWithSettings(categories: readonly FloorCategory[]): string {
  return floorScript(` <button id="settings">Настройки</button>`, settingsCode(JSON.stringify(categories)));
}

function floorScript(button: string, settings: string): string {
  return `(function () {
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
    bar.id = 'floor';
    bar.style.cssText = 'position:fixed;left:0;right:0;bottom:0;padding:16px;background:#fff;border-top:1px solid #999';
    bar.innerHTML = '<h2>Файлы cookie</h2><p>Мы просим согласия на файлы cookie и пиксели для аналитики и рекламы.</p>' +
      '<button id="accept">Принять все</button> <button id="reject">Отклонить все</button>${button}';
    document.body.appendChild(bar);
    function choose(isYes) {
      document.cookie = '${FLOOR_COOKIE}=' + (isYes ? 1 : 0) + '; path=/; max-age=15552000';
      bar.remove();
      if (isYes) run();
    }
    bar.addEventListener('click', function (event) {
      var id = event.target.id;
      if (id === 'accept' || id === 'reject') choose(id === 'accept');${settings}
    });
  }
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start);
  else start();
})();`;
}

function settingsCode(categories: string): string {
  return `
      if (id !== 'settings') return;
      var dialog = document.createElement('dialog');
      dialog.id = 'floor-settings';
      dialog.innerHTML = '<h2>Настройки</h2>' + ${categories}.map(function (category) {
        return '<p><label><input type="checkbox"> ' + category.name + '</label></p>' + (category.services.length
          ? '<ul>' + category.services.map(function (name) { return '<li>' + name + '</li>'; }).join('') + '</ul>' : '');
      }).join('') + '<button>Принять все</button> <button>Отклонить все</button> <button>Сохранить</button>';
      dialog.addEventListener('click', function (event) {
        var at = [].indexOf.call(dialog.querySelectorAll('button'), event.target);
        if (at < 0) return;
        choose(at === 0 || (at === 2 && !dialog.querySelector('input:not(:checked)')));
        dialog.remove();
      });
      document.body.appendChild(dialog);
      dialog.showModal();`;
}
