/** Parses en.md and zh.md: title, task, an entry (claim, figures, hints) for each check and misconception, a title for each plot. */
import type { Entry, Prose } from './exercise.ts'
import type { Fault } from './exercise-error.ts'
import { placeholderNames } from './placeholders.ts'

export class ProseError extends Error {
  override name = 'ProseError'
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.reason)
    this.fault = fault
  }
}

/** @throws ProseError that names the line */
export function parseProse(text: string, file: string): Prose {
  const lines = markLines(text)
  refuseHtml(lines, file)
  refuseUnknownPlaceholders(lines, file)
  const [first, ...rest] = trimBlank(lines)
  const title = first && !first.opaque ? /^# (.+)$/.exec(first.text)?.[1]?.trim() : undefined
  if (first === undefined || title === undefined) {
    fail(file, first?.number ?? 1, 'does not begin with a title', 'Write `# ` and the title on the first line.')
  }
  const checksAt = findHeading(rest, 'Checks', file)
  const misconceptionsAt = findHeading(rest, 'Misconceptions', file)
  if (misconceptionsAt < checksAt) {
    fail(file, rest[misconceptionsAt]?.number ?? 1, 'has `## Misconceptions` before `## Checks`', 'Swap the two.')
  }
  const passedAt = findLast(rest, { heading: 'Passed', after: misconceptionsAt, end: rest.length }, file)
  const plotsAt = findLast(rest, { heading: 'Plots', after: misconceptionsAt, end: passedAt }, file)
  const passed = joined(rest.slice(passedAt + 1))
  const task = joined(rest.slice(0, checksAt))
  if (task === '') fail(file, 2, 'has no task', 'Write what the learner has to do between the title and `## Checks`.')
  return {
    title,
    task,
    checks: parseEntries(rest.slice(checksAt + 1, misconceptionsAt), file),
    misconceptions: parseEntries(rest.slice(misconceptionsAt + 1, plotsAt), file),
    plots: parseTitles(rest.slice(plotsAt + 1, passedAt), file),
    ...(passed === '' ? {} : { passed }),
  }
}

interface Line {
  /** 1-based. */
  number: number
  text: string
  /** Inside a code fence or displayed mathematics. */
  opaque: boolean
}

function markLines(text: string): Line[] {
  let end: string | null = null
  return text.split('\n').map((line, index) => {
    const wasOpaque = end !== null
    if (end === null) end = fenceEnd(line)
    else if (line.trim().startsWith(end)) end = null
    else if (end === '$$' && line.trimEnd().endsWith('$$')) end = null
    return { number: index + 1, text: line, opaque: wasOpaque || end !== null }
  })
}

/** What ends the block that this line opens: a code fence, or mathematics over several lines. */
function fenceEnd(line: string): string | null {
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
  if (fence !== undefined) return fence
  return /^ {0,3}\$\$(?!.*\$\$)/.test(line) ? '$$' : null
}

/** A heading that may be left out, after all those that may not: then where the text, or what follows it, ends. */
function findLast(
  lines: readonly Line[],
  { heading, after, end }: { heading: string; after: number; end: number },
  file: string,
): number {
  if (positionsOf(lines, heading).length === 0) return end
  const at = findHeading(lines, heading, file)
  const number = lines[at]?.number ?? null
  if (at < after) fail(file, number, `has \`## ${heading}\` before \`## Misconceptions\``, 'Put it at the end.')
  if (at > end) fail(file, number, `has \`## ${heading}\` after \`## Passed\``, 'Put `## Passed` at the end.')
  return at
}

const positionsOf = (lines: readonly Line[], heading: string): number[] =>
  lines.flatMap((line, index) => (!line.opaque && line.text.trimEnd() === `## ${heading}` ? [index] : []))

function findHeading(lines: readonly Line[], heading: string, file: string): number {
  const found = positionsOf(lines, heading)
  const [at] = found
  if (at === undefined) {
    const next = `Add the line \`## ${heading}\`: it stays English in both languages.`
    fail(file, null, `has no heading \`## ${heading}\``, next)
  }
  if (found.length > 1) {
    fail(file, lines[found[1] ?? 0]?.number ?? null, `has \`## ${heading}\` twice`, 'Keep one of them.')
  }
  return at
}

function parseEntries(lines: readonly Line[], file: string): Record<string, Entry> {
  return mapBlocks(lines, file, parseEntry)
}

function parseTitles(lines: readonly Line[], file: string): Record<string, string> {
  return mapBlocks(lines, file, (id, block, { line }) => {
    const [title, ...more] = trimBlank(block)
    if (title === undefined) fail(file, line, `plot "${id}" has no title`, 'Write in one line what the plot shows.')
    const [second] = more
    if (second) fail(file, second.number, `plot "${id}" has more than a title`, 'Keep one line.')
    return title.text.trim()
  })
}

/** What is written under each `### id` of a section. */
function mapBlocks<T>(
  lines: readonly Line[],
  file: string,
  parse: (id: string, block: readonly Line[], at: { file: string; line: number }) => T,
): Record<string, T> {
  const entries: Record<string, T> = Object.create(null)
  const starts = lines.flatMap((line, index) => (!line.opaque && /^#{1,3} /.test(line.text) ? [index] : []))
  const before = trimBlank(lines.slice(0, starts[0] ?? lines.length))
  if (before[0]) {
    const next = 'Move the text into the task, or under a `### id`.'
    fail(file, before[0].number, 'has text before the first `### id` of a section', next)
  }
  for (const [index, start] of starts.entries()) {
    const heading = lines[start]
    if (!heading) continue
    const id = /^### ([a-z0-9]+(?:-[a-z0-9]+)*)\s*$/.exec(heading.text)?.[1]
    if (id === undefined) {
      const next = 'Under a `## ` heading write `### id` with the id of checks.ts (a-z, 0-9 and hyphens).'
      fail(file, heading.number, `has a heading that is no id: "${heading.text}"`, next)
    }
    if (id in entries) fail(file, heading.number, `describes "${id}" twice`, 'Keep one of them.')
    const block = lines.slice(start + 1, starts[index + 1] ?? lines.length)
    entries[id] = parse(id, block, { file, line: heading.number })
  }
  return { ...entries }
}

function parseEntry(id: string, lines: readonly Line[], at: { file: string; line: number }): Entry {
  const body = trimBlank(lines)
  const listAt = body.findIndex((line) => !line.opaque && isItem(line.text))
  const paragraph = trimBlank(listAt < 0 ? body : body.slice(0, listAt))
  if (paragraph.length === 0) {
    fail(at.file, at.line, `"${id}" has no sentence that says what it is`, 'Write one paragraph under the heading.')
  }
  const blankAt = paragraph.findIndex((line) => line.text.trim() === '')
  const claim = blankAt < 0 ? paragraph : paragraph.slice(0, blankAt)
  const figures = blankAt < 0 ? [] : trimBlank(paragraph.slice(blankAt))
  const third = figures.find((line) => line.text.trim() === '')
  if (third) {
    const next = 'Keep the claim, one paragraph with the numbers of a run, then an ordered list of hints ("1. ").'
    fail(at.file, third.number + 1, `"${id}" has a third paragraph before its hints`, next)
  }
  if (listAt < 0) {
    fail(at.file, at.line, `"${id}" has no hints`, 'Add an ordered list ("1. ") from a nudge to nearly the answer.')
  }
  return {
    claim: joined(claim),
    ...(figures.length > 0 ? { figures: joined(figures) } : {}),
    hints: parseHints(id, body.slice(listAt), at.file),
  }
}

function parseHints(id: string, lines: readonly Line[], file: string): string[] {
  const hints: string[][] = []
  for (const [index, line] of lines.entries()) {
    const item = line.opaque ? null : /^\d+\. +(.*)$/.exec(line.text)?.[1]
    const current = hints.at(-1)
    if (item !== null && item !== undefined) hints.push([item])
    else if (current === undefined) continue
    else if (line.text.trim() !== '' && !/^\s/.test(line.text) && lines[index - 1]?.text.trim() === '') {
      fail(file, line.number, `"${id}" has text after its hints`, 'Indent it to belong to a hint, or move it.')
    } else current.push(line.text.replace(/^ {1,3}/, ''))
  }
  return hints.map((hint) => hint.join('\n').trim())
}

function isItem(text: string): boolean {
  return /^\d+\. +\S/.test(text)
}

function refuseHtml(lines: readonly Line[], file: string): void {
  const line = lines.find((one) => {
    const text = plain(one)
    // What comes after the last `>` opens nothing, and each `<` in it would be searched to its end.
    const closed = text.slice(0, text.lastIndexOf('>') + 1)
    return /<(?:[A-Za-z][A-Za-z0-9-]*(?:\s[^>]*)?\/?|\/[A-Za-z][^>]*|!--.*|\?.*|![A-Za-z].*)>/.test(closed)
  })
  if (line) fail(file, line.number, 'contains raw HTML', 'Write it in Markdown, or put it between backticks.')
}

function refuseUnknownPlaceholders(lines: readonly Line[], file: string): void {
  for (const line of lines) {
    for (const [, name = ''] of plain(line).matchAll(/\{(\w+)\}/g)) {
      if (placeholderNames.some((one) => one === name)) continue
      const next = `Only {measured}, {expected} and {layer} are filled in; put other braces between backticks.`
      fail(file, line.number, `has an unknown placeholder {${name}}`, next)
    }
  }
}

/** The line without code and mathematics, where neither HTML nor placeholders mean anything. */
function plain({ text, opaque }: Line): string {
  return opaque ? '' : text.replace(/(`+)[^`]*\1/g, '').replace(/\$\$[^$]*\$\$|\$[^$]*\$/g, '')
}

function trimBlank(lines: readonly Line[]): readonly Line[] {
  const isText = (line: Line): boolean => line.text.trim() !== ''
  const from = lines.findIndex(isText)
  return from < 0 ? [] : lines.slice(from, lines.findLastIndex(isText) + 1)
}

function joined(lines: readonly Line[]): string {
  return lines
    .map((line) => line.text)
    .join('\n')
    .trim()
}

function fail(file: string, line: number | null, what: string, next: string): never {
  throw new ProseError({ file, reason: line === null ? what : `line ${line} ${what}`, next })
}
