/*
 * A banner that is not Kelisim's, as a shop builder would bring it: two buttons, the answer in localStorage, scripts marked `data-other` run
 * after "accept". With data-reject="opens" its "reject" runs them too: the defect of one site of the corpus.
 */
(function () {
  var own = document.currentScript;
  function run() {
    document.querySelectorAll('script[data-other]').forEach(function (held) {
      var script = document.createElement('script');
      script.textContent = held.textContent;
      held.replaceWith(script);
    });
  }
  function answer(what) {
    localStorage.setItem('site-notice', what);
    document.getElementById('site-notice').remove();
    if (what === 'accepted' || own.getAttribute('data-reject') === 'opens') run();
  }
  function show() {
    var box = document.createElement('div');
    box.id = 'site-notice';
    box.setAttribute('role', 'dialog');
    box.innerHTML = '<p>Мы используем cookie.</p><button id="site-yes">Принять все</button> <button id="site-no">Отклонить</button>';
    document.body.appendChild(box);
    document.getElementById('site-yes').onclick = function () { answer('accepted'); };
    document.getElementById('site-no').onclick = function () { answer('rejected'); };
  }
  document.addEventListener('DOMContentLoaded', function () {
    var said = localStorage.getItem('site-notice');
    if (said === null) show();
    else if (said === 'accepted') run();
  });
})();
