/**
 * Owns the inline line of `--quiet-lookahead` (level inline): the static policy that follows is always swallowed. It only has to be seen by
 * the browser's look-ahead, which then leaves foreign files alone until the head script has its say (gate-facts §1.3).
 */
import { writeHtml } from './write-html.ts';

writeHtml('<noscript>');
