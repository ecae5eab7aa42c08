/**
 * One page, hence one process, for the judges of one revision, and a fresh worker in it for each grading. A page costs
 * several times what a worker does, and no wall is lost: an author who broke out of SES and V8 reaches judges of their own
 * exercise alone, where they decide anyway.
 */
import type { Judges } from './judges.ts'
import type { RealmPort } from './mailbox.ts'

/** Pages that are kept for the revisions graded last: some 50 MB each. */
const PAGES_KEPT = 3

/** A page that opens judges, one worker each. */
export interface JudgePage {
  judge(): RealmPort
  /** Starts the worker of the next judge ahead. */
  prepare(): void
  /** False once the page died or its browser is no longer the one to use. */
  isUsable(): Promise<boolean>
  /** May be called again. */
  end(): void
}

export interface JudgePages extends Judges {
  /** Ends the pages that are of no use any more, as soon as nobody is judged in them. */
  refresh(): Promise<void>
}

interface Kept {
  page: Promise<JudgePage>
  judging: number
  retired: boolean
}

export function makeJudgePages(openPage: () => Promise<JudgePage>): JudgePages {
  /** By revision, the one used last at the end. */
  const kept = new Map<string, Kept>()
  /** Opened ahead, for whichever revision comes. */
  let spare: Kept | undefined

  const open = (): Kept => ({ page: openPage(), judging: 0, retired: false })

  function takeSpare(): Kept | undefined {
    const taken = spare
    spare = undefined
    return taken
  }
  async function usable(one: Kept | undefined): Promise<Kept | undefined> {
    if (one === undefined) return undefined
    const page = await one.page.catch(() => undefined)
    if (page !== undefined && !one.retired && (await page.isUsable())) return one
    retire(one)
    return undefined
  }
  /** The revision's page, with one more judge in it. */
  async function enter(revision: string): Promise<Kept> {
    const before = kept.get(revision)
    const found = (await usable(before)) ?? (await usable(takeSpare()))
    const now = kept.get(revision)
    // Another grading of the revision opened one meanwhile.
    const other = now !== before && now?.retired === false ? now : undefined
    if (other !== undefined && found !== undefined) retire(found)
    const one = other ?? found ?? open()
    one.judging += 1
    kept.delete(revision)
    kept.set(revision, one)
    const [oldest] = kept
    if (kept.size > PAGES_KEPT && oldest !== undefined) forget(...oldest)
    return one
  }
  async function refresh(): Promise<void> {
    const all = [...kept]
    const found = await Promise.all(all.map(([, one]) => usable(one)))
    all.forEach(([revision, one], i) => {
      if (found[i] === undefined && kept.get(revision) === one) kept.delete(revision)
    })
  }
  function forget(revision: string, one: Kept): void {
    kept.delete(revision)
    retire(one)
  }
  return {
    async open(revision) {
      const one = await enter(revision)
      let left = false
      const leave = (): void => {
        if (left) return
        left = true
        one.judging -= 1
        endIfDone(one)
      }
      try {
        const port = (await one.page).judge()
        return {
          ...port,
          end() {
            port.end()
            leave()
          },
        }
      } catch (error) {
        leave()
        throw error
      }
    },
    async prepare() {
      await refresh()
      const found = await usable(takeSpare())
      if (spare === undefined) spare = found ?? open()
      else if (found !== undefined) retire(found)
      await Promise.all([spare, ...kept.values()].map(async (one) => (await one.page).prepare()))
    },
    refresh,
    async close() {
      for (const [revision, one] of kept) forget(revision, one)
      const last = takeSpare()
      if (last !== undefined) retire(last)
    },
  }
}

function retire(one: Kept): void {
  one.retired = true
  endIfDone(one)
}

function endIfDone(one: Kept): void {
  if (!one.retired || one.judging > 0) return
  // A page that never opened has nothing to end, and whoever waited for it has been told.
  void one.page.then(
    (page) => page.end(),
    () => undefined,
  )
}
