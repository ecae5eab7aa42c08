/** What the names and first lines of samples say. */
import { verdictKinds } from '../judge/verdict.ts'
import type { VerdictKind } from '../judge/verdict.ts'

export const misconceptionPath = /^misconceptions\/([a-z0-9]+(?:-[a-z0-9]+)*)\.ts$/
/** starter.ts with Chinese comments; optional. */
export const chineseStarterFile = 'starter.zh.ts'
/** An answer by somebody who saw the task alone, named by the verdict that it must get. */
export const samplePath =
  /^samples\/(passed|failed|invalid|timed-out|out-of-memory|refused)-[a-z0-9]+(?:-[a-z0-9]+)*\.ts$/

/** Ids of the misconceptions, from their file names. */
export function misconceptionIds(files: Readonly<Record<string, string>>): string[] {
  return Object.keys(files).flatMap((path) => misconceptionPath.exec(path)?.[1] ?? [])
}

/** The verdict that a file of samples/ is named by. */
export function kindOfSample(path: string): VerdictKind {
  const named = samplePath.exec(path)?.[1]
  const kind = verdictKinds.find((one) => one === named)
  if (kind === undefined) throw new TypeError(`${path} is named by no verdict`)
  return kind
}

/** A sample says in a comment line which misconception it shows, where it shows one that the exercise knows. */
export function misconceptionNamedIn(source: string): string | null {
  return /^\/\/ Misconception: ([a-z0-9-]+)$/m.exec(source)?.[1] ?? null
}
