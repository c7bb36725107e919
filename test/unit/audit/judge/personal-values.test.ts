import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isApplication, isCard, isIin, personalKinds } from '../../../../src/audit/judge/personal-values.ts';
import { requestFields } from '../../../../src/audit/judge/request-fields.ts';

const plain = { key: '', isOwnDomain: () => false };
const kinds = (text: string, key = '') => personalKinds(text, { ...plain, key });

/** The published rule, written down once more and otherwise: the check digit by hand-made sums. */
function checkDigit(eleven: string): number {
  const weigh = (first: number) =>
    Array.from(eleven, Number).reduce((sum, digit, i) => sum + digit * (((first - 1 + i) % 11) + 1), 0) % 11;
  return weigh(1) < 10 ? weigh(1) : weigh(3);
}

const birthDate = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2009-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(2, 10).replaceAll('-', ''));
/** Eleven digits that may begin an IIN; some have no check digit at all (both runs give 10) and are nobody's. */
const stem = fc
  .tuple(birthDate, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 9999 }))
  .map(([date, century, number]) => `${date}${century}${String(number).padStart(4, '0')}`);

describe('an IIN', () => {
  it('is twelve digits with a birth date and the check digit of the first run of weights', () => {
    expect(isIin('880412350018')).toBe(true);
    expect(kinds('iin=880412350018')).toEqual(['iin']);
  });

  it('takes the second run of weights when the first one gives 10', () => {
    const secondRun = fc.sample(stem, 2000).filter((text) => {
      const first = Array.from(text, Number).reduce((sum, digit, i) => sum + digit * (i + 1), 0) % 11;
      return first === 10 && checkDigit(text) < 10;
    });
    expect(secondRun.length).toBeGreaterThan(20);
    for (const text of secondRun) expect(isIin(`${text}${checkDigit(text)}`)).toBe(true);
  });

  it('is found whatever the person, and never with another check digit', () => {
    fc.assert(
      fc.property(stem, fc.integer({ min: 0, max: 9 }), (text, digit) => {
        const right = checkDigit(text);
        expect(kinds(`${text}${digit}`).includes('iin')).toBe(right < 10 && digit === right);
      }),
    );
  });

  it('is not a BIN, whose fifth digit says what kind of company it is', () => {
    expect(kinds('180240019874')).toEqual([]);
    expect(kinds('180940010094')).toEqual([]);
  });

  it('is not a part of a longer number', () => {
    expect(kinds('8804123500181')).toEqual([]);
    expect(kinds('x880412350018')).toEqual([]);
    expect(kinds('880412350018.1700000000')).toEqual([]);
  });
});

describe('a card number', () => {
  it('has an issuer and the Luhn digit, with spaces or without', () => {
    expect(isCard('4400430123456789')).toBe(true);
    expect(kinds('4400 4301 2345 6789')).toEqual(['card']);
    expect(kinds('5555-5555-5555-4444')).toEqual(['card']);
  });

  it('is none with another last digit, nor without an issuer', () => {
    expect(kinds('4400430123456785')).toEqual([]);
    expect(kinds('1000000000000008')).toEqual([]);
  });

  it('never passes with a wrong check digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^4\d{14}$/), fc.integer({ min: 0, max: 9 }), (start, last) => {
        const sum = Array.from(start, Number)
          .toReversed()
          .reduce((all, digit, i) => all + (i % 2 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2), 0);
        expect(isCard(`${start}${last}`)).toBe((sum + last) % 10 === 0);
      }),
    );
  });
});

describe('a phone number', () => {
  const WRITINGS = [
    '+77011234567',
    '87011234567',
    '77011234567',
    '+7 701 123 45 67',
    '8 (701) 123-45-67',
    '+7(777)123-45-67',
    '+7-747-123-45-67',
  ];

  it.each(WRITINGS)('is found written as %s', (text) => {
    expect(kinds(text)).toEqual(['phone']);
    expect(kinds(`Заявка ${text} принята`)).toEqual(['phone']);
  });

  it('of a fixed line is a company’s, unless its field says phone', () => {
    expect(kinds('+7 727 333 10 33')).toEqual([]);
    expect(kinds('+7 727 333 10 33', 'phone')).toEqual(['phone']);
  });

  it('without the 7 is one only where its field says phone', () => {
    expect(kinds('7011234567', 'cid')).toEqual([]);
    expect(kinds('7011234567', 'user_phone')).toEqual(['phone']);
  });

  it('is not a version, a price or a part of a longer number', () => {
    for (const text of ['8.7011.2345', '770112345678', '1770112345', '177011234567', '7701123456.7'])
      expect(kinds(text)).toEqual([]);
  });
});

describe('an e-mail address', () => {
  it('is found plain and in a sentence', () => {
    expect(kinds('aigerim.s@mail.example')).toEqual(['email']);
    expect(kinds('to: a.b+c@sub.mail.kz, thanks')).toEqual(['email']);
  });

  it('is not the site’s own, a file name, a package or a login in an address', () => {
    expect(personalKinds('info@credit.kz', { key: '', isOwnDomain: (host) => host === 'credit.kz' })).toEqual([]);
    for (const text of [
      'icon@2x.png',
      'lib@3.7.1.min.js',
      'npm/jquery@3.7.1',
      'https://a1b2c3d4@o1.ingest.sentry.io/1',
    ])
      expect(kinds(text)).toEqual([]);
  });
});

describe('an application number', () => {
  it('goes by its key, and by a doubtful key only in an address of the page', () => {
    expect(isApplication('application_id', '1048576023', false)).toBe(true);
    expect(isApplication('zayavka', 'KZ-104857', false)).toBe(true);
    expect(isApplication('app_id', '1048576023', false)).toBe(false);
    expect(isApplication('app_id', '1048576023', true)).toBe(true);
    expect(isApplication('application_id', 'new', false)).toBe(false);
  });
});

describe('what counters send of themselves', () => {
  const ten = fc.integer({ min: 1_000_000_000, max: 2_147_483_647 });
  const time = fc.integer({ min: 1_500_000_000_000, max: 1_900_000_000_000 });
  const own = fc.oneof(
    time.map(String),
    time.map((ms) => String(Math.floor(ms / 1000))),
    fc.tuple(ten, ten).map(([a, b]) => `${a}.${b}`),
    fc.tuple(time, ten).map(([ms, id]) => `fb.1.${ms}.${id}`),
    fc.tuple(time, ten).map(([ms, id]) => `GA1.1.${id}.${Math.floor(ms / 1000)}`),
    fc.uuid(),
    fc.tuple(time, fc.integer({ min: 100_000, max: 999_999 })).map(([ms, id]) => `${Math.floor(ms / 1000)}${id}000`),
    fc.double({ min: 0, max: 1, noNaN: true }).map(String),
    fc.integer({ min: 10_000_000, max: 99_999_999 }).map(String),
  );

  it('is nobody’s data: client ids, fbp, uuids, timestamps, random fractions', () => {
    fc.assert(
      fc.property(fc.constantFrom('cid', '_p', 'sid', 'fbp', 'rn', 'id', 'u', 'ts'), own, (key, text) => {
        expect(kinds(text, key)).toEqual([]);
      }),
    );
  });

  it('is none in an address either, in whatever order its parameters stand', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('cid', '_s', 'z', 'ul'), own), { maxLength: 6 }), (pairs) => {
        const url = `https://www.google-analytics.com/g/collect?${new URLSearchParams(pairs)}`;
        const found = requestFields({ url, body: '', referrer: '' }).flatMap(({ key, text }) => kinds(text, key));
        expect(found).toEqual([]);
      }),
    );
  });
});

describe('a request taken apart', () => {
  const found = (url: string, body = '', referrer = '') =>
    requestFields({ url, body, referrer }).flatMap(({ key, text, where }) =>
      kinds(text, key).map((kind) => `${kind} ${where} ${key}`),
    );
  const HOST = 'https://mc.example.kz/watch';

  it('shows a value that is encoded once, twice, in base64, or in an address within the address', () => {
    const mail = 'aigerim.s@mail.example';
    const once = encodeURIComponent(mail);
    expect(found(`${HOST}?e=${once}`)).toEqual(['email url e']);
    expect(found(`${HOST}?e=${encodeURIComponent(once)}`)).toEqual(['email url e']);
    expect(found(`${HOST}?e=${encodeURIComponent(btoa(mail))}`)).toEqual(['email url e']);
    const page = `https://credit.kz/thanks?mail=${once}`;
    expect(found(`${HOST}?page-url=${encodeURIComponent(page)}`)).toEqual(['email url mail']);
    expect(found(HOST, '', page)).toEqual(['email referrer mail']);
  });

  it('shows a phone number with its plus sign encoded, not encoded, and taken for a space', () => {
    for (const text of ['%2B77011234567', '+77011234567', '%2B7%20701%20123-45-67'])
      expect(found(`${HOST}?p=${text}`), text).toContain('phone url p');
  });

  it('shows bodies: JSON, form, plain text', () => {
    expect(found(HOST, '{"user":{"iin":"880412350018"}}')).toEqual(['iin body iin']);
    expect(found(HOST, 'a=1&iin=880412350018')).toEqual(['iin body iin']);
    expect(found(HOST, 'клиент 880412350018')).toEqual(['iin body ']);
  });

  it('finds the same in whatever order the parameters stand', () => {
    const pairs: [string, string][] = [
      ['iin', '880412350018'],
      ['phone', '+77011234567'],
      ['mail', 'a.b@mail.kz'],
      ['cid', '1234567890.1234567890'],
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(pairs, { minLength: 4 }), (shuffled) => {
        const kindsFound = found(`${HOST}?${new URLSearchParams(shuffled)}`).map((line) => line.replace(/ .*/, ''));
        expect(new Set(kindsFound)).toEqual(new Set(['email', 'iin', 'phone']));
      }),
    );
  });
});
