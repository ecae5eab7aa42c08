// @ts-check
/** A lock that one process holds: a file with its id. It is taken over when that process is gone, however it went. */
import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** @typedef {{ pid: number, born: string }} Holder */

export class LockedError extends Error {
  /** @param {number} pid */
  constructor(pid) {
    super(`process ${pid} holds the lock`)
    this.pid = pid
  }
}

/**
 * @param {string} file
 * @param {{ onWait?: (pid: number) => void }} [options] with onWait, waits until the holder ends; told once whom it waits for
 * @returns {Promise<{ release: () => void }>}
 * @throws {LockedError} if a living process holds it, and nobody wants to wait
 */
export async function takeLock(file, { onWait } = {}) {
  let told = false
  for (;;) {
    const holder = tryToTake(file)
    if (holder === undefined) return { release: () => release(file) }
    if (onWait === undefined) throw new LockedError(holder.pid)
    if (!told) onWait(holder.pid)
    told = true
    await wait(500)
  }
}

/**
 * @param {string} file
 * @returns {Holder | undefined} who has it; undefined if we do now
 */
function tryToTake(file) {
  mkdirSync(path.dirname(file), { recursive: true })
  // Written elsewhere and linked into place: nobody ever reads half of it, and of two at once one gets it.
  const own = `${file}.${process.pid}`
  writeFileSync(own, JSON.stringify({ pid: process.pid, born: bornAt(process.pid) }), { mode: 0o600 })
  try {
    for (;;) {
      try {
        linkSync(own, file)
        return undefined
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error
      }
      const holder = removeIfStale(file, own)
      if (holder !== undefined) return holder
    }
  } finally {
    rmSync(own, { force: true })
  }
}

/**
 * @param {string} file
 * @param {string} own a name that nobody else uses
 * @returns {Holder | undefined} the living holder; undefined if the lock is free to try for
 */
function removeIfStale(file, own) {
  const holder = readHolder(file)
  if (holder !== undefined && isAlive(holder)) return holder
  const aside = `${own}.stale`
  try {
    renameSync(file, aside)
    // Another start may have taken it over between the two lines above: then it goes back.
    const moved = readHolder(aside)
    if (moved !== undefined && isAlive(moved)) renameSync(aside, file)
    return undefined
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    return undefined
  } finally {
    rmSync(aside, { force: true })
  }
}

/** @param {string} file */
function release(file) {
  if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true })
}

/**
 * @param {string} file
 * @returns {Holder | undefined}
 */
function readHolder(file) {
  try {
    const { pid, born } = JSON.parse(readFileSync(file, 'utf8'))
    return typeof pid === 'number' && typeof born === 'string' ? { pid, born } : undefined
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/**
 * @param {string} file
 * @returns {boolean} whether a living process holds it
 */
export function isHeld(file) {
  const holder = readHolder(file)
  return holder !== undefined && isAlive(holder)
}

/**
 * After a restart of the machine another program may have the number: the time of birth tells them apart.
 * @param {Holder} holder
 */
export function isAlive({ pid, born }) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives, and belongs to someone else.
    if (codeOf(error) !== 'EPERM') return false
  }
  return bornAt(pid) === born
}

/**
 * When a process began, in words of the system's own; '' where it cannot be told.
 * @param {number} pid
 */
export function bornAt(pid) {
  try {
    if (process.platform === 'linux') {
      // After the name, which may hold spaces and brackets: the state, and later field 22, the start in ticks since boot.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ')
      if (fields[0] === 'Z') return '' // Ended, and only waiting for its parent to notice.
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`
    }
    if (process.platform === 'win32') return ''
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return '' // It ended meanwhile; `born` of a living one is never ''.
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
