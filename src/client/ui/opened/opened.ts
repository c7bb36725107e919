/** Owns what the chunk of the parts that open has to offer; loaded when one is first opened (../load-opened.ts). */
export { Parts } from './parts.ts';
export { renderFacts } from './render-facts.ts';
export { renderReview } from './render-row.ts';
