/** Vitest's browser, which is the one that grades as well: found, unpacked and started as everywhere else. */
import { playwright } from '@vitest/browser-playwright'
import type { LaunchOptions } from 'playwright'
import type { Plugin } from 'vite'

/**
 * A browser is looked for only when component tests run: unit tests need none, and must not fail where there is none.
 * @returns the plugin that finds it while the tests' server is made, and the provider that starts it afterwards
 */
export function ownChromium() {
  const launchOptions: LaunchOptions = {}
  // A provider that launches ahead would do so before anything is found.
  const { prewarm: _, ...provider } = playwright({
    launchOptions,
    // Only what is not there at all takes so long.
    actionTimeout: 20_000,
    contextOptions: { locale: 'en-US', timezoneId: 'Europe/Zurich' },
  })
  const plugin: Plugin = {
    name: 'find-chromium',
    async configureServer() {
      const { chromiumLaunchOptions } = await import('../../grader/host/launch-chromium.ts')
      Object.assign(
        launchOptions,
        await chromiumLaunchOptions({ purpose: 'testing', log: (line) => console.log(line) }),
      )
    },
  }
  return { plugin, provider }
}
