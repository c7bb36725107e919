/** The first layer: a region that stands until the visitor decides, and the button that brings the settings back. */
import type { Decision } from 'kelisim';
import { type MouseEvent, useRef, useState } from 'react';
import { say } from '../own-words.js';
import { Settings } from './settings.tsx';
import { useKelisim } from './use-kelisim.ts';

const LANGUAGES = { kk: 'Қазақша', ru: 'Русский' } as const;

export function Notice() {
  const { kelisim, choice, language } = useKelisim();
  const [open, setOpen] = useState(false);
  const footer = useRef<HTMLButtonElement>(null);
  if (!kelisim) return null;

  function decide(decision: Decision, event: MouseEvent) {
    // The event of the browser goes along: the record then says that a person pressed, and with what.
    kelisim?.decide(decision, { event: event.nativeEvent });
    setOpen(false);
    // What had the focus is gone.
    footer.current?.focus();
  }

  const settings = (
    <button type="button" onClick={() => setOpen(true)}>
      {say('settings', language)}
    </button>
  );
  return (
    <>
      <footer lang={language}>
        <button type="button" ref={footer} onClick={() => setOpen(true)}>
          {say('settings', language)}
        </button>
      </footer>
      {choice === null && (
        <section id="notice" lang={language} aria-labelledby="notice-title">
          <div role="group" aria-label={say('language', language)}>
            {(['kk', 'ru'] as const).map((code) => (
              <button
                type="button"
                key={code}
                lang={code}
                aria-pressed={code === language}
                onClick={() => kelisim.site.setLanguage(code)}
              >
                {LANGUAGES[code]}
              </button>
            ))}
          </div>
          <h2 id="notice-title">{say('title', language)}</h2>
          <p>{say('ask', language).replace('{days}', `${kelisim.site.termDays}`)}</p>
          <p>
            <a href={say('policy-address', language)}>{say('policy', language)}</a>
          </p>
          <div className="choices">
            <button type="button" onClick={(event) => decide('accept-all', event)}>
              {say('accept', language)}
            </button>
            <button type="button" onClick={(event) => decide('reject-all', event)}>
              {say('reject', language)}
            </button>
            {settings}
          </div>
        </section>
      )}
      {open && <Settings kelisim={kelisim} onDecide={decide} onClose={() => setOpen(false)} />}
    </>
  );
}
