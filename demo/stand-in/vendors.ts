/** Owns the list of everything the stand-in plays. */
import type { Route } from './answer.ts';
import { twoGis } from './vendors/2gis.ts';
import { bitrix24Widget } from './vendors/bitrix24-widget.ts';
import { calltouch } from './vendors/calltouch.ts';
import { criteo } from './vendors/criteo.ts';
import { googleMaps } from './vendors/google-maps.ts';
import { googleTagManager } from './vendors/google-tag-manager.ts';
import { googleTag } from './vendors/google-tag.ts';
import { hotjar } from './vendors/hotjar.ts';
import { jivochat } from './vendors/jivochat.ts';
import { metaPixel } from './vendors/meta-pixel.ts';
import { microsoftClarity } from './vendors/microsoft-clarity.ts';
import { recaptcha } from './vendors/recaptcha.ts';
import { roistat } from './vendors/roistat.ts';
import { tiktokPixel } from './vendors/tiktok-pixel.ts';
import { topMailRu } from './vendors/top-mail-ru.ts';
import { unlisted } from './vendors/unlisted.ts';
import { vkPixel } from './vendors/vk-pixel.ts';
import { yandexAds } from './vendors/yandex-ads.ts';
import { yandexMetrica } from './vendors/yandex-metrica.ts';
import { youtubeEmbed } from './vendors/youtube-embed.ts';

export const ROUTES: readonly Route[] = [
  ...googleTagManager,
  ...googleTag,
  ...metaPixel,
  ...tiktokPixel,
  ...yandexMetrica,
  ...yandexAds,
  ...vkPixel,
  ...topMailRu,
  ...microsoftClarity,
  ...hotjar,
  ...criteo,
  ...calltouch,
  ...roistat,
  ...jivochat,
  ...bitrix24Widget,
  ...youtubeEmbed,
  ...twoGis,
  ...googleMaps,
  ...recaptcha,
  ...unlisted,
];
