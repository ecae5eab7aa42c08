/** A file of its own, without schemas: every page asks something, and few need to parse much. */
export type QueryTexts = Readonly<Record<string, string | undefined>>

/** The address with its names filled in. @param query what is undefined is left out */
export function addressOf(path: string, params: Readonly<Record<string, string>> = {}, query: QueryTexts = {}): string {
  const asked = Object.entries(query).filter((one): one is [string, string] => one[1] !== undefined)
  const behind = asked.length === 0 ? '' : `?${new URLSearchParams(asked)}`
  const address = path.replaceAll(/\[(\w+)\]/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`${path} needs ${name}`)
    return encodeURIComponent(value)
  })
  return `${address}${behind}`
}
