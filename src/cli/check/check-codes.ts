/**
 * Owns what `kelisim check` can find, beside what the schema says: every code with its severity, the requirement (R) or document fault (W)
 * behind it, and the remedy. docs/check.md is this table; a test compares them.
 * Leaves to others: finding (the check-*.ts beside it). Longer than others because it is one table.
 */

export type Severity = 'error' | 'warning' | 'note';

export interface CheckCode {
  readonly severity: Severity;
  /** Requirement or fault of the policies' analysis, an article of Law 94-V, or a criterion of WCAG. */
  readonly refs: string;
  readonly what: string;
  readonly remedy: string;
}

export const CHECK_CODES = {
  // Operators
  'bin-missing': {
    severity: 'warning',
    refs: 'R09, art. 8(4)(1)',
    what: 'An operator has no BIN.',
    remedy: 'Write the 12 digits of the registration certificate as "bin".',
  },
  'bin-check-digit': {
    severity: 'error',
    refs: 'R09',
    what: "A BIN's last digit does not fit the eleven before it.",
    remedy: 'Copy the 12 digits anew from the registration certificate.',
  },
  'address-missing': {
    severity: 'warning',
    refs: 'R09',
    what: 'An operator has no address.',
    remedy: 'Write the registered address in Kazakh and Russian as "address".',
  },
  'contact-missing': {
    severity: 'warning',
    refs: 'R09, R18',
    what: 'An operator has neither e-mail nor phone.',
    remedy: 'Write "email" or "phone": where a visitor asks about their data.',
  },
  'withdrawal-missing': {
    severity: 'warning',
    refs: 'R18, W10, W26',
    what: 'An operator names no way to withdraw beside this widget.',
    remedy: 'Write the ways of its policy as "withdrawal", or have the policy completed.',
  },
  'operator-unnamed': {
    severity: 'warning',
    refs: 'W09, R09',
    what: 'The site has several operators, and a service does not say whose it is.',
    remedy: 'Write "operator" with the id of the company that answers for this service.',
  },
  'operator-idle': {
    severity: 'note',
    refs: 'W09',
    what: 'An operator answers for no service.',
    remedy: 'Name it as "operator" of its services, or leave it out.',
  },
  'operator-policy-shared': {
    severity: 'note',
    refs: 'W09',
    what: 'A second operator has no policy of its own, so that the notice points to the first one’s.',
    remedy: 'Write "policy" for this operator if it has a document of its own.',
  },
  // Languages
  'same-text': {
    severity: 'warning',
    refs: 'R03',
    what: 'The Kazakh and the Russian text are the same.',
    remedy: 'Translate one of them: neither stands in for the other.',
  },
  'not-kazakh': {
    severity: 'warning',
    refs: 'R03, W22',
    what: 'A Kazakh text has none of the letters ә ғ қ ң ө ұ ү һ і.',
    remedy: 'Put the Kazakh text there; this one is most likely Russian.',
  },
  'kazakh-in-russian': {
    severity: 'warning',
    refs: 'R03',
    what: 'A Russian text has Kazakh letters.',
    remedy: 'Put the Russian text there.',
  },
  'mixed-alphabet': {
    severity: 'warning',
    refs: 'W16, W27',
    what: 'A word has Latin and Cyrillic letters that look alike.',
    remedy: 'Type the word anew with one keyboard layout.',
  },
  'lost-letter': {
    severity: 'warning',
    refs: 'W27, W28',
    what: 'A Kazakh word lost a letter.',
    remedy: 'Write it as the message says.',
  },
  'numbers-differ': {
    severity: 'warning',
    refs: 'W01, W29',
    what: 'Dates, sums or phone numbers differ between the languages of one text.',
    remedy: 'Find out which is right and write it in both.',
  },
  'addresses-differ': {
    severity: 'warning',
    refs: 'W20',
    what: 'E-mail addresses or hosts differ between the languages of one text.',
    remedy: 'Find out which is right and write it in both.',
  },
  'placeholders-differ': {
    severity: 'warning',
    refs: 'R03',
    what: 'A placeholder in braces stands in one language only.',
    remedy: 'Write it in both.',
  },
  'english-missing': {
    severity: 'note',
    refs: 'R03',
    what: 'The site has an English notice, and this text has no English words.',
    remedy: 'Add "en", or leave "en" out of "languages": the Russian text is shown in its place.',
  },
  // The document
  'policy-date-differs': {
    severity: 'warning',
    refs: 'W01, R22',
    what: 'The policy has another date in Kazakh than in Russian.',
    remedy: 'Have one edition approved in both languages; until then both dates are shown.',
  },
  'policy-number-differs': {
    severity: 'warning',
    refs: 'W01, R22',
    what: 'The policy has another number in Kazakh than in Russian.',
    remedy: 'Have one edition approved in both languages; until then both numbers are shown.',
  },
  'policy-date-future': {
    severity: 'warning',
    refs: 'R22',
    what: 'The policy is dated later than today.',
    remedy: 'Write the date of the edition that is in force.',
  },
  'policy-date-missing': {
    severity: 'warning',
    refs: 'R22, W10, W23',
    what: 'The policy has no date.',
    remedy: 'Write "date" as the document states it; a document without one wants an edition.',
  },
  'policy-number-missing': {
    severity: 'note',
    refs: 'R22',
    what: 'The policy has no number.',
    remedy: 'Write "number" if the document has one.',
  },
  'policy-one-language': {
    severity: 'warning',
    refs: 'W10, R03',
    what: 'The Kazakh and the Russian link lead to the same page.',
    remedy: 'Publish the policy in both languages, each at an address of its own.',
  },
  'policy-readable': {
    severity: 'warning',
    refs: 'W19',
    what: 'The link to the policy is http://: it can be read and changed on the way.',
    remedy: 'Write https://.',
  },
  // Addresses
  'near-miss-domain': {
    severity: 'error',
    refs: 'W20',
    what: 'A domain is nearly, but not quite, the site’s own: what is sent there reaches a stranger.',
    remedy: 'Write the domain as the message says.',
  },
  'foreign-mailbox': {
    severity: 'note',
    refs: 'W20',
    what: 'A contact address is not on the domain of the site.',
    remedy: 'Make sure that the mailbox is the operator’s.',
  },
  'evidence-abroad': {
    severity: 'warning',
    refs: 'R15, art. 12',
    what: 'Records of consent go to a host that is neither under .kz nor on the site’s own domain.',
    remedy:
      'Let "sync.endpoint" point to a host of your own on a server in Kazakhstan: personal data are stored in a database there.',
  },
  'evidence-nowhere': {
    severity: 'warning',
    refs: 'R15',
    what: 'No endpoint: records of consent stay in the visitor’s browser and prove nothing.',
    remedy: 'Run "kelisim collector" or a backend of your own and write its address as "sync.endpoint".',
  },
  // What the notice says about the consent
  'subject-name': {
    severity: 'note',
    refs: 'art. 8(4)(2)',
    what: 'The visitor’s full name, which a consent contains, cannot be known of an anonymous visitor.',
    remedy: 'Link the record’s id to your customer number on your server where you need it; ask your lawyer.',
  },
  'term-default': {
    severity: 'note',
    refs: 'R13, art. 8(4)(3)',
    what: 'No term: a choice is valid for 180 days.',
    remedy: 'Write "term" in days if the policy names another.',
  },
  'term-long': {
    severity: 'warning',
    refs: 'R13, W11',
    what: 'A choice is valid for longer than a year.',
    remedy: 'Write a term that the purposes need; 180 days is usual.',
  },
  'cookie-words-default': {
    severity: 'note',
    refs: 'R01',
    what: 'The notice explains cookies in its own words, not in the policy’s.',
    remedy: 'Write the policy’s definition in both languages as "about.cookies".',
  },
  'public-sources-default': {
    severity: 'note',
    refs: 'R12, art. 8(4)(6)',
    what: 'The notice says that data are not disseminated in public sources.',
    remedy: 'If the policy says otherwise, write its sentence as "about.publicSources".',
  },
  'group-default': {
    severity: 'note',
    refs: 'R28',
    what: 'The notice says that the consent covers this site and its operator only.',
    remedy: 'If the policy extends it to other companies, name them in "about.group".',
  },
  'human-review-missing': {
    severity: 'note',
    refs: 'R29',
    what: 'Services profile visitors, and no clause on review by a person is named.',
    remedy: 'Write the clause as "about.humanReview" if the policy has one.',
  },
  'provider-missing': {
    severity: 'warning',
    refs: 'R10, R11, art. 8(4)(4), art. 8(4)(5)',
    what: 'A service of the site’s own description does not say who receives the data, nor in which country.',
    remedy: 'Write "provider" with name and country.',
  },
  // Services
  'tracker-necessary': {
    severity: 'error',
    refs: 'R04, R08, W07',
    what: 'A vendor of analytics or advertising stands under "necessary", so that nobody is asked.',
    remedy: 'Leave "category" out, or write the one it belongs to.',
  },
  'click-id-necessary': {
    severity: 'error',
    refs: 'R32',
    what: 'Affiliate click ids or call tracking stand under "necessary" or "functional".',
    remedy: 'Leave "category" out: they are advertising.',
  },
  'advertising-elsewhere': {
    severity: 'warning',
    refs: 'R05, R07',
    what: 'An advertising vendor stands under "functional" or "analytics".',
    remedy: 'Leave "category" out, or write "advertising" or a category under it.',
  },
  'personalised-missing': {
    severity: 'warning',
    refs: 'R05',
    what: 'Personalised advertising has no switch of its own.',
    remedy: 'Add a category with "parent": "advertising" and put the vendors there that profile visitors.',
  },
  'category-empty': {
    severity: 'warning',
    refs: 'R05',
    what: 'A category of the site’s own has no service: its switch does nothing.',
    remedy: 'Put a service there or remove the category.',
  },
  'replay-everywhere': {
    severity: 'warning',
    refs: 'R24',
    what: 'Session replay may run on every page, application and account included.',
    remedy: 'Write the paths of pages with forms as "notOn".',
  },
  'replay-denied': {
    severity: 'note',
    refs: 'R24',
    what: '"replay": false is your word that this vendor records no sessions; it then needs no switch of its own.',
    remedy: 'Make sure that recording is off in the vendor’s own settings.',
  },
  'antifraud-everywhere': {
    severity: 'warning',
    refs: 'R33',
    what: 'A vendor that recognises devices is necessary on every page.',
    remedy: 'Write the paths of application and log-in pages as "onlyOn".',
  },
  'container-unknown': {
    severity: 'warning',
    refs: 'R10',
    what: 'A tag container does not say what it brings: whatever it loads and you have not declared stays held, verdict "undeclared".',
    remedy: 'Write the ids of the services inside as "contains", and declare each.',
  },
  'companion-undeclared': {
    severity: 'note',
    refs: 'R10, R24',
    what: 'A vendor often brings another one, which is not declared and would stay held.',
    remedy: 'Declare it if you use it; if not, switch it off at the vendor.',
  },
  'necessary-vendor': {
    severity: 'error',
    refs: 'R04, R10',
    what: '"hosts.necessary" names the host of a known vendor or of a service; the head leaves it closed.',
    remedy: 'Put the vendor into "services": what is contacted has to be disclosed.',
  },
  'left-out': {
    severity: 'error',
    refs: 'R04',
    what: 'The head cannot use this part and leaves it closed.',
    remedy: 'Give the service an id that is no vendor’s, and hosts as metrics.example.kz.',
  },
  'google-before-choice': {
    severity: 'warning',
    refs: 'R04',
    what: 'Consent Mode "advanced" lets Google’s tags load, and tell Google address and page, before the choice.',
    remedy: 'Write "basic" if nobody is to be contacted before the choice.',
  },
  // Pages (--page)
  'head-missing': {
    severity: 'error',
    refs: 'R04',
    what: 'The page has no Kelisim tag.',
    remedy: 'Paste tag.html or head.html as the first thing in <head>.',
  },
  'head-not-first': {
    severity: 'error',
    refs: 'R04',
    what: 'Something that loads or runs stands before the Kelisim tag.',
    remedy: 'Put the Kelisim tag before it.',
  },
  'mark-unknown': {
    severity: 'error',
    refs: 'R04',
    what: 'A mark names neither a category nor a service of the config: the element is never released.',
    remedy: 'Write a category, or the id of a service of the config, as data-kelisim.',
  },
  'tag-unmarked': {
    severity: 'warning',
    refs: 'R04',
    what: 'A static script of a known vendor is not marked: it never runs, but the browser may request it.',
    remedy: 'Mark it: type="text/plain" and data-kelisim with the service.',
  },
  'element-unmarked': {
    severity: 'error',
    refs: 'R04, R26',
    what: 'A static image, frame or style sheet of a known vendor is not marked and may load before the choice.',
    remedy: 'Mark it: data-kelisim with the service, and data-src (data-href) for the address.',
  },
  'hint-to-vendor': {
    severity: 'warning',
    refs: 'R04',
    what: 'A hint (preconnect, dns-prefetch, preload) leads to a known vendor; no page script can stop it.',
    remedy: 'Remove it.',
  },
  'noscript-pixel': {
    severity: 'error',
    refs: 'R04',
    what: 'A pixel inside <noscript> contacts a vendor for every visitor without JavaScript.',
    remedy: 'Remove it: no script can hold it.',
  },
  'vendor-undeclared': {
    severity: 'warning',
    refs: 'R10',
    what: 'The page uses a known vendor that the config does not name: it is held and never released.',
    remedy: 'Add it to "services", or remove it from the page.',
  },
  'field-recorded': {
    severity: 'error',
    refs: 'R24',
    what: 'A field with personal data is marked to be recorded by session replay.',
    remedy: 'Remove the class or attribute that the message names.',
  },
  'field-unmasked': {
    severity: 'warning',
    refs: 'R24',
    what: 'A field with personal data is not masked for session replay that may run on the page.',
    remedy: 'Add the class or attribute that the message names, or close the service here with "notOn".',
  },
  // Brand colours (--css)
  'contrast-text': {
    severity: 'error',
    refs: 'WCAG 1.4.3',
    what: 'Text and its ground differ by less than 4.5:1.',
    remedy: 'Make one of the two colours lighter or darker.',
  },
  'contrast-control': {
    severity: 'warning',
    refs: 'WCAG 1.4.11',
    what: 'A border or control differs from its ground by less than 3:1.',
    remedy: 'Make one of the two colours lighter or darker.',
  },
  'colour-unreadable': {
    severity: 'note',
    refs: 'WCAG 1.4.3',
    what: 'A colour cannot be computed from the style sheet alone (another property, or a function).',
    remedy: 'Write a plain colour, or look at the notice yourself.',
  },
  // Policy texts (--policy)
  'policy-dates-differ': {
    severity: 'warning',
    refs: 'W01',
    what: 'A date stands in one language of the policy only.',
    remedy: 'Find out which is right and write it in both.',
  },
  'policy-numbers-differ': {
    severity: 'warning',
    refs: 'W01',
    what: 'A document number stands in one language of the policy only.',
    remedy: 'Find out which is right and write it in both.',
  },
  'policy-bin-differs': {
    severity: 'error',
    refs: 'R09',
    what: 'A BIN in the policy is not the one in the config, or fails its check digit.',
    remedy: 'Find out which is right and write it in both.',
  },
  'policy-addresses-differ': {
    severity: 'warning',
    refs: 'W20, R18',
    what: 'An e-mail address stands in one language of the policy only.',
    remedy: 'Write it in both.',
  },
  'policy-phones-differ': {
    severity: 'warning',
    refs: 'W29, R18',
    what: 'A phone number stands in one language of the policy only.',
    remedy: 'Write it in both.',
  },
  'policy-clauses-differ': {
    severity: 'warning',
    refs: 'W02, W03, W17, W21',
    what: 'Clauses are missing, doubled, or numbered otherwise in one language.',
    remedy: 'Number the clauses alike in both languages, each once.',
  },
  'policy-lists-differ': {
    severity: 'warning',
    refs: 'W14, W17',
    what: 'The lists of one language have more items than those of the other.',
    remedy: 'Compare the lists item by item and add what is missing.',
  },
  'policy-host-broken': {
    severity: 'note',
    refs: 'W12',
    what: 'A host name has a space in it.',
    remedy: 'Write it without the space.',
  },
  'policy-no-term': {
    severity: 'warning',
    refs: 'W11, R13',
    what: 'The policy processes data without a term; a consent names its term.',
    remedy: 'Have a term set in the policy.',
  },
  'policy-app-only': {
    severity: 'warning',
    refs: 'W23',
    what: 'The policy says that it applies to the mobile app only.',
    remedy: 'Have a policy made for the site.',
  },
} as const satisfies Readonly<Record<string, CheckCode>>;

export type CheckFindingCode = keyof typeof CHECK_CODES;
