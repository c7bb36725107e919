/** When a form counts as touched: only what the visitor would lose by a reload, in each kind of field. */
import { assert } from '@esm-bundle/chai';
import { isFormTouched } from '../../../src/client/reload/touched-form.ts';

function form(html: string): HTMLFormElement {
  const made = document.createElement('form');
  made.innerHTML = html;
  document.body.append(made);
  return made;
}

const field = (made: HTMLFormElement) => made.elements[0] as HTMLInputElement & HTMLSelectElement;

/** A field as it is delivered, and what a visitor does with it. */
const FIELDS: readonly (readonly [html: string, touch: (element: HTMLInputElement & HTMLSelectElement) => void])[] = [
  ['<input>', (e) => (e.value = 'x')],
  ['<input value="Алматы">', (e) => (e.value = '')],
  ['<input type="tel" value="+7">', (e) => (e.value = '+7 700')],
  ['<input type="email">', (e) => (e.value = 'a@b')],
  ['<input type="number" value="5">', (e) => (e.value = '6')],
  ['<input type="number" value="rubbish">', (e) => (e.value = '6')],
  ['<input type="range">', (e) => (e.value = '7')],
  ['<input type="range" min="200000" max="10000000" step="100000" value="2000000">', (e) => (e.value = '300000')],
  ['<input type="range" min="10" max="20" value="99">', (e) => (e.value = '11')],
  ['<input type="date" value="2026-11-20">', (e) => (e.value = '2026-11-21')],
  ['<input type="date" value="tomorrow">', (e) => (e.value = '2026-11-21')],
  ['<input type="color">', (e) => (e.value = '#ff0000')],
  ['<input type="url" value=" https://a.example ">', (e) => (e.value = 'https://b.example')],
  ['<input type="password">', (e) => (e.value = 'x')],
  ['<input type="search">', (e) => (e.value = 'x')],
  ['<input type="checkbox">', (e) => (e.checked = true)],
  ['<input type="checkbox" checked>', (e) => (e.checked = false)],
  ['<input type="radio" name="r">', (e) => (e.checked = true)],
  ['<textarea></textarea>', (e) => (e.value = 'x')],
  ['<textarea>\n  text </textarea>', (e) => (e.value = '')],
  ['<select><option>a<option>b</select>', (e) => (e.selectedIndex = 1)],
  ['<select><option>a<option selected>b</select>', (e) => (e.selectedIndex = 0)],
  ['<select><option disabled>a<option>b<option>c</select>', (e) => (e.selectedIndex = 2)],
  ['<select><optgroup disabled><option>a</optgroup><option>b<option>c</select>', (e) => (e.selectedIndex = 2)],
  ['<select><option selected>a<option selected>b<option>c</select>', (e) => (e.selectedIndex = 2)],
  ['<select size="3"><option>a<option>b</select>', (e) => (e.selectedIndex = 0)],
  ['<select multiple><option selected>a<option>b</select>', (e) => (e.options[1]!.selected = true)],
  ['<select></select><input>', (e) => ((e.form!.elements[1] as HTMLInputElement).value = 'x')],
];

describe('a form', () => {
  for (const [html, touch] of FIELDS) {
    it(`with ${html} is untouched as delivered, touched once used, and untouched when put back`, () => {
      const made = form(html);
      assert.isFalse(isFormTouched(made), 'as delivered');
      touch(field(made));
      assert.isTrue(isFormTouched(made), 'used');
      made.reset();
      assert.isFalse(isFormTouched(made), 'put back');
      made.remove();
    });
  }

  it('is not touched by what no visitor enters: hidden fields and buttons', () => {
    const made = form('<input type="hidden"><input type="submit"><input type="button"><button>x</button>');
    for (const element of made.elements) (element as HTMLInputElement).value = 'changed';
    assert.isFalse(isFormTouched(made));
    made.remove();
  });

  it('is touched by a chosen file', () => {
    const made = form('<input type="file">');
    assert.isFalse(isFormTouched(made));
    const files = new DataTransfer();
    files.items.add(new File(['x'], 'id.jpg'));
    field(made).files = files.files;
    assert.isTrue(isFormTouched(made));
    made.remove();
  });

  it('need not be one: fields anywhere in the page count, those in shadow roots are out of reach', () => {
    const host = document.createElement('div');
    document.body.append(host);
    host.attachShadow({ mode: 'open' }).innerHTML = '<input>';
    (host.shadowRoot!.firstChild as HTMLInputElement).value = 'x';
    assert.isFalse(isFormTouched());
    const lone = document.createElement('input');
    document.body.append(lone);
    lone.value = 'x';
    assert.isTrue(isFormTouched());
    host.remove();
    lone.remove();
  });
});
