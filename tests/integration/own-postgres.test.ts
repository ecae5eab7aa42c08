/** The PostgreSQL that `npm start` runs by itself: its data outlive stops, kills and half-made clusters. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { describeProcess } from '../../runner/processes/describe-process.ts'
import { keepRunning } from '../../runner/processes/keep-running.ts'
import { type RunningPostgres, startPostgres } from '../../runner/postgres/postgres.ts'

let folder: string
const running: RunningPostgres[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'own-postgres-'))
  await chmod(folder, 0o711)
})
afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop()
  await rm(folder, { recursive: true })
})

async function start(
  onLog: (line: string) => void = () => undefined,
  more: Pick<Parameters<typeof startPostgres>[0], 'log'> = {},
): Promise<RunningPostgres> {
  const postgres = await startPostgres({ dataFolder: path.join(folder, 'postgres'), onLog, ...more })
  running.push(postgres)
  return postgres
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

async function postmasterPid(): Promise<number> {
  return Number((await readFile(path.join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

describe('a PostgreSQL of our own', () => {
  test('keeps its data over a stop and a start', async () => {
    const first = await start()
    await query(first.url, 'create table kept (number int); insert into kept values (42)')
    await first.stop()
    const second = await start()
    expect(await query(second.url, 'select number from kept')).toEqual([{ number: 42 }])
  })

  test('asks for its password, and is no superuser to us', async () => {
    const { url } = await start()
    const wrong = new URL(url)
    wrong.password = 'guessed'
    await expect(query(wrong.href, 'select 1')).rejects.toThrow('password authentication failed')
    expect(await query(url, 'select rolsuper from pg_roles where rolname = current_user')).toEqual([
      { rolsuper: false },
    ])
  })

  test('keeps its secrets from other accounts', async () => {
    await start()
    for (const file of ['password', 'url', 'postgres.log']) {
      expect((await stat(path.join(folder, 'postgres', file))).mode & 0o077, file).toBe(0)
    }
  })

  test('its log is put aside while it runs, and stays its secret', async () => {
    const log = path.join(folder, 'postgres', 'postgres.log')
    const { url } = await start(undefined, { log: { limitBytes: 4_000, lookEveryMs: 20 } })
    const fail = async (): Promise<void> =>
      void (await query(url, `select '${'x'.repeat(500)}'::int`).catch(() => undefined))
    for (let time = 0; time < 5; time++) await fail()
    await vi.waitFor(async () => expect((await stat(log)).size).toBeLessThan(4_000), { timeout: 10_000 })
    await fail()
    // Where the file ends now: no gap stands before it.
    await vi.waitFor(async () => expect(await readFile(log, 'utf8')).toMatch(/^[^\0]*invalid input syntax/), {
      timeout: 10_000,
    })
    expect(await readFile(`${log}.old`, 'utf8')).toContain('invalid input syntax')
    expect((await stat(`${log}.old`)).mode & 0o077).toBe(0)
  })

  test('a server left by a killed run is stopped, and its data are there', async () => {
    const script = `
      const { startPostgres } = await import(${JSON.stringify(path.resolve('runner/postgres/postgres.ts'))})
      await startPostgres({ dataFolder: ${JSON.stringify(path.join(folder, 'postgres'))}, onLog: () => undefined })
      process.stdout.write('started')
      setInterval(() => undefined, 1000)`
    const earlier = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(earlier.stdout, 'data')
    const url = (await readFile(path.join(folder, 'postgres', 'url'), 'utf8')).trim()
    await query(url, 'create table kept (number int); insert into kept values (7)')
    earlier.kill('SIGKILL')
    await once(earlier, 'exit')
    const leftover = await postmasterPid()
    expect(await describeProcess(leftover)).toBeDefined()

    const lines: string[] = []
    const later = await start((line) => lines.push(line))
    expect(await describeProcess(leftover)).toBeUndefined()
    expect(lines.join('\n')).toContain(String(leftover))
    expect(await query(later.url, 'select number from kept')).toEqual([{ number: 7 }])
  })

  test('a server killed with kill -9 starts again with what was committed', async () => {
    const first = await start()
    await query(first.url, 'create table kept (number int); insert into kept values (1)')
    process.kill(await postmasterPid(), 'SIGKILL')
    await first.exited
    const second = await start()
    expect(await query(second.url, 'select number from kept')).toEqual([{ number: 1 }])
  })

  test('a server that is kept comes back on its own address after kill -9', async () => {
    const options = { dataFolder: path.join(folder, 'postgres'), onLog: () => undefined }
    const first = await startPostgres(options)
    await query(first.url, 'create table kept (number int); insert into kept values (3)')
    const kept = keepRunning(first, {
      name: 'PostgreSQL',
      start: () => startPostgres({ ...options, port: first.port }),
      onRestart: () => undefined,
    })
    try {
      process.kill(await postmasterPid(), 'SIGKILL')
      await first.exited
      await vi.waitFor(async () => expect(await query(first.url, 'select number from kept')).toEqual([{ number: 3 }]), {
        timeout: 20_000,
        interval: 100,
      })
    } finally {
      await kept.stop()
    }
  })

  test('a cluster that was never finished is made anew', async () => {
    const parent = path.join(folder, 'postgres')
    await mkdir(path.join(parent, 'cluster.new-dead', 'base'), { recursive: true })
    await writeFile(path.join(parent, 'cluster.new-dead', 'PG_VERSION'), '18\n')
    const { url } = await start()
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect((await readdir(parent)).filter((name) => name.includes('.new-'))).toEqual([])
  })

  test('a number that another program has now is left alone', async () => {
    const first = await start()
    await first.stop()
    const cluster = path.join(folder, 'postgres', 'cluster')
    const file = path.join(cluster, 'postmaster.pid')
    await writeFile(file, `${process.pid}\n${cluster}\n1\n1\n\n127.0.0.1\n1 1\nready\n`)
    const second = await start()
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})
