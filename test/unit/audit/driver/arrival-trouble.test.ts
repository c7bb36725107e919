/** What is taken for another page than the one that was asked for. */
import { describe, expect, test } from 'vitest';
import { arrivalTrouble } from '../../../../src/audit/driver/navigation-trouble.ts';

const FORM = '<form><input name=phone><input name="password" type="password"></form>';

function troubleOf(asked: string | null, came: string, html: string): string | undefined {
  const url = new URL(came, 'https://site.kz').href;
  return arrivalTrouble({ status: 200, asked: asked && new URL(asked, url).href, url, title: '', html })?.code;
}

describe('What came in place of the page', () => {
  test('is a log-in when another path was asked for and the page that came asks for a password', () => {
    expect(troubleOf('/account/', '/login/', FORM)).toBe('login');
    expect(troubleOf('/ru/lk/loans', '/auth/sign-in?back=%2Flk', FORM)).toBe('login');
  });

  test('is no log-in when it was asked for, when it was loaded again, or when nothing asks for a password', () => {
    expect(troubleOf('/login/', '/login/', FORM)).toBeUndefined();
    expect(troubleOf('/login', '/ru/login/', FORM)).toBeUndefined();
    expect(troubleOf(null, '/login/', FORM)).toBeUndefined();
    expect(troubleOf('/account/', '/login/', '<form><input name=phone></form>')).toBeUndefined();
  });

  test('is no log-in when a site with a log-in form in its header leads to its language or to an author', () => {
    expect(troubleOf('/', '/ru/', FORM)).toBeUndefined();
    expect(troubleOf('/blog', '/blog/authors-and-more', FORM)).toBeUndefined();
  });
});
