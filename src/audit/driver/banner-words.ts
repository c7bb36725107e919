/**
 * Owns the words by which banners that are not Kelisim's name their buttons, in Kazakh, Russian and English. Pure.
 * Leaves to others: looking for them in a page (other-banner.ts).
 */
export type BannerAct = 'accept' | 'reject' | 'settings' | 'withdraw';

/** Whole labels in lower case, without punctuation; the clearest first: a banner with "accept all" and "accept selected" has both. */
const WORDS: Readonly<Record<BannerAct, readonly string[]>> = {
  accept: [
    'барлығын қабылдау',
    'бәрін қабылдау',
    'барлық cookie файлдарын қабылдау',
    'барлығына келісемін',
    'бәріне келісемін',
    'барлығына рұқсат беру',
    'бәріне рұқсат беру',
    'қабылдау',
    'қабылдаймын',
    'келісемін',
    'келісу',
    'рұқсат беру',
    'рұқсат беремін',
    'түсінікті',
    'жақсы',
    'принять все',
    'принять все cookie',
    'принять все куки',
    'принять все файлы cookie',
    'разрешить все',
    'согласиться со всем',
    'согласен на все',
    'принять',
    'принимаю',
    'согласен',
    'согласна',
    'согласиться',
    'я согласен',
    'разрешить',
    'понятно',
    'хорошо',
    'ок',
    'accept all',
    'accept all cookies',
    'allow all',
    'allow all cookies',
    'agree to all',
    'accept',
    'accept cookies',
    'i agree',
    'i accept',
    'agree',
    'allow',
    'got it',
    'ok',
  ],
  reject: [
    'барлығынан бас тарту',
    'бәрінен бас тарту',
    'барлығын қабылдамау',
    'бас тарту',
    'бас тартамын',
    'қабылдамау',
    'қабылдамаймын',
    'келіспеймін',
    'тек қажеттілері',
    'тек қажеттілерін қабылдау',
    'тек қажетті',
    'отклонить все',
    'отказаться от всех',
    'отказаться от всего',
    'запретить все',
    'отклонить',
    'отказаться',
    'не согласен',
    'не согласна',
    'не принимать',
    'запретить',
    'только необходимые',
    'только обязательные',
    'принять только необходимые',
    'reject all',
    'reject all cookies',
    'decline all',
    'deny all',
    'refuse all',
    'reject',
    'decline',
    'deny',
    'refuse',
    'disagree',
    'only necessary',
    'necessary only',
    'essential only',
    'only essential',
    'use necessary cookies only',
    'continue without accepting',
  ],
  settings: [
    'cookie параметрлері',
    'cookie баптаулары',
    'cookie файлдарын баптау',
    'баптаулар',
    'параметрлер',
    'баптау',
    'настройки cookie',
    'настройки куки',
    'настроить cookie',
    'управление cookie',
    'управление согласием',
    'изменить согласие',
    'настройки конфиденциальности',
    'настроить',
    'настройки',
    'cookie settings',
    'cookie preferences',
    'manage cookies',
    'manage consent',
    'privacy settings',
    'consent preferences',
    'settings',
    'preferences',
  ],
  withdraw: [
    'келісімді қайтарып алу',
    'келісімді кері қайтару',
    'отозвать согласие',
    'отозвать все',
    'withdraw consent',
    'revoke consent',
  ],
};

/** What the text around a button speaks of when it is a banner's: a loan form has "Принять" too. */
const SUBJECT =
  /cookie|куки|кукис|файл\S* кук|трекер|tracker|персональн\S* данн|дербес дерек|деректерді өңдеу|аналитик|consent|согласи\S* на обработ|конфиденциальност|құпиялылық|privacy/i;

/** Words as compared: lower case, no punctuation, symbols and doubled spaces. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** How well a label fits: 0 is best, null not at all. */
export function rankOf(act: BannerAct, label: string): number | null {
  const at = WORDS[act].indexOf(plain(label));
  return at < 0 ? null : at;
}

export function speaksOfConsent(text: string): boolean {
  return SUBJECT.test(text);
}
