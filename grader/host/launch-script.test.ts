import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { launchScript } from './launch-script.ts'

let folder: string
let profile: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'launch script-'))
  chmodSync(folder, 0o755)
  profile = path.join(folder, 'playwright_chromiumdev_profile-abc')
  mkdirSync(profile)
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Stands in for the browser: says who it is and what it was given. */
function run(args: string[], network = true): { status: number | null; stdout: string } {
  const executablePath = path.join(folder, "it's a browser")
  writeFileSync(
    executablePath,
    '#!/bin/sh\nid -u; echo "$HOME"; readlink /proc/self/ns/net; for a in "$@"; do echo "[$a]"; done\n',
    { mode: 0o755 },
  )
  const script = path.join(folder, 'launch.sh')
  const dropRoot = process.getuid?.() === 0
  writeFileSync(script, launchScript({ executablePath, libraryPath: null, network, dropRoot }), { mode: 0o755 })
  return spawnSync(script, args, { encoding: 'utf8' })
}

test('the browser is never root, and gets its arguments as they are', () => {
  const { status, stdout } = run([`--user-data-dir=${profile}`, '--rules=MAP * ~NOTFOUND'])
  expect(status).toBe(0)
  expect(stdout.split('\n')[0]).not.toBe('0')
  expect(stdout).toContain(`\n${profile}\n`)
  expect(stdout).toContain('[--rules=MAP * ~NOTFOUND]')
})

test('a folder that Playwright did not make is given to nobody', () => {
  for (const dir of ['/etc', `${folder}/profile`, '']) expect(run([`--user-data-dir=${dir}`]).status).toBe(1)
})

test('grading has no network where the kernel permits a namespace of its own', () => {
  const permitted =
    process.platform === 'linux' && spawnSync('unshare', ['--user', '--map-current-user', '--net', 'true']).status === 0
  const withNetwork = run([`--user-data-dir=${profile}`], true).stdout
  const without = run([`--user-data-dir=${profile}`], false).stdout
  expect(without === withNetwork).toBe(!permitted)
})
