import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { watchRendererMemory } from './renderer-memory.ts'

test.skipIf(process.platform !== 'linux')(
  'a renderer over the limit is ended, and whoever counts is told once',
  async () => {
    const renderer = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const processInfo = [
      { type: 'renderer', id: renderer.pid ?? 0 },
      { type: 'browser', id: process.pid },
    ]
    let asked = 0
    const session = {
      async send() {
        asked += 1
        return { processInfo: asked === 1 ? processInfo : [] }
      },
    }
    let ended = 0
    const browser = { newBrowserCDPSession: async () => session }
    const watch = watchRendererMemory(browser, { limitBytes: 1024, onEnded: () => (ended += 1) })
    const [, signal] = await once(renderer, 'exit')
    watch.stop()
    expect(signal).toBe('SIGKILL')
    expect(ended).toBe(1)
  },
)
