/** Owns the cookie paths that a page's path lies below: `/`, `/a`, `/a/`, `/a/b`, … */
export function pathLevels(path: string): string[] {
  const parts = path.split('/').filter(Boolean);
  return [
    '/',
    ...parts.flatMap((_, i) => [`/${parts.slice(0, i + 1).join('/')}`, `/${parts.slice(0, i + 1).join('/')}/`]),
  ];
}
