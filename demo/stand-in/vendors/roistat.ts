/** Plays Roistat: the project's init script with its visit number, and the report to the collector. */
import { json, type Route, script, type StandInRequest } from '../answer.ts';

const VENDOR = 'roistat';

function runProject(project: string): void {
  const visit = Math.floor(Math.random() * 1e7);
  for (const cookie of [
    `roistat_visit=${visit}`,
    `roistat_first_visit=${visit}`,
    'roistat_visit_cookie_expire=1209600',
  ]) {
    document.cookie = `${cookie}; path=/; domain=${location.hostname}; max-age=1209600; samesite=lax`;
  }
  localStorage.setItem('roistat_visit', String(visit));
  (window as unknown as { roistat: object }).roistat = { visit, getVisit: () => visit };
  const report = JSON.stringify({ project, visit, page: location.origin + location.pathname });
  void fetch('https://collector.roistat.com/api/visit', { method: 'POST', body: report }).catch(() => undefined);
}

function project(request: StandInRequest) {
  return script(runProject, request.path.split('/')[4] ?? '');
}

export const roistat: readonly Route[] = [
  { vendor: VENDOR, host: 'cloud.roistat.com', path: '/api/site/1.0/', answer: project },
  { vendor: VENDOR, host: 'cloud.roistat.com', path: '/dist/', answer: () => script(runProject, 'demo') },
  { vendor: VENDOR, host: 'collector.roistat.com', path: '/', answer: () => json({ status: 'success' }) },
];
