/**
 * The order of names and other short texts, in the language of who reads them. Without a language a server and a browser each take
 * their own, and a page that both render differs between them.
 */
export function makeTextOrder(locale: string): (a: string, b: string) => number {
  return new Intl.Collator(locale, { numeric: true }).compare
}

/** Of people. */
export function orderByName(locale: string): (a: { name: string }, b: { name: string }) => number {
  const compare = makeTextOrder(locale)
  return (a, b) => compare(a.name, b.name)
}
