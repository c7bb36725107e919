import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from '../../../src/collector/parse-json.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test('Whatever JSON.stringify writes, indented or not, is read back without a fault.', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(parseJson(bytesOf(text))).toEqual({ ok: true, value: JSON.parse(text) });
    }),
  );
});

test.for([
  ['{"a":1,"a":1}', 'duplicate-key'],
  ['[{"x":{"a":1,"b":[],"a" \n:2}}]', 'duplicate-key'],
  ['{"a":1,"\\u0061":2}', 'duplicate-key'],
  ['{"a\\"":1,"a\\u0022":2}', 'duplicate-key'],
  ['{"__proto__":1,"__proto__":2}', 'duplicate-key'],
  ['['.repeat(13) + ']'.repeat(13), 'too-deep'],
  ['{"a":'.repeat(13) + '1' + '}'.repeat(13), 'too-deep'],
  ['\ufeff{}', 'malformed-json'],
  ['{"a":1,}', 'malformed-json'],
  ['NaN', 'malformed-json'],
] as const)('%s is refused as %s.', ([text, code]) => {
  expect(parseJson(bytesOf(text))).toEqual({ ok: false, code });
});

test.for([
  '{"a":"a","b":"a"}',
  '[{"a":1},{"a":1}]',
  '{"a":{"a":{"a":1}}}',
  '["a","a"]',
  '{"a":"{\\"a\\":1,\\"a\\":2}"}',
  '{"a":"\\\\","b":"[[[[[[[[[[[[[["}',
  '['.repeat(12) + ']'.repeat(12),
])('%s has no name twice and is not too deep.', (text) => {
  expect(parseJson(bytesOf(text))).toEqual({ ok: true, value: JSON.parse(text) });
});
