/** Owns logging in to the admin pages with a token, and logging out. */
import type { Hono } from 'hono';
import { html } from 'hono/html';
import type { Language, Localised } from '../../core/language.ts';
import { type Markup, pageLanguage, sendPage } from '../page.ts';
import { readBody } from '../read-body.ts';
import { refuse } from '../refuse.ts';
import { type Access, isOwnPage } from './access.ts';
import type { CollectorHono } from '../collector-environment.ts';

const FORM_MAX_BYTES = 4 * 1024;

const TEXTS = {
  title: { kk: 'Kelisim: кіру', ru: 'Kelisim: вход', en: 'Kelisim: log in' },
  token: { kk: 'Әкімші токені', ru: 'Токен администратора', en: 'Admin token' },
  enter: { kk: 'Кіру', ru: 'Войти', en: 'Log in' },
  how: {
    kk: 'Токенді серверде мына команда жасайды:',
    ru: 'Токен создаёт на сервере команда:',
    en: 'A token is made on the server by:',
  },
  wrong: { kk: 'Мұндай токен жоқ.', ru: 'Такого токена нет.', en: 'There is no such token.' },
  later: {
    kk: 'Қате токендер тым көп. Осынша секундтан кейін қайталаңыз:',
    ru: 'Слишком много неверных токенов. Повторите через столько секунд:',
    en: 'Too many wrong tokens. Try again after this many seconds:',
  },
} satisfies Record<string, Localised>;

export function addLoginRoutes(app: Hono<CollectorHono>, access: Access): void {
  app.get('/login', (c) => {
    const language = pageLanguage(c);
    return sendPage(c, { status: 200, language, title: TEXTS.title[language], body: form(language), kind: 'admin' });
  });

  app.post('/login', async (c) => {
    if (!isOwnPage(c)) return refuse(c, 403, 'foreign-page');
    const read = await readBody(c.req.raw, FORM_MAX_BYTES);
    if (!read.ok) return refuse(c, read.code === 'too-large' ? 413 : 400, read.code);
    const fields = new URLSearchParams(Buffer.from(read.bytes).toString('utf8'));
    const recognised = await access.recognise(fields.get('token')?.trim() ?? '');
    const language = pageLanguage(c);
    if (recognised.token) {
      access.logIn(c, recognised.token);
      return c.redirect(`/?lang=${language}`, 303);
    }
    const { waitSeconds } = recognised;
    const status = waitSeconds > 0 ? 429 : 401;
    if (waitSeconds > 0) c.header('Retry-After', String(waitSeconds));
    const why = waitSeconds > 0 ? `${TEXTS.later[language]} ${waitSeconds}` : TEXTS.wrong[language];
    const body = html`<p role="alert">${why}</p>${form(language)}`;
    return sendPage(c, { status, language, title: TEXTS.title[language], body, kind: 'admin' });
  });

  app.post('/logout', (c) => {
    if (!isOwnPage(c)) return refuse(c, 403, 'foreign-page');
    access.logOut(c);
    return c.redirect('/login', 303);
  });
}

function form(language: Language): Markup {
  return html`<form class="fields" method="post" action="/login?lang=${language}"><label>${TEXTS.token[language]}<input type="password" name="token" required autocomplete="current-password"></label>
<button>${TEXTS.enter[language]}</button></form>
<p>${TEXTS.how[language]} <code>kelisim collector token add --db … --name … --scope read,export,erase</code></p>`;
}
