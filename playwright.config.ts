/**
 * The end-to-end tests. `npm test` starts the product and names it by BASE_URL and DATABASE_URL; by hand, start one
 * (`PORT=3100 DATA_FOLDER=/tmp/gym npm start`), set both, and run `npx playwright test`.
 */
import { defineConfig } from 'playwright/test'

import { chromiumLaunchOptions } from './grader/host/launch-chromium.ts'

const launchOptions = await chromiumLaunchOptions({ purpose: 'testing', log: (line) => console.log(line) })

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Two cores run the web, the grader, its browser and this one.
  workers: 1,
  // A test that passes the second time has shown a fault: it is not run a second time.
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE === undefined ? 'list' : 'json',
  use: {
    baseURL: process.env.BASE_URL ?? 'http://localhost:3000',
    launchOptions,
    screenshot: 'only-on-failure',
    trace: 'off',
  },
})
