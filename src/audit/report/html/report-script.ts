/**
 * Owns the report's only script: exchanges the words when another language is asked for, prints, copies what is to be pasted. Written as text, because
 * it runs in the reader's browser from a file; whoever has no script reads the first language and misses nothing.
 */
export const REPORT_SCRIPT = `
(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('report-words').textContent);
  var tools = document.getElementById('tools');
  var buttons = tools.querySelectorAll('[data-language]');
  function word(number, language) { return data.words[number][data.languages.indexOf(language)]; }
  function speak(language) {
    document.documentElement.lang = language;
    document.querySelectorAll('[data-w]').forEach(function (node) { node.textContent = word(node.getAttribute('data-w'), language); });
    ['aria-label', 'alt'].forEach(function (name) {
      document.querySelectorAll('[data-w-' + name + ']').forEach(function (node) {
        var number = node.getAttribute('data-w-' + name);
        if (number) node.setAttribute(name, word(number, language));
      });
    });
    buttons.forEach(function (button) {
      button.setAttribute('aria-pressed', String(button.getAttribute('data-language') === language));
    });
    document.title = document.getElementById('report-title').textContent + ': ' + document.getElementById('report-site').textContent;
  }
  buttons.forEach(function (button) {
    button.addEventListener('click', function () { speak(button.getAttribute('data-language')); });
  });
  document.getElementById('print').addEventListener('click', function () { window.print(); });
  document.querySelectorAll('button[data-copies]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () {
      var code = document.getElementById(button.getAttribute('data-copies'));
      var range = document.createRange();
      range.selectNodeContents(code);
      window.getSelection().removeAllRanges();
      window.getSelection().addRange(range);
      var done = function () { document.getElementById('said').textContent = word(button.getAttribute('data-copied'), document.documentElement.lang); };
      if (navigator.clipboard) navigator.clipboard.writeText(code.textContent).then(done, function () {});
    });
  });
  tools.hidden = false;
})();
`;
