/** Owns cutting what in a path may name a person or an application: the text may be sent on. */

/** As consent records have their path: runs of four and more digits are nobody's business. Neither are addresses with an @. */
export function maskNumbers(text: string): string {
  return text.replace(/\d{4,}/g, ':n').replace(/[^/]*(?:@|%40)[^/]*/gi, ':n');
}
