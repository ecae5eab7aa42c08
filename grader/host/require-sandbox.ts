/** Proof, not trust: the kernel itself says whether Chromium's renderers run behind a system-call filter. */
import { readFile } from 'node:fs/promises'

import type { Browser } from 'playwright'

/** The value of `Seccomp:` in /proc/<pid>/status for a process under a filter of its own. */
const seccompFilter = '2'

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
      const status = await readFile(`/proc/${id}/status`, 'utf8')
      const seccomp = /^Seccomp:\s*(\d+)$/m.exec(status)?.[1]
      if (seccomp !== seccompFilter) {
        throw new Error(
          `Chromium's renderer runs without its sandbox (Seccomp is ${seccomp ?? 'not reported'}, expected ${seccompFilter}), so nothing is graded in it. ` +
            'Allow user namespaces to it, or run the grader on a kernel with seccomp.',
        )
      }
    }
  } finally {
    await session.detach()
    await page.close()
  }
}
