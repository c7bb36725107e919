/** Owns handing text and files to the owner: a download, the clipboard. Nothing goes through a server. */

/** The browser has read the file by then. */
const KEPT_MS = 60_000;

export function saveFile(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/** @returns whether it is in the clipboard; if not, the text is selected for the owner's own Ctrl-C. */
export async function copyText(area: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(area.value);
    return true;
  } catch {
    // Plain http has no clipboard (https://w3c.github.io/clipboard-apis/#navigator-interface), and a browser may refuse.
    area.focus();
    area.select();
    return false;
  }
}
