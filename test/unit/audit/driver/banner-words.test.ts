/** By which words a banner's buttons are known. */
import { describe, expect, it } from 'vitest';
import { rankOf, speaksOfConsent } from '../../../../src/audit/driver/banner-words.ts';

describe('A button of a banner', () => {
  it.each([
    ['accept', 'Барлығын қабылдау'],
    ['accept', '✓ Принять все'],
    ['accept', 'ХОРОШО!'],
    ['accept', 'Accept All Cookies'],
    ['reject', 'Бас тарту'],
    ['reject', 'Тек қажеттілері'],
    ['reject', 'Только необходимые'],
    ['reject', 'Reject all'],
    ['settings', 'Настройки cookie'],
    ['withdraw', 'Келісімді қайтарып алу'],
  ] as const)('to %s is known by "%s"', (act, label) => {
    expect(rankOf(act, label)).not.toBeNull();
  });

  it('is none of the page’s other buttons, and never says two things', () => {
    for (const label of ['Принять участие', 'Отправить заявку', 'Қарыз алу', 'Accept the offer and pay', '']) {
      for (const act of ['accept', 'reject', 'settings', 'withdraw'] as const)
        expect(rankOf(act, label), label).toBeNull();
    }
    for (const label of ['Бас тарту', 'Отклонить все', 'Только необходимые', 'Не согласен'])
      expect(rankOf('accept', label), label).toBeNull();
  });

  it('that agrees to everything comes before one that agrees to something', () => {
    expect(rankOf('accept', 'Принять все')!).toBeLessThan(rankOf('accept', 'Принять')!);
  });

  it('stands in a text about cookies or personal data', () => {
    expect(speaksOfConsent('Бұл сайт cookie файлдарын пайдаланады')).toBe(true);
    expect(speaksOfConsent('Мы обрабатываем персональные данные')).toBe(true);
    expect(speaksOfConsent('Принять предложение по займу')).toBe(false);
  });
});
