/** The page: content, a film that waits for its own consent, the notice of the site's own. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Film } from './film.tsx';
import { Notice } from './notice.tsx';

createRoot(document.querySelector('#app')!).render(
  <StrictMode>
    <main>
      <h1>React пен өз хабарламасы бар сайт</h1>
      <Film />
    </main>
    <Notice />
  </StrictMode>,
);
