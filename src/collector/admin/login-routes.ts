/** Owns logging in to the admin pages with a token, and logging out. */
import type { Hono } from 'hono';
import { html } from 'hono/html';
import type { Language } from '../../core/language.ts';
import { collectorText, type TextsOf } from '../collector-text.ts';
import { type Markup, pageLanguage, sendPage } from '../page.ts';
import { readBody } from '../read-body.ts';
import { refuse } from '../refuse.ts';
import { type Access, isOwnPage } from './access.ts';
import type { CollectorHono } from '../collector-environment.ts';

const FORM_MAX_BYTES = 4 * 1024;

export function addLoginRoutes(app: Hono<CollectorHono>, access: Access): void {
  app.get('/login', (c) => {
    const language = pageLanguage(c);
    return sendPage(c, {
      status: 200,
      language,
      title: textOf('title', language),
      body: form(language),
      kind: 'admin',
    });
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
    const why = waitSeconds > 0 ? `${textOf('later', language)} ${waitSeconds}` : textOf('wrong', language);
    const body = html`<p role="alert">${why}</p>${form(language)}`;
    return sendPage(c, { status, language, title: textOf('title', language), body, kind: 'admin' });
  });

  app.post('/logout', (c) => {
    if (!isOwnPage(c)) return refuse(c, 403, 'foreign-page');
    access.logOut(c);
    return c.redirect('/login', 303);
  });
}

function form(language: Language): Markup {
  return html`<form class="fields" method="post" action="/login?lang=${language}"><label>${textOf('token', language)}<input type="password" name="token" required autocomplete="current-password"></label>
<button>${textOf('enter', language)}</button></form>
<p>${textOf('how', language)} <code>kelisim collector token add --db … --name … --scope read,export,erase</code></p>`;
}

function textOf(key: TextsOf<'login'>, language: Language): string {
  return collectorText('login', key, language);
}
