/** Plays the VK pixel: openapi.js with `VK.Retargeting`, and the /rtrg hit. */
import { pixel, type Route, script } from '../answer.ts';

const VENDOR = 'vk-pixel';

function runOpenApi(): void {
  let pixelId = '';
  const hit = (event?: string) => {
    new Image().src = `https://vk.com/rtrg?p=${pixelId}&event=${event || 'hit'}&r=${Math.random()}`;
  };
  (window as unknown as { VK: object }).VK = {
    Retargeting: { Init: (id: string) => void (pixelId = id), Hit: () => hit(), Event: (name: string) => hit(name) },
  };
}

export const vkPixel: readonly Route[] = [
  { vendor: VENDOR, host: 'vk.com', path: '/js/api/openapi.js', answer: () => script(runOpenApi) },
  { vendor: VENDOR, host: 'vk.com', path: '/rtrg', answer: () => pixel('remixlang=0') },
];
