/** Owns what the page looks like on paper while the settings are open: they alone. Leaves to others: their own look on paper (kelisim-settings.styles.ts). */
import { PAGE_STYLES } from './kelisim-settings.styles.ts';

let sheet: CSSStyleSheet | undefined;

export function tellPaper(isOpen: boolean): void {
  if (!sheet && !isOpen) return;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(PAGE_STYLES);
  }
  const others = document.adoptedStyleSheets.filter((other) => other !== sheet);
  document.adoptedStyleSheets = isOpen ? [...others, sheet] : others;
}
