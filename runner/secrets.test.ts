import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { readOrMakeSecrets } from './secrets.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('secrets are made once, and only their owner reads them', async () => {
  const made = await readOrMakeSecrets(folder)
  expect(made.nextAuthSecret.length).toBeGreaterThanOrEqual(32)
  expect(await readOrMakeSecrets(folder)).toEqual(made)
  expect(statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test('damaged secrets are never replaced unasked', async () => {
  writeFileSync(path.join(folder, 'secrets.json'), '{"nextAuthSecret": "short"}')
  await expect(readOrMakeSecrets(folder)).rejects.toThrow('are damaged')
})
