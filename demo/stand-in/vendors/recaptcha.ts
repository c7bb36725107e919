/** Plays Google reCAPTCHA: api.js, the release script it loads, and the frame in the form's `.g-recaptcha` place. */
import { frame, type Route, script } from '../answer.ts';

const VENDOR = 'recaptcha';

function runApi(): void {
  const release = document.createElement('script');
  release.async = true;
  release.src = 'https://www.gstatic.com/recaptcha/releases/stand-in/recaptcha.js';
  document.head.appendChild(release);
}

function runRelease(): void {
  localStorage.setItem('_grecaptcha', 'stand-in');
  const place = document.querySelector('.g-recaptcha');
  if (!place) return;
  const check = document.createElement('iframe');
  check.title = 'reCAPTCHA (stand-in)';
  check.src = 'https://www.google.com/recaptcha/api2/anchor?k=demo';
  place.replaceChildren(check);
}

export const recaptcha: readonly Route[] = [
  {
    vendor: VENDOR,
    host: 'www.google.com',
    path: '/recaptcha/',
    answer: () => frame('reCAPTCHA', '#5f6368', '', 'NID=stand-in'),
  },
  { vendor: VENDOR, host: 'www.google.com', path: '/recaptcha/api.js', answer: () => script(runApi) },
  { vendor: VENDOR, host: 'www.gstatic.com', path: '/recaptcha/', answer: () => script(runRelease) },
];
