import { expect, test } from 'vitest'
import { readingHere } from '../../tests/reading-here.ts'
import type { Realms } from './grading.ts'
import { keepRealms } from './kept-realms.ts'
import { RealmDied, makeMailbox } from './mailbox.ts'
import type { RealmPort } from './mailbox.ts'
import type { ReadyCage } from './open-cage.ts'

/** Realms that count what was opened and what ended. */
function makeFresh() {
  const opened = { cages: 0, judges: 0 }
  const ended: RealmPort[] = []
  const openPort = (): RealmPort => {
    const port: RealmPort = {
      mailbox: makeMailbox(),
      post: () => undefined,
      end() {
        port.mailbox.close(new RealmDied('stopped', 'ended'))
        ended.push(port)
      },
    }
    return port
  }
  const realms: Realms = {
    compile: readingHere.compileLearner,
    openCage(backend) {
      opened.cages += 1
      return Promise.resolve({ port: openPort(), backend, renderer: null })
    },
    openJudge() {
      opened.judges += 1
      return Promise.resolve(openPort())
    },
  }
  return { realms, opened, ended }
}

const died = new RealmDied('died', 'gone')

test('a cage that came to its end serves the next grading on its backend, up to a hundred times', async () => {
  const fresh = makeFresh()
  const { realms } = keepRealms(fresh.realms)
  const first = await realms.openCage('wasm')
  realms.leave?.(first)
  expect(await realms.openCage('webgl')).not.toBe(first)
  for (let use = 2; use <= 100; use++) {
    const again: ReadyCage = await realms.openCage('wasm')
    expect(again).toBe(first)
    realms.leave?.(again)
  }
  expect(fresh.ended).toEqual([first.port])
  expect(await realms.openCage('wasm')).not.toBe(first)
})

test('a judge serves the next grading of its revision, and says again that it is up', async () => {
  const fresh = makeFresh()
  const { realms } = keepRealms(fresh.realms)
  const first = await realms.openJudge('a')
  first.end()
  await realms.openJudge('b')
  const again = await realms.openJudge('a')
  expect(await again.mailbox.next()).toBe('{"type":"up"}')
  expect(fresh.opened.judges).toBe(2)
  // It is in use.
  await realms.openJudge('a')
  expect(fresh.opened.judges).toBe(3)
})

test('what died is not handed out again, and a death ends all that waits', async () => {
  const fresh = makeFresh()
  const { realms } = keepRealms(fresh.realms)
  const [cage, judge, waiting] = [
    await realms.openCage('wasm'),
    await realms.openJudge('a'),
    await realms.openCage('cpu'),
  ]
  cage.port.mailbox.close(died)
  judge.mailbox.close(died)
  realms.leave?.(cage)
  judge.end()
  realms.leave?.(waiting)
  expect(fresh.ended).toHaveLength(2)
  await realms.afterDeath?.(cage)
  expect(fresh.ended).toContain(waiting.port)
  await Promise.all([realms.openCage('wasm'), realms.openCage('cpu'), realms.openJudge('a')])
  expect(fresh.opened).toEqual({ cages: 4, judges: 2 })
})
