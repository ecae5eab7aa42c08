import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { lastLinesOfLog, startChild } from './supervise.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'supervise-'))
})
afterAll(async () => rm(folder, { recursive: true }))

async function prepare(name: string, source: string) {
  const script = path.join(folder, `${name}.mjs`)
  await writeFile(script, source)
  return { name, script, args: [], environment: process.env, logFolder: folder, stopTimeoutMs: 5000 }
}

const read = async (name: string) => readFile(path.join(folder, name), 'utf8').catch(() => '')
const patient = { timeout: 30_000, interval: 20 }

test('a log is rotated while its child runs, and no line is lost or cut', async () => {
  const lines = 3000
  const options = await prepare(
    'talker',
    `for (let line = 1; line <= ${lines}; line += 1) console.log('line ' + line)
    setInterval(() => undefined, 1000)`,
  )
  const logLimitBytes = 17_000
  const child = await startChild({ ...options, logLimitBytes })
  await vi.waitFor(async () => expect(await read('talker.log')).toContain(`line ${lines}\n`), patient)
  const [before, after] = [await read('talker.log.old'), await read('talker.log')]
  expect(before).not.toBe('')
  expect(before.endsWith('\n')).toBe(true)
  // How much arrives at once is the pipe's affair: a second rotation lets the first lines go, and none between.
  const kept = (before + after).trimEnd().split('\n')
  const first = lines - kept.length + 1
  expect(kept).toEqual(Array.from(kept, (_, index) => `line ${first + index}`))
  await child.stop()
})

test('a log of hours stays within twice its limit and a little', async () => {
  const options = await prepare(
    'chatter',
    `for (let count = 0; count < 400; count += 1) console.error('x'.repeat(999))
    console.error('the end')`,
  )
  const child = await startChild({ ...options, logLimitBytes: 20_000 })
  expect(await child.exited).toBe('code 0')
  const pipeBytes = 65_536
  for (const name of ['chatter.log', 'chatter.log.old']) {
    expect((await stat(path.join(folder, name))).size).toBeLessThan(20_000 + pipeBytes)
  }
  expect(await lastLinesOfLog(options)).toMatch(/x\nthe end$/)
})

test('what a child said last stands in its log when it is gone', async () => {
  const options = await prepare('failing', `console.log('before'); throw new Error('no port')`)
  const child = await startChild(options)
  expect(await child.exited).toBe('code 1')
  expect(await lastLinesOfLog(options)).toMatch(/^before\n[^]*no port/)
})

test('a child whose parent is killed ends in peace, though nobody reads what it says', async () => {
  const ended = path.join(folder, 'ended')
  const options = await prepare(
    'orphan',
    `import { writeFileSync } from 'node:fs'
    import { setTimeout as wait } from 'node:timers/promises'
    process.on('SIGTERM', async () => {
      // Until the pipe has told that nobody reads it.
      let failed = false
      while (!failed) {
        process.stdout.write('ending', (error) => (failed ||= Boolean(error)))
        await wait(1)
      }
      writeFileSync(${JSON.stringify(ended)}, 'in peace')
      process.exit()
    })
    setInterval(() => undefined, 1000)
    console.log('running')`,
  )
  const supervise = JSON.stringify(path.join(import.meta.dirname, 'supervise.ts'))
  const source = `import { startChild } from ${supervise}; await startChild(${JSON.stringify(options)})`
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: 'ignore' })
  await vi.waitFor(async () => expect(await read('orphan.log')).toContain('running'), patient)
  parent.kill('SIGKILL')
  await once(parent, 'exit')
  await vi.waitFor(async () => expect(await read('ended')).toBe('in peace'), patient)
})
