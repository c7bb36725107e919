import { describe, expect, test } from 'vitest';
import {
  addressesIn,
  clausesIn,
  datesIn,
  differences,
  documentNumbersIn,
  listItemsIn,
  numbersIn,
  phonesIn,
} from '../../../../src/cli/check/text-facts.ts';
import { kindOfField } from '../../../../src/cli/check/form-fields.ts';
import { domainOf, isNearMiss } from '../../../../src/cli/check/domains.ts';

describe('Facts in a text', () => {
  test.each([
    ['«10» августа 2021 года', '2021-08-10'],
    ['2024 жылғы «10» тамыздағы', '2024-08-10'],
    ['«23» қыркүйек 2024 жыл', '2024-09-23'],
    ['от 21 мая 2013 года', '2013-05-21'],
    ['2013 жылғы 21 мамырдағы', '2013-05-21'],
    ['21.05.2013 г.', '2013-05-21'],
  ])('the date in "%s" is %s', (text, date) => {
    expect(datesIn(text)).toEqual([date]);
  });

  test('numbers of documents read alike with spaces or without', () => {
    expect(documentNumbersIn('Закон № 94 -V, приказ №44-ОД')).toEqual(['94-V', '44-ОД']);
  });

  test('phones and sums read alike however they are spaced', () => {
    expect(phonesIn('тел. +7 (727) 333-10-33')).toEqual(['+77273331033']);
    expect(numbersIn('77 70 немесе 7770')).toEqual(['7770', '7770']);
  });

  test('addresses are e-mails and hosts, not clause numbers or abbreviations', () => {
    expect(addressesIn('п. 9.7.1, т.е. Ok@Jetfin.kz или https://kengo.kz/policy')).toEqual([
      'ok@jetfin.kz',
      'kengo.kz',
    ]);
  });

  test('clauses and list items are those at the beginning of lines', () => {
    expect(clausesIn('**4.1.** Один\n4.2. Два, см. 9.9.\n- 5.6. Три')).toEqual(['4.1', '4.2', '5.6']);
    expect(listItemsIn('1. А\n- а\n- б\n2. Б\n – в\n- 5.6. clause')).toEqual([2, 1]);
  });

  test('what stands in one language only is named with the language', () => {
    expect(differences({ kk: ['a', 'b'], ru: ['b', 'b', 'c'] })).toEqual(['"a" only in kk', '"c" only in ru']);
  });
});

describe('The guess what a field asks for', () => {
  const guess = (facts: object) => kindOfField({ tag: 'input', type: '', autocomplete: '', words: '', ...facts });

  test.each([
    ['ИИН', 'IIN'],
    ['client_iin', 'IIN'],
    ['ЖСН нөмірі', 'IIN'],
    ['Номер карты', 'card'],
    ['card-number', 'card'],
    ['Электрондық пошта', 'e-mail'],
    ['Ваш e-mail', 'e-mail'],
    ['Ұялы телефон', 'phone'],
    ['Жеке куәлік нөмірі', 'document'],
    ['Номер удостоверения личности', 'document'],
    ['Құпиясөз', 'password'],
    ['Код из SMS: sms_code', 'password'],
  ])('"%s" asks for %s', (words, kind) => {
    expect(guess({ words })).toBe(kind);
  });

  test.each(['car', 'Сумма, ₸', 'discard', 'Компания', 'mobiint', 'panel', 'Марка и год', 'hotel'])(
    '"%s" asks for nothing personal',
    (words) => {
      expect(guess({ words })).toBeNull();
    },
  );

  test('type and autocomplete count before words; boxes, buttons and hidden fields are nothing typed', () => {
    expect(guess({ type: 'tel', words: 'ИИН' })).toBe('phone');
    expect(guess({ autocomplete: 'cc-csc' })).toBe('card');
    for (const type of ['hidden', 'checkbox', 'submit', 'file']) expect(guess({ type, words: 'ИИН' })).toBeNull();
    expect(guess({ tag: 'textarea', words: 'e-mail' })).toBe('e-mail');
    expect(guess({ tag: 'select', words: 'phone' })).toBeNull();
  });
});

describe('Near-miss domains', () => {
  test('are one or two letters away from a long enough name', () => {
    expect(isNearMiss('kreditomai.kz', 'kreditomat.kz')).toBe(true);
    expect(isNearMiss('kreditomat.kz', 'kreditomat.kz')).toBe(false);
    expect(isNearMiss('kredit24.kz', 'kreditomat.kz')).toBe(false);
    expect(isNearMiss('abd.kz', 'abc.kz')).toBe(false);
    expect(isNearMiss('kreditomat.com', 'kreditomat.kz')).toBe(false);
  });

  test('are compared without subdomains, with the registry that anybody may register under', () => {
    expect(domainOf('mail.kreditomat.kz')).toBe('kreditomat.kz');
    expect(domainOf('www.example.com.kz')).toBe('example.com.kz');
  });
});
