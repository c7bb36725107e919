// Shows the stand-in's log as it grows (server-sent events); newest first.
const rows = document.getElementById('rows');
const count = document.getElementById('count');
const site = document.getElementById('site');
const shown = [];

function cell(text, detail) {
  const td = document.createElement('td');
  td.textContent = text;
  if (detail) td.append(Object.assign(document.createElement('small'), { textContent: detail }));
  return td;
}

function fits(entry) {
  return !site.value || entry.site === site.value;
}

function row(entry) {
  const tr = document.createElement('tr');
  tr.append(
    cell(new Date(entry.time).toLocaleTimeString('ru-KZ')), cell(entry.site || '–'), cell(entry.vendor || '?'), cell(`${entry.method} ${entry.kind}`),
    cell(entry.host + entry.path, entry.query), cell(entry.cookies.join(', ')),
  );
  return tr;
}

function tell() {
  const number = shown.filter(fits).length;
  count.value = number;
  count.classList.toggle('some', number > 0);
}

function show(entry) {
  if (!entry) {
    shown.length = 0;
    rows.replaceChildren();
    return tell();
  }
  shown.push(entry);
  if (entry.site && ![...site.options].some((option) => option.value === entry.site)) site.add(new Option(entry.site));
  if (fits(entry)) rows.prepend(row(entry));
  tell();
}

site.addEventListener('change', () => {
  rows.replaceChildren(...shown.filter(fits).map(row).reverse());
  tell();
});
document.getElementById('clear').addEventListener('click', () => void fetch('clear', { method: 'POST' }));
new EventSource('events').addEventListener('message', (event) => show(JSON.parse(event.data)));
