// @ts-check
/**
 * Adds to package-lock.json what `npm install` leaves out: the optional packages of other platforms.
 *
 * npm drops them when it writes the lock from an existing node_modules (npm/cli#4828), or when a registry mirror does not
 * hold them; `npm ci` then refuses the lock. The entries added here have a version, and the platform read from the name,
 * so that this machine skips them and another one fetches them.
 *
 *   node scripts/complete-lockfile.mjs           adds what is missing
 *   node scripts/complete-lockfile.mjs --check   only says what is missing, and exits 1 then
 */
import { readFileSync, writeFileSync } from 'node:fs'

/** @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} Locked */

const operatingSystems = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openharmony']
const processors = ['x64', 'arm64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'wasm32']

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
/** @type {Record<string, Locked>} */
const packages = lock.packages
const missing = findMissing()

if (missing.length === 0) {
  console.log('package-lock.json names the optional packages of every platform.')
} else if (process.argv.includes('--check')) {
  console.log(`package-lock.json lacks ${missing.map(({ name }) => name).join(', ')}.`)
  console.log('`npm ci` refuses it so. Run: node scripts/complete-lockfile.mjs')
  process.exitCode = 1
} else {
  for (const { name, version } of missing) {
    packages[`node_modules/${name}`] = { version, optional: true, ...platformOf(name) }
  }
  const [root, ...others] = Object.entries(packages)
  others.sort(([a], [b]) => a.localeCompare(b, 'en'))
  lock.packages = Object.fromEntries([root, ...others])
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`Added ${missing.length} optional packages of other platforms to package-lock.json.`)
}

/** @returns {{ name: string, version: string }[]} */
function findMissing() {
  /** @type {Map<string, string>} */
  const found = new Map()
  for (const [place, locked] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(locked.optionalDependencies ?? {})) {
      if (!isLocked(name, place)) found.set(name, version)
    }
  }
  return [...found].map(([name, version]) => {
    if (!/^\d+\.\d+\.\d+/.test(version)) {
      throw new Error(`${name} is asked for as "${version}": an exact version is needed to lock it unseen.`)
    }
    return { name, version }
  })
}

/**
 * Looks where Node would: beside the package that asks, then outwards.
 * @param {string} name
 * @param {string} place
 */
function isLocked(name, place) {
  for (let base = place; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    if (packages[`${base === '' ? '' : `${base}/`}node_modules/${name}`] !== undefined) return true
    if (base === '') return false
  }
}

/**
 * The conventions of napi-rs and its kin: name-<os>-<cpu>[-<abi>].
 * @param {string} name
 * @returns {Locked}
 */
function platformOf(name) {
  const words = name.split(/[-/]/)
  const cpu = processors.find((word) => words.includes(word))
  const os = words.includes('win') ? 'win32' : operatingSystems.find((word) => words.includes(word))
  if (cpu === undefined || (os === undefined && cpu !== 'wasm32')) {
    throw new Error(`${name}: no platform can be read from this name. Add its entry to package-lock.json by hand.`)
  }
  const musl = words.some((word) => word.startsWith('musl'))
  const libc = os !== 'linux' ? undefined : musl ? ['musl'] : ['glibc']
  return { cpu: [cpu], ...(os === undefined ? {} : { os: [os] }), ...(libc === undefined ? {} : { libc }) }
}
