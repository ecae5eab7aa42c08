import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { readTar } from './read-tar.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'read-tar-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function pack(): Uint8Array {
  return execFileSync('tar', ['--format=ustar', '-c', '-C', folder, '.'])
}

test('files come out with their path, content and executable bit', () => {
  mkdirSync(path.join(folder, 'lib'))
  writeFileSync(path.join(folder, 'lib', 'run'), 'x'.repeat(1300), { mode: 0o755 })
  writeFileSync(path.join(folder, 'empty'), '', { mode: 0o644 })
  const files = readTar(pack()).map(({ path: name, content, executable }) => ({
    name,
    size: content.length,
    executable,
  }))
  expect(files).toHaveLength(2)
  expect(files).toContainEqual({ name: './lib/run', size: 1300, executable: true })
  expect(files).toContainEqual({ name: './empty', size: 0, executable: false })
})

test('a link is refused, because it could point out of the folder', () => {
  symlinkSync('/etc', path.join(folder, 'out'))
  expect(() => readTar(pack())).toThrow('expected a file or a folder')
})

test('an archive that was cut off is refused', () => {
  writeFileSync(path.join(folder, 'run'), 'x'.repeat(5000))
  expect(() => readTar(pack().subarray(0, 2048))).toThrow('is cut off')
})
