import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** The command line of a living process; undefined if there is none with this number (one that only waits to be reaped counts as gone). */
export async function describeProcess(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return commandLine === '' ? undefined : commandLine.replaceAll('\0', ' ')
  }
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'args=', '-p', String(pid)])
    return stdout.trim() === '' ? undefined : stdout.trim()
  } catch {
    return undefined // ps ends with code 1 where it finds no such process.
  }
}
