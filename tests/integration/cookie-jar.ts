/** Cookies as a browser keeps them, by site. */
export class CookieJar {
  readonly #cookies = new Map<string, string>()

  take(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';')
      const split = pair.indexOf('=')
      const [name, value] = [pair.slice(0, split).trim(), decodeURIComponent(pair.slice(split + 1))]
      const isGone = attributes.some((one) => /^\s*(max-age=0|expires=Thu, 01 Jan 1970)/i.test(one))
      if (isGone || value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
  }

  get(name: string): string | undefined {
    return this.#cookies.get(name)
  }

  set(name: string, value: string): void {
    this.#cookies.set(name, value)
  }

  delete(name: string): void {
    this.#cookies.delete(name)
  }

  entries(): Array<{ name: string; value: string }> {
    return [...this.#cookies].map(([name, value]) => ({ name, value }))
  }

  /** As the request header. */
  toString(): string {
    return this.entries()
      .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
      .join('; ')
  }
}
