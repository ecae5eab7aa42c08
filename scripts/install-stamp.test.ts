import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { forgetInstall, installIsComplete, markInstallComplete } from './install-stamp.mjs'

let checkout: string
beforeEach(() => {
  checkout = mkdtempSync(path.join(os.tmpdir(), 'install-stamp-'))
  mkdirSync(path.join(checkout, 'node_modules'))
  writeLock({ 'node_modules/a': { version: '1.0.0', integrity: 'x' } })
})
afterEach(() => rmSync(checkout, { recursive: true }))

function writeLock(packages: Record<string, object>): void {
  writeFileSync(path.join(checkout, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }))
}

function writeInstalled(packages: Record<string, object>): void {
  writeFileSync(path.join(checkout, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }))
}

test('an interrupted install is not complete, whatever lies in node_modules', () => {
  mkdirSync(path.join(checkout, 'node_modules', 'a'))
  expect(installIsComplete(checkout)).toBe(false)
})

test('an install made by hand is taken as it is', () => {
  writeInstalled({ 'node_modules/a': { version: '1.0.0', integrity: 'x' } })
  expect(installIsComplete(checkout)).toBe(true)
})

test('an older package, or a missing one, is not complete; one of another platform may be missing', () => {
  writeInstalled({ 'node_modules/a': { version: '0.9.0', integrity: 'y' } })
  expect(installIsComplete(checkout)).toBe(false)
  writeInstalled({})
  expect(installIsComplete(checkout)).toBe(false)
  writeLock({ 'node_modules/a': { version: '1.0.0', integrity: 'x', optional: true } })
  expect(installIsComplete(checkout)).toBe(true)
})

test('a changed lock asks for a new install', () => {
  writeInstalled({ 'node_modules/a': { version: '1.0.0', integrity: 'x' } })
  markInstallComplete(checkout)
  expect(installIsComplete(checkout)).toBe(true)
  writeLock({ 'node_modules/a': { version: '1.0.0', integrity: 'x' }, 'node_modules/b': { version: '1.0.0' } })
  expect(installIsComplete(checkout)).toBe(false)
})

test('an install that is begun anew counts as none until it is done', () => {
  writeInstalled({ 'node_modules/a': { version: '1.0.0', integrity: 'x' } })
  markInstallComplete(checkout)
  forgetInstall(checkout)
  expect(installIsComplete(checkout)).toBe(false)
})
