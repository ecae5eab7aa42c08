/** `npm run validate`: the checks of what this branch and this working tree change, or of everything. */
import { findMergeBase, listChangedFiles } from '../../runner/changed-files.ts'
import { UsageError } from '../../runner/command.ts'
import { type Changed, checks } from './checks.ts'
import { runSideBySide } from './side-by-side.ts'

export const checkNames = checks.map(({ name }) => name)

/**
 * @param request.names of checks; all by default
 * @param request.since the commit to compare with; by default where this branch left the main one
 * @returns the exit code
 */
export async function validate(request: {
  names: readonly string[]
  everything: boolean
  since: string | undefined
  log: (line: string) => void
}): Promise<0 | 1> {
  const { names, log } = request
  const changed = request.everything ? 'everything' : await findChanged(request.since, log)
  const chosen = checks.filter(({ name }) => names.length === 0 || names.includes(name))
  const tasks = chosen.flatMap(({ name, args }) => {
    const found = args(changed)
    return found === undefined ? [] : [{ name, args: found }]
  })
  const left = chosen.filter(({ name }) => tasks.every((task) => task.name !== name))
  if (left.length > 0) log(`not touched: ${left.map(({ name }) => name).join(', ')}`)
  const failed = await runSideBySide(tasks, log)
  if (failed.length === 0) return 0
  log(`failed: ${failed.join(', ')}`)
  log(`these alone: ${alone(request, failed)}`)
  return 1
}

async function findChanged(since: string | undefined, log: (line: string) => void): Promise<Changed> {
  const base = since ?? (await findMergeBase())
  const files = base === undefined ? undefined : await listChangedFiles(base)
  if (files === undefined && since !== undefined) throw new UsageError(`git knows no commit "${since}"`)
  // No change is no reason to pass without a check.
  if (base === undefined || files === undefined || files.length === 0) {
    log(`${files === undefined ? 'git cannot say what changed' : 'nothing has changed'}: checking everything`)
    return 'everything'
  }
  log(
    `${files.length} changed ${files.length === 1 ? 'file' : 'files'} since ${base.slice(0, 10)}; --all checks everything`,
  )
  return files
}

function alone({ everything, since }: Parameters<typeof validate>[0], failed: readonly string[]): string {
  const options = [...(everything ? ['--all'] : []), ...(since === undefined ? [] : ['--since', since])]
  return ['npm run -s validate --', ...failed, ...options].join(' ')
}
