/**
 * Owns what level header sends when everything is granted. Not "no header": a browser that asks for a page it has kept gets 304, and a 304
 * without the header leaves the strict policy of the kept page in force (RFC 9111 §3.2), so the reload after "accept" would change nothing.
 * `base-uri *` takes no address away that a document could have as its base.
 */
export const OPEN_POLICY = 'base-uri *';
