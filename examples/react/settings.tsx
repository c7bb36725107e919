/** The settings: a native dialog with a switch for every category and every service, in the vendors' own words. */
import { type Decision, type Kelisim, loadSite, type SiteData } from 'kelisim';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { say } from '../own-words.js';
import { useKelisim } from './use-kelisim.ts';

type Switches = Readonly<Record<string, boolean>>;

interface SettingsProps {
  readonly kelisim: Kelisim;
  readonly onDecide: (decision: Decision, event: MouseEvent) => void;
  readonly onClose: () => void;
}

export function Settings({ kelisim, onDecide, onClose }: SettingsProps) {
  const { site } = kelisim;
  const { choice, language } = useKelisim();
  const dialog = useRef<HTMLDialogElement>(null);
  const [words, setWords] = useState<{ data: SiteData; purposes: Readonly<Record<string, string>> }>();
  const asked = site.categories.filter(({ letter }) => letter);
  const [categories, setCategories] = useState<Switches>(() =>
    Object.fromEntries(asked.map(({ id, letter }) => [id, choice?.letters.includes(letter) ?? false])),
  );
  const [services, setServices] = useState<Switches>(() =>
    Object.fromEntries(
      site.services.map(({ id, category, replay }) => [
        id,
        // Session replay waits for its own switch.
        choice?.services[id] ?? (categories[category] === true && !replay),
      ]),
    ),
  );

  useEffect(() => {
    // React's strict mode comes by twice.
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  useEffect(() => {
    let isCurrent = true;
    void loadSite(kelisim).then(async (data) => {
      const { vendors } = await data.disclosures(language);
      const purposes = Object.fromEntries(Object.entries(vendors).map(([id, { purpose }]) => [id, purpose]));
      if (isCurrent) setWords({ data, purposes });
    });
    return () => {
      isCurrent = false;
    };
  }, [kelisim, language]);

  function switchCategory(id: string, on: boolean) {
    setCategories({ ...categories, [id]: on });
    const own = site.services.filter((service) => service.category === id);
    setServices({ ...services, ...Object.fromEntries(own.map((service) => [service.id, on && !service.replay])) });
  }

  const toggle = (id: string, label: string, on: boolean, change: (on: boolean) => void) => (
    <label key={id}>
      <input type="checkbox" role="switch" value={id} checked={on} onChange={(event) => change(event.target.checked)} />{' '}
      {label}
    </label>
  );
  const button = (word: string, press: (event: MouseEvent) => void) => (
    <button type="button" onClick={press}>
      {say(word, language)}
    </button>
  );

  return (
    <dialog ref={dialog} lang={language} aria-labelledby="settings-title" onClose={onClose}>
      <h2 id="settings-title">{say('settings', language)}</h2>
      {asked.map((category) => {
        const own = site.services.filter((service) => service.category === category.id && !service.contains);
        if (!own.length) return null;
        return (
          <fieldset key={category.id}>
            {toggle(category.id, say(category.id, language), categories[category.id] === true, (on) =>
              switchCategory(category.id, on),
            )}
            {own.map(({ id, vendor }) =>
              toggle(
                id,
                `${words?.data.names?.[vendor] ?? id}. ${words?.purposes[vendor] ?? ''}`,
                services[id] === true,
                (on) => setServices({ ...services, [id]: on }),
              ),
            )}
          </fieldset>
        );
      })}
      <div className="choices">
        {button('accept', (event) => onDecide('accept-all', event))}
        {button('reject', (event) => onDecide('reject-all', event))}
        {button('save', (event) => onDecide({ categories, services }, event))}
        {button('close', onClose)}
      </div>
    </dialog>
  );
}
