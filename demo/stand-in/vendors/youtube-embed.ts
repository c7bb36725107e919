/** Plays YouTube: the embedded player with what it fetches, and the script interface that builds a player into a page. */
import { frame, pixel, type Route, script } from '../answer.ts';

const VENDOR = 'youtube-embed';

function runInterface(): void {
  const widget = document.createElement('script');
  widget.async = true;
  widget.src = 'https://www.youtube.com/s/player/stand-in/www-widgetapi.js';
  document.head.appendChild(widget);
}

function runWidget(): void {
  function Player(place: string, options: { videoId: string }): void {
    const film = document.createElement('iframe');
    film.title = 'YouTube (stand-in)';
    film.src = `https://www.youtube.com/embed/${options.videoId}?enablejsapi=1`;
    document.getElementById(place)?.replaceChildren(film);
  }
  const page = window as unknown as { YT: object; onYouTubeIframeAPIReady?: () => void };
  page.YT = { Player };
  page.onYouTubeIframeAPIReady?.();
}

function runPlayer(): void {
  document.documentElement.setAttribute('data-stand-in-youtube', 'ready');
}

const PLAYER =
  '<script async src="https://www.youtube.com/s/player/stand-in/base.js"></script><img src="https://i.ytimg.com/vi/demo/hqdefault.jpg" alt="" hidden>';

export const youtubeEmbed: readonly Route[] = [
  {
    vendor: VENDOR,
    host: 'www.youtube.com',
    path: '/embed/',
    answer: () => frame('YouTube', '#b3261e', PLAYER, 'VISITOR_INFO1_LIVE=stand-in'),
  },
  { vendor: VENDOR, host: 'www.youtube.com', path: '/iframe_api', answer: () => script(runInterface) },
  {
    vendor: VENDOR,
    host: 'www.youtube.com',
    path: '/s/player/stand-in/www-widgetapi.js',
    answer: () => script(runWidget),
  },
  { vendor: VENDOR, host: 'www.youtube.com', path: '/s/player/', answer: () => script(runPlayer) },
  { vendor: VENDOR, host: 'i.ytimg.com', path: '/', answer: () => pixel() },
];
