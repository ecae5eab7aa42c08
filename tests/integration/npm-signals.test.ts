/** What a service manager does: it sends the signal to npm alone. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

import { afterEach, expect, test } from 'vitest'

const checkout = path.resolve(import.meta.dirname, '../..')
const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

/** A package whose `npm start` hands over as ours does. */
async function makePackage(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gym-npm-'))
  folders.push(folder)
  const bootstrap = pathToFileURL(path.join(checkout, 'scripts/bootstrap.mjs')).href
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ scripts: { start: 'node start.mjs' } }))
  await writeFile(
    path.join(folder, 'start.mjs'),
    `import { runUnderOwnNode } from '${bootstrap}'\nawait runUnderOwnNode('tests/integration/waits-for-signal.ts')\n`,
  )
  return folder
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('npm that is told to end takes along what it started', async () => {
  const npm = spawn('npm', ['start'], { cwd: await makePackage(), stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: npm.stdout })
  const said: string[] = []
  lines.on('line', (line) => said.push(line))
  await expect.poll(() => said.find((line) => line.startsWith('waiting')), { timeout: 30_000 }).toBeDefined()
  const pid = Number(said.find((line) => line.startsWith('waiting'))?.split(' ')[1])
  try {
    const ended = once(npm, 'exit')
    npm.kill('SIGTERM')
    await ended
    for (let tries = 0; isAlive(pid) && tries < 100; tries++) await wait(100)
    expect(isAlive(pid)).toBe(false)
    expect(said).toContain('told to end')
  } finally {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  }
})
