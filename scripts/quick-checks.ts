/** The checks that need no running program: shared by `npm run validate` and `npm test`. */

export interface QuickCheck {
  name: string
  /** For Node, from the checkout. */
  args: string[]
}

export const quickChecks: QuickCheck[] = [
  { name: 'lockfile', args: ['scripts/complete-lockfile.mjs', '--check'] },
  { name: 'typecheck', args: ['scripts/typecheck.ts'] },
  { name: 'lint', args: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'format', args: ['node_modules/oxfmt/bin/oxfmt', '--check'] },
  { name: 'unused', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
]
