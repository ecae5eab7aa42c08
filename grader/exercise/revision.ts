import { createHash } from 'node:crypto'
import type { Exercise } from './exercise.ts'
import { kindOfSample, misconceptionPath } from './sample-ids.ts'

/** One kind of line end, and no byte-order mark: the same folder is the same revision on every machine. */
export function normalised(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
}

/**
 * Hash over files, independent of their order and of their line ends.
 * @returns sha256 in hexadecimal; its first 16 digits are enough to show
 */
export function hashFiles(files: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256')
  for (const path of Object.keys(files).toSorted()) {
    const content = Buffer.from(normalised(files[path] ?? ''), 'utf8')
    // Lengths keep "ab" + "c" apart from "a" + "bc".
    hash.update(`${Buffer.byteLength(path)}:${path}:${content.length}:`)
    hash.update(content)
  }
  return hash.digest('hex')
}

/** Hash over what the margins of reference.json were measured on. */
export function hashMarginSources(exercise: Pick<Exercise, 'files' | 'samples'>): string {
  const isMeasured = (path: string): boolean =>
    ['experiment.ts', 'solution.ts', 'data.json', 'checks.ts'].includes(path) || misconceptionPath.test(path)
  const own = Object.entries(exercise.files).filter(([path]) => isMeasured(path))
  const right = Object.entries(exercise.samples).filter(([path]) => kindOfSample(path) === 'passed')
  return hashFiles(Object.fromEntries([...own, ...right]))
}

/** Hash over what reference.json was made from. */
export function hashReferenceSources(files: Readonly<Record<string, string>>): string {
  const names = ['experiment.ts', 'solution.ts', 'data.json']
  const sources = names.flatMap((name) => (files[name] === undefined ? [] : [[name, files[name]] as const]))
  return hashFiles(Object.fromEntries(sources))
}
