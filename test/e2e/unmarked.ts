/** Owns undoing the marks of a page: how it stood before its owner installed Kelisim. The pages of the controls. */

export function unmarked(html: string): string {
  return html
    .replace(/ type="text\/plain" data-kelisim="[^"]*"/g, '')
    .replace(/ data-kelisim="[^"]*" data-src=/g, ' src=');
}
