/** What a long check says on stderr while it runs: how far it is, and about how long it will take. */

export interface Progress {
  done: number
  total: number
  backend: string
  elapsedMs: number
}

/** Before that the pace of a few gradings says nothing of the rest. */
const pacedFrom = 0.02

/** One line, such as "xavier: 340 of 2040 gradings (wasm), about 1 min 4 s left". */
export function describeProgress(slug: string, { done, total, backend, elapsedMs }: Progress): string {
  const so = `${slug}: ${done} of ${total} gradings (${backend})`
  if (done >= total) return so
  if (done < total * pacedFrom) return `${so}, the time left is not known yet`
  return `${so}, about ${describeSpan((elapsedMs / done) * (total - done))} left`
}

function describeSpan(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/**
 * Rewrites its one line at a terminal; elsewhere it writes one whenever another twentieth is done, so that a log stays short.
 * @returns what to call after each grading
 */
export function makeProgressLine(
  slug: string,
  { write, isTerminal, now }: { write: (text: string) => void; isTerminal: boolean; now: () => number },
): (progress: Omit<Progress, 'elapsedMs'>) => void {
  const startedAt = now()
  let twentieth = 0
  return (progress) => {
    const line = describeProgress(slug, { ...progress, elapsedMs: now() - startedAt })
    const isLast = progress.done >= progress.total
    // The rest of a longer line before it is cleared.
    if (isTerminal) return write(`\r${line}\u001B[K${isLast ? '\n' : ''}`)
    const reached = Math.floor((20 * progress.done) / progress.total)
    if (reached === twentieth) return
    twentieth = reached
    write(`${line}\n`)
  }
}
