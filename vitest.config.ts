import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'

import { testedRooms } from './rig/checks/rooms.ts'
import { ownChromium } from './tests/components/own-chromium.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const alias = [
  { find: /^server-only$/, replacement: here('./tests/server-only.ts') },
  { find: /^kit$/, replacement: here('./grader/kit/index.ts') },
  { find: /^grader\/experiments$/, replacement: here('./grader/experiments/index.ts') },
  { find: /^grader\/judge$/, replacement: here('./grader/judge/index.ts') },
  { find: /^@\//, replacement: here('./') },
]

const componentTests = '**/*.browser.test.tsx'
const chromium = ownChromium()

export default defineConfig({
  resolve: { alias },
  test: {
    passWithNoTests: false,
    // By itself it would leave one core of two to itself, and need next to nothing of it.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            `{${testedRooms.join(',')}}/**/*.test.{ts,tsx}`,
            'tests/*.test.ts',
            'tests/{boundaries,reference}/**/*.test.ts',
          ],
          exclude: [componentTests],
          // A hang must fail; a busy machine must not.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        plugins: [chromium.plugin],
        // The build writes it into the pages.
        define: { 'process.env.GRADIENT_GYM_BUILD': JSON.stringify('a-test') },
        resolve: {
          alias: [
            { find: /^next\/navigation$/, replacement: here('./tests/components/next-navigation.ts') },
            { find: /^next\/link$/, replacement: here('./tests/components/next-link.tsx') },
          ],
        },
        optimizeDeps: {
          // What is found only while tests run would load the page anew under them.
          noDiscovery: true,
          include: [
            '@tanstack/react-virtual',
            'react',
            'react-dom',
            'react-dom/client',
            'react/jsx-dev-runtime',
            'react/jsx-runtime',
            'zod',
          ],
          // It must meet the stand-ins above.
          exclude: ['next-intl'],
        },
        test: {
          name: 'components',
          include: [`components/${componentTests}`],
          setupFiles: ['tests/components/setup.ts'],
          // Two browsers' pages at once would take the focus from each other.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            provider: chromium.provider,
            instances: [{ browser: 'chromium' }],
            viewport: { width: 1280, height: 800 },
            screenshotFailures: false,
          },
          expect: { poll: { timeout: 10_000 } },
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/integration/one-postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'attacks',
          include: ['tests/attacks/**/*.test.ts'],
          // Real browsers, one after another: attacks that eat memory or time must not judge each other.
          fileParallelism: false,
          maxConcurrency: 2,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          // Each kills processes of its own; together they would starve each other.
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
