// @ts-check
/** Knows whether node_modules is the whole of what package-lock.json asks for. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, peer?: boolean, link?: boolean }} Locked */

/**
 * True after a complete install of the present lock, ours or one made by hand.
 * An interrupted install leaves neither a stamp nor npm's own record of what it installed.
 * @param {string} checkout
 */
export function installIsComplete(checkout) {
  const installed = path.join(checkout, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return false
  const stamp = stampFile(checkout)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === currentStamp(checkout)) return true
  if (!installMatchesLock(path.join(checkout, 'package-lock.json'), installed)) return false
  markInstallComplete(checkout)
  return true
}

/** @param {string} checkout */
export function markInstallComplete(checkout) {
  writeFileSync(stampFile(checkout), currentStamp(checkout))
}

/**
 * Before npm removes the old packages, so that a kill half way is seen.
 * @param {string} checkout
 */
export function forgetInstall(checkout) {
  rmSync(stampFile(checkout), { force: true })
  rmSync(path.join(checkout, 'node_modules', '.package-lock.json'), { force: true })
}

/** @param {string} checkout */
function stampFile(checkout) {
  return path.join(checkout, 'node_modules', '.gradient-gym-installed')
}

/**
 * The lock, and the platform: a folder shared between two machines needs the other one's binaries.
 * @param {string} checkout
 */
function currentStamp(checkout) {
  const lock = readFileSync(path.join(checkout, 'package-lock.json'))
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`
}

/**
 * Compares with npm's own record, for someone who ran `npm ci` by hand. Optional packages may be absent: they are other platforms'.
 * @param {string} lockFile
 * @param {string} installedFile
 */
function installMatchesLock(lockFile, installedFile) {
  /** @type {Record<string, Locked>} */
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  /** @type {Record<string, Locked>} */
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  return Object.entries(locked).every(([place, wanted]) => {
    if (place === '') return true
    const there = installed[place]
    if (there === undefined) return wanted.optional === true
    return there.version === wanted.version && there.integrity === wanted.integrity
  })
}
