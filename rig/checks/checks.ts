/** What a commit must pass, part by part: of everything, or of what a change may have broken. */
import { existsSync, globSync } from 'node:fs'
import path from 'node:path'

import { findChangedExercises } from '../../authoring/changed-exercises.ts'
import { checkout } from '../../runner/checkout.ts'
import { boundaryRooms } from './rooms.ts'

/** Paths from the checkout on, deleted ones too. */
export type Changed = readonly string[] | 'everything'

export interface Check {
  name: string
  /** @returns arguments for Node, run in the checkout; undefined where the change cannot break this */
  args: (changed: Changed) => string[] | undefined
}

const source = /\.(ts|tsx|js|mjs|cjs)$/
/** What decides how a tool looks at every file. */
const everyTool = /^(package-lock\.json|tsconfig\.json)$/

/** Without a program that runs: `npm test` counts each as one test. */
export const staticChecks: Check[] = [
  { name: 'lockfile', args: () => ['scripts/complete-lockfile.mjs', '--check'] },
  { name: 'types', args: () => ['scripts/typecheck.ts'] },
  {
    name: 'lint',
    args: onFiles(['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'], {
      which: source,
      unless: /^\.oxlintrc\.json$/,
      also: ['--no-error-on-unmatched-pattern'],
    }),
  },
  {
    name: 'format',
    args: onFiles(['node_modules/oxfmt/bin/oxfmt', '--check'], {
      which: /\.(ts|tsx|js|mjs|cjs|json|css)$/,
      unless: /^\.oxfmtrc\.json$/,
      also: ['--no-error-on-unmatched-pattern'],
    }),
  },
  { name: 'unused', args: () => ['node_modules/knip/bin/knip.js', '--no-progress', '--cache'] },
]

const vitest = 'node_modules/vitest/vitest.mjs'
const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'

/** The longest first: two at a time end soonest so. */
export const checks: Check[] = [
  { name: 'exercises', args: checkExercises },
  {
    name: 'unit',
    args: onFiles([vitest, 'run', '--project', 'unit', '--reporter=dot'], {
      which: /\.(ts|tsx|js|mjs|cjs|mdx|md|json)$/,
      unless: /^vitest\.config\.ts$/,
      // They read texts and documents of the house without importing them.
      also: globSync('tests/*.test.ts', { cwd: checkout }),
      instead: [vitest, 'related', '--run', '--project', 'unit', '--reporter=dot', '--passWithNoTests'],
    }),
  },
  ...staticChecks,
  // Among the unit tests of `npm test`.
  { name: 'boundaries', args: () => [cruiser, '--config', '.dependency-cruiser.js', ...boundaryRooms] },
]

/** Those with changes; the whole course when the grader changed. */
function checkExercises(changed: Changed): string[] | undefined {
  const command = ['scripts/exercise.ts', 'check']
  const slugs = changed === 'everything' ? 'all' : findChangedExercises(changed)
  if (slugs === 'all') return [...command, '--all']
  const left = [...slugs].filter((slug) => exists(`exercises/${slug}`))
  return left.length === 0 ? undefined : [...command, ...left]
}

/**
 * @param whole looks at every file
 * @param options.which files of a change are looked at
 * @param options.unless one of these changed, which says how all files are looked at
 * @param options.also said before the files
 * @param options.instead of `whole`, before the files
 */
function onFiles(
  whole: string[],
  { which, unless, also = [], instead = whole }: { which: RegExp; unless: RegExp; also?: string[]; instead?: string[] },
): Check['args'] {
  return (changed) => {
    if (changed === 'everything' || changed.some((file) => unless.test(file) || everyTool.test(file))) return whole
    const files = changed.filter((file) => which.test(file) && exists(file))
    return files.length === 0 ? undefined : [...instead, ...also, ...files]
  }
}

function exists(file: string): boolean {
  return existsSync(path.join(checkout, file))
}
