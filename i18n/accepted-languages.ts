/** A browser names two or three. */
const languagesAtMost = 8
/** The longest tag that RFC 5646 says must be taken, and room for its weight. */
const entryAtMost = 45

/**
 * The beginning of Accept-Language. Matching a language costs milliseconds, and a header has room for thousands: one request would
 * hold everybody else's for seconds.
 */
export function shortenAcceptLanguage(header: string): string {
  return header
    .split(',', languagesAtMost)
    .filter((entry) => entry.length <= entryAtMost)
    .join(',')
}
