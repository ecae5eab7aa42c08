/** Proof, not trust: the kernel itself says whether Chromium's renderers run behind a system-call filter, in namespaces of their own. */
import { readFile } from 'node:fs/promises'

import type { Browser } from 'playwright'

/** What the kernel says of a process in its own sandbox, line by line of /proc/<pid>/status. */
const walls = [
  // 2: every system call goes through a filter of its own.
  { name: 'Seccomp', holds: (value: string) => value === '2', wanted: '2' },
  // Its number in each namespace that it is in: more than one stands for a process namespace of its own.
  { name: 'NSpid', holds: (value: string) => value.split(/\s+/).length > 1, wanted: 'a namespace of its own' },
  { name: 'CapEff', holds: (value: string) => /^0+$/.test(value), wanted: 'none' },
  { name: 'NoNewPrivs', holds: (value: string) => value === '1', wanted: '1' },
]

/** @returns each wall that does not stand, in words; none for a process that is sandboxed */
export function missingWalls(status: string): string[] {
  return walls.flatMap(({ name, holds, wanted }) => {
    const value = new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(status)?.[1]?.trim()
    return value !== undefined && holds(value) ? [] : [`${name} is ${value ?? 'not reported'}, expected ${wanted}`]
  })
}

/**
 * On Linux, opens a page and reads the status of every renderer. Elsewhere the kernel offers no such file and Chromium's own word is taken.
 * Invariant: no learner's code is sent to a browser that has not passed here. Without it one missing kernel feature would turn the sandbox off unseen.
 * @throws Error that says what to do if a renderer is not sandboxed, or if there is none to ask
 */
export async function requireSandbox(browser: Browser): Promise<void> {
  if (process.platform !== 'linux') return
  const page = await browser.newPage()
  const session = await browser.newBrowserCDPSession()
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    const renderers = processInfo.filter((info) => info.type === 'renderer')
    if (renderers.length === 0) throw new Error('Chromium shows no renderer, so its sandbox cannot be verified.')
    for (const { id } of renderers) {
      const missing = missingWalls(await readFile(`/proc/${id}/status`, 'utf8'))
      if (missing.length > 0) {
        throw new Error(
          `Chromium's renderer runs without its whole sandbox (${missing.join('; ')}), so nothing is graded in it. ` +
            'Allow user namespaces to it, or run the grader on a kernel with seccomp.',
        )
      }
    }
  } finally {
    await session.detach()
    await page.close()
  }
}
