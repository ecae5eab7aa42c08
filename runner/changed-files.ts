/** What git sees as changed in this checkout. */
import { checkout } from './checkout.ts'
import { runToEnd } from './processes/run-to-end.ts'

/** Where others' work is, as far as this checkout knows it; the first that exists. */
const mainBranches = ['origin/HEAD', 'origin/main', 'main', 'master']

/**
 * @param since a commit
 * @returns paths from the checkout on, with what is not committed, not tracked yet, or deleted; undefined where git cannot say
 */
export async function listChangedFiles(since: string, folder = checkout): Promise<string[] | undefined> {
  const changed = await git(folder, 'diff', '--name-only', '--no-renames', '-z', since, '--')
  const untracked = await git(folder, 'ls-files', '--others', '--exclude-standard', '-z')
  if (changed === undefined || untracked === undefined) return undefined
  return [...new Set(`${changed}${untracked}`.split('\0'))].filter((file) => file !== '')
}

/** The commit at which this branch left the main one; undefined where git cannot say. */
export async function findMergeBase(folder = checkout): Promise<string | undefined> {
  for (const branch of mainBranches) {
    const base = await git(folder, 'merge-base', 'HEAD', branch)
    if (base !== undefined) return base.trim()
  }
  return undefined
}

async function git(folder: string, ...args: string[]): Promise<string | undefined> {
  // No git on this machine is as good as no repository.
  const ended = await runToEnd('git', args, { cwd: folder }).catch(() => undefined)
  return ended?.code === 0 ? ended.stdout : undefined
}
