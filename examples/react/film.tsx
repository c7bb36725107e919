/** A component of a vendor: it is made only when the vendor is granted, and goes when it is withdrawn. */
import { say } from '../own-words.js';
import { useKelisim } from './use-kelisim.ts';

export function Film() {
  const { has, language } = useKelisim();
  if (has('youtube-embed')) return <iframe className="film" src="https://www.youtube.com/embed/DEMO" title="YouTube" />;
  return (
    <p className="film" lang={language}>
      {say('film', language)}
    </p>
  );
}
