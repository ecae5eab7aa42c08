/**
 * Whether a change was asked for by a page of this site. The browser writes both headers itself and no script can
 * forge them, so a cross-site form or fetch is told apart even though it carries the session's cookie.
 * @param publicUrl the address that readers see, where a proxy in front changes Host
 */
export function isSameOrigin(headers: Headers, publicUrl: string | undefined): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return false
  const origin = headers.get('origin')
  if (origin === null) return false
  const host = parseHost(origin)
  if (host === null) return false
  const own = [headers.get('host'), publicUrl === undefined ? null : parseHost(publicUrl)]
  return own.includes(host)
}

function parseHost(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null
}
