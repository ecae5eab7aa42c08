/** How a text that holds a table parts its fields. Nothing in the text says so for certain: it is looked at. */

const delimiters = [',', ';', '\t', '|'] as const
/** Titles, dates and empty lines may stand above the header. */
export const headerWithin = 20
/** So many characters are looked at: a header that is longer is refused anyway. */
const lookedAt = 50_000

export interface Dialect {
  delimiter: string
  /** Without marks at its beginning, lines ended by \n alone, and with as many lines as before. */
  text: string
}

/** @param rankHeader how much a row looks like the header: 0 where it does not */
export function readDialect(typed: string, rankHeader: (names: readonly string[]) => number): Dialect {
  const text = typed.replace(/^\uFEFF+/, '').replaceAll(/\r\n?/g, '\n')
  // Excel writes and obeys it; it is no row, but counts as a line.
  const declared = /^(?:"sep=(.)"|sep=(.))[,;\t|]*(?=\n|$)/i.exec(text)
  const delimiter = declared?.[1] ?? declared?.[2]
  if (declared !== null && delimiter !== undefined) return { delimiter, text: text.slice(declared[0].length) }
  return { delimiter: guessDelimiter(text, rankHeader), text }
}

/** The one under which a line is a header; without a header, the one that is used most. */
function guessDelimiter(text: string, rankHeader: (names: readonly string[]) => number): string {
  const lines = firstLines(text)
  const guesses = delimiters.map((delimiter) => {
    const split = lines.map((line) => splitRoughly(line, delimiter))
    return {
      delimiter,
      rank: Math.max(0, ...split.map((names) => rankHeader(names))),
      count: split.reduce((sum, fields) => sum + fields.length, 0),
    }
  })
  return guesses.toSorted((a, b) => b.rank - a.rank || b.count - a.count)[0]?.delimiter ?? ','
}

function firstLines(text: string): string[] {
  return text.slice(0, lookedAt).split('\n', headerWithin)
}

/** Quotes that are not closed reach to the end of the line: good enough to count. */
function splitRoughly(line: string, delimiter: string): string[] {
  const fields = ['']
  let quoted = false
  for (const sign of line) {
    if (sign === '"') quoted = !quoted
    else if (sign === delimiter && !quoted) fields.push('')
    else fields[fields.length - 1] += sign
  }
  return fields
}

/** `="0012345"` keeps a spreadsheet from taking a text for a number; it is no part of the text. */
export function withoutFormula(field: string): string {
  const text = /^="(.*)"$/s.exec(field)?.[1]
  return text === undefined ? field : text.replaceAll('""', '"')
}
