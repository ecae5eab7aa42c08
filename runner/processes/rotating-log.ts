/** A log file that does not grow beyond a limit: what is full becomes `.old`, in place of the one before. */
import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs'
import { copyFile, stat, truncate } from 'node:fs/promises'

export interface RotatingLog {
  /** Written when it returns. A disk that is full loses lines; whoever writes goes on. */
  write(chunk: Buffer): void
  close(): void
}

export function openRotatingLog(file: string, limitBytes: number): RotatingLog {
  let open: { descriptor: number; size: number } | undefined = openAt(file)

  function append(bytes: Buffer): void {
    open ??= openAt(file)
    for (let at = 0; at < bytes.length;) at += writeSync(open.descriptor, bytes, at)
    open.size += bytes.length
  }

  function close(): void {
    if (open !== undefined) closeSync(open.descriptor)
    open = undefined
  }

  return {
    write(chunk) {
      try {
        if (open === undefined || open.size + chunk.length <= limitBytes) return append(chunk)
        // A line that has begun ends where it began, if its end is here.
        const rest = chunk.indexOf('\n') + 1
        append(chunk.subarray(0, rest))
        close()
        renameSync(file, `${file}.old`)
        append(chunk.subarray(rest))
      } catch (error) {
        if (!(error instanceof Error && 'syscall' in error)) throw error
      }
    },
    close,
  }
}

function openAt(file: string): { descriptor: number; size: number } {
  const descriptor = openSync(file, 'a', 0o600)
  return { descriptor, size: fstatSync(descriptor).size }
}

/**
 * The same for a file that another program holds open and appends to: its text is copied to `.old`, and it begins anew. Lines that are
 * written in between are lost.
 */
export async function putAsideWhenFull(file: string, limitBytes: number): Promise<void> {
  const { size } = await stat(file)
  if (size <= limitBytes) return
  await copyFile(file, `${file}.old`)
  await truncate(file)
}
