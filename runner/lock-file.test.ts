import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { bornAt, LockedError, takeLock } from './lock-file.mjs'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lock-file-'))
  file = path.join(folder, 'start.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a second one is told who holds it, and gets it after the release', async () => {
  const lock = await takeLock(file)
  await expect(takeLock(file)).rejects.toMatchObject({ pid: process.pid })
  await expect(takeLock(file)).rejects.toBeInstanceOf(LockedError)
  lock.release()
  const next = await takeLock(file)
  next.release()
  expect(readdirSync(folder)).toEqual([])
})

test('the lock of a process that was killed is taken over', async () => {
  const script = `
    const { takeLock } = await import(${JSON.stringify(path.join(import.meta.dirname, 'lock-file.mjs'))})
    await takeLock(${JSON.stringify(file)})
    process.stdout.write('taken')
    setInterval(() => undefined, 1000)`
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  await expect(takeLock(file)).rejects.toMatchObject({ pid: holder.pid })
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const lock = await takeLock(file)
  lock.release()
  expect(existsSync(file)).toBe(false)
})

test('a number that another program got later does not hold the lock', async () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, born: `${bornAt(process.pid)}0` }))
  const lock = await takeLock(file)
  await expect(takeLock(file)).rejects.toBeInstanceOf(LockedError)
  lock.release()
})

test('a damaged lock file holds nothing', async () => {
  writeFileSync(file, '{"pid": 1')
  const lock = await takeLock(file)
  await expect(takeLock(file)).rejects.toBeInstanceOf(LockedError)
  lock.release()
})

test('of many at once exactly one gets a stale lock', async () => {
  writeFileSync(file, JSON.stringify({ pid: 2 ** 22, born: 'long ago' }))
  const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(file)))
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})
