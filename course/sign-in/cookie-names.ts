/**
 * The `__Host-` prefix makes a browser refuse the cookie unless it is secure, of this host alone and of every path: no sibling host
 * can plant one. A browser refuses the prefix itself over plain http, where the name stands without it.
 */
export function hostCookie(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name
}

/** Holds the chosen language, for visits to an address without one. The page's own scripts write it too. */
export const localeCookie = 'NEXT_LOCALE'
