/** Owns the page that is measured: sixty short sentences, a large picture (LCP) and whatever scripts a case has; the same for every variant. */

export interface BenchPage {
  /** What stands first in the head. */
  readonly block: string;
  /** The site's own styles and scripts, and vendor tags in the head. */
  readonly head?: string;
  /** At the end of the body. */
  readonly body?: string;
}

const SENTENCES = 60;
const PICTURE_SIDE_PX = 120;
export const PICTURE_PATH = '/own/picture.bmp';

export function benchPage({ block, head = '', body = '' }: BenchPage): string {
  const text = Array.from(
    { length: SENTENCES },
    (_, i) => `<p>Предложение ${i + 1}: деньги под авто за один день.</p>`,
  );
  return `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${block}
<title>Bench</title>
<link rel="icon" href="data:,">
${head}
</head>
<body>
<h1>Деньги под авто</h1>
<img src="${PICTURE_PATH}" alt="" width="600" height="300">
${text.join('\n')}
${body}
</body>
</html>
`;
}

/** Noise, so that it stays 43 kB on the wire: a bitmap, uncompressed (BITMAPINFOHEADER, 24 bit). */
export function picture(): Buffer {
  const pixels = PICTURE_SIDE_PX * PICTURE_SIDE_PX * 3;
  const file = Buffer.alloc(54 + pixels);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(PICTURE_SIDE_PX, 18);
  file.writeInt32LE(PICTURE_SIDE_PX, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  return fillWithNoise(file, 54);
}

/** A comment of so many bytes on the wire: six bits in a letter are what brotli can make of it. */
export function ballast(wireBytes: number): string {
  return `/*${fillWithNoise(Buffer.alloc(wireBytes), 0).toString('base64url')}*/`;
}

/** The same noise in every run (a linear congruential generator, Numerical Recipes). */
function fillWithNoise(buffer: Buffer, from: number): Buffer {
  let state = 1;
  for (let i = from; i < buffer.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    buffer[i] = state >>> 24;
  }
  return buffer;
}
