import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'

import { testedRooms } from './rig/checks/rooms.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const alias = [
  { find: /^server-only$/, replacement: here('./tests/server-only.ts') },
  { find: /^kit$/, replacement: here('./grader/kit/index.ts') },
  { find: /^grader\/experiments$/, replacement: here('./grader/experiments/index.ts') },
  { find: /^grader\/judge$/, replacement: here('./grader/judge/index.ts') },
  { find: /^@\//, replacement: here('./') },
]

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
          // A hang must fail; a busy machine must not.
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
