/** Which builds lie in a checkout, which are in use, and which go. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { isHeld, takeLock } from '../lock-file.mjs'

/** Builds that are kept beside those in use: pages that were opened under them still fetch their files. */
const OLD_BUILDS_KEPT = 2

export interface BuildFolders {
  /** One at a time writes builds. `onWait` is told once whom it waits for. */
  lock(onWait: (pid: number) => void): Promise<{ release: () => void }>
  isFinished(id: string): boolean
  finish(id: string): Promise<void>
  /** This process uses the build while it lives. Who starts the web alone gets the build that was noted last. */
  noteUse(id: string): Promise<void>
  /** All but this one, those that a living process uses, and the newest others. */
  removeOld(id: string): Promise<void>
  remove(id: string): Promise<void>
  /** For the files that a build makes beside the pages. */
  madeFolder(id: string): string
}

export function buildFoldersIn(checkout: string): BuildFolders {
  const builds = path.join(checkout, '.builds')
  const currentFile = path.join(builds, 'current')
  const lockFile = path.join(builds, 'lock')
  const finishedFile = (id: string) => path.join(builds, id, 'finished')
  const usersFolder = (id: string) => path.join(builds, id, 'users')
  const isFinished = (id: string) => existsSync(finishedFile(id))
  const madeFolder = (id: string) => path.join(checkout, 'public', 'made', id)

  async function isUsed(id: string): Promise<boolean> {
    // One that is not finished belongs to who holds the lock, or to nobody.
    if (!isFinished(id)) return isHeld(lockFile)
    const users = await readdir(usersFolder(id)).catch(() => [])
    return users.some((user) => isHeld(path.join(usersFolder(id), user)))
  }
  async function remove(id: string): Promise<void> {
    await rm(path.join(builds, id), { recursive: true, force: true })
    await rm(madeFolder(id), { recursive: true, force: true })
  }
  return {
    lock: (onWait) => takeLock(lockFile, { onWait }),
    isFinished,
    finish: (id) => writeFile(finishedFile(id), ''),
    async noteUse(id) {
      await mkdir(usersFolder(id), { recursive: true })
      await takeLock(path.join(usersFolder(id), String(process.pid))).catch(() => undefined) // Noted already.
      const own = `${currentFile}.${process.pid}`
      await writeFile(own, id)
      await rename(own, currentFile)
    },
    async removeOld(id) {
      const entries = await readdir(builds, { withFileTypes: true })
      const others = entries.filter((entry) => entry.isDirectory() && entry.name !== id).map(({ name }) => name)
      const found = await Promise.all(
        others.map(async (name) => ({
          name,
          at: (await stat(path.join(builds, name))).mtimeMs,
          used: await isUsed(name),
        })),
      )
      const unused = found.filter(({ used }) => !used).toSorted((a, b) => b.at - a.at)
      for (const { name } of unused.slice(OLD_BUILDS_KEPT)) await remove(name)
    },
    remove,
    madeFolder,
  }
}
