/**
 * Owns how vendors with a queue of their own are played: a snippet that makes the queue and asks for the library, and a library that takes the
 * queue over and sends hits only while it is told it may. Written anew from what the vendors' documentation says of queue and calls.
 */
export interface QueueVendor {
  readonly id: string;
  /** What the service's config needs beside its vendor. */
  readonly config?: Record<string, unknown>;
  /** The page's snippet; `LIBRARY` stands for code that asks for the library. */
  readonly snippet: string;
  /** The library's code: takes the queue over and calls `hit()` for what it may send; `refused()` for what it was told to keep. */
  readonly library: string;
  /** The queue as a list of calls. */
  readonly queue: string;
  /** The queue before the choice, when the library takes it over, and the last calls after the withdrawal. */
  readonly held: readonly unknown[];
  readonly granted: readonly unknown[];
  readonly withdrawn: readonly unknown[];
  /** Code of the page that reports one event more. */
  readonly track: string;
}

/** A function with a queue, as Meta's and Clarity's. */
const functionStub = (name: string): string =>
  `window.${name} = function () { const call = [...arguments]; ${name}.take ? ${name}.take(call) : ${name}.q.push(call); }; ${name}.q = []; LIBRARY;`;
/** A library behind such a function: `said` keeps every call; consent is read by `rule`, events by `track`. */
const functionLibrary = (name: string, rule: string, isEvent: string): string =>
  `let open = true, kept = []; const said = window.said = [];
   ${name}.take = (call) => { said.push(call); ${rule} if (${isEvent}) open ? hit() : kept.push(call); if (open) kept.splice(0).forEach(hit); };
   ${name}.q.splice(0).forEach(${name}.take);`;

const CLARITY = (analytics: string): unknown => ['consentv2', { ad_Storage: 'denied', analytics_Storage: analytics }];

export const QUEUE_VENDORS: readonly QueueVendor[] = [
  {
    id: 'meta-pixel',
    snippet: `${functionStub('fbq')} fbq('init', '100'); fbq('track', 'PageView');`,
    library: functionLibrary('fbq', `if (call[0] === 'consent') open = call[1] === 'grant';`, `call[0] === 'track'`),
    queue: 'fbq.q',
    // Nothing is refused into the queue: a library may drop what stands behind it for good.
    held: [
      ['init', '100'],
      ['track', 'PageView'],
    ],
    granted: [['consent', 'grant']],
    withdrawn: [['consent', 'revoke']],
    track: `fbq('track', 'Lead')`,
  },
  {
    id: 'microsoft-clarity',
    config: { replay: false },
    snippet: functionStub('clarity'),
    library: functionLibrary(
      'clarity',
      `if (call[0] === 'consentv2') open = call[1].analytics_Storage === 'granted'; if (call[0] === 'stop') open = false;`,
      `call[0] === 'event'`,
    ),
    queue: 'clarity.q',
    held: [],
    granted: [CLARITY('granted')],
    withdrawn: [CLARITY('denied'), ['stop']],
    track: `clarity('event', 'Lead')`,
  },
  {
    id: 'tiktok-pixel',
    snippet: `window.ttq = []; for (const name of ['page', 'track', 'holdConsent', 'grantConsent', 'revokeConsent']) ttq[name] = (...args) => ttq.push([name, ...args]); LIBRARY; ttq.page();`,
    library: `let open = true, kept = []; const said = window.said = [];
      const take = (call) => { said.push(call); if (/Consent$/.test(call[0])) open = call[0] === 'grantConsent'; else open ? hit() : kept.push(call); if (open) kept.splice(0).forEach(hit); };
      ttq.splice(0).forEach(take); for (const name of Object.keys(ttq)) ttq[name] = (...args) => take([name, ...args]);`,
    queue: 'ttq',
    held: [['page']],
    granted: [['grantConsent']],
    withdrawn: [['revokeConsent']],
    track: `ttq.track('Lead')`,
  },
  {
    id: 'microsoft-uet',
    snippet: `window.uetq = window.uetq || []; LIBRARY; uetq.push('pageLoad');`,
    // One flat list of arguments; the library puts an object with a push of its own in its place.
    library: `let open = true, kept = []; const said = window.said = [];
      const take = (...call) => { said.push(...call); const [what, how, state] = call; if (what === 'consent') open = state.ad_storage === 'granted'; else open ? hit() : kept.push(call); if (open) kept.splice(0).forEach(hit); };
      const early = uetq; window.uetq = { push: take };
      while (early.length) take(...early.splice(0, early[0] === 'consent' ? 3 : 1));`,
    queue: 'uetq',
    // The default is there before the page's own first word.
    held: ['consent', 'default', { ad_storage: 'denied' }, 'pageLoad'],
    granted: ['consent', 'update', { ad_storage: 'granted' }],
    withdrawn: ['consent', 'update', { ad_storage: 'denied' }],
    track: `uetq.push('event')`,
  },
  {
    id: 'matomo',
    snippet: `window._paq = window._paq || []; _paq.push(['trackPageView']); LIBRARY;`,
    library: `let asked = false, given = false, kept = []; const said = window.said = [];
      const take = (call) => { said.push(call); const [what] = call;
        if (what === 'requireConsent') asked = true; else if (what === 'setConsentGiven') given = true; else if (what === 'forgetConsentGiven') { given = false; asked = true; }
        else !asked || given ? hit() : kept.push(call); if (given) kept.splice(0).forEach(hit); };
      const early = _paq; window._paq = { push: take }; early.forEach(take);`,
    queue: '_paq',
    held: [['requireConsent'], ['trackPageView']],
    granted: [['setConsentGiven']],
    withdrawn: [['forgetConsentGiven']],
    track: `_paq.push(['trackEvent'])`,
  },
];
