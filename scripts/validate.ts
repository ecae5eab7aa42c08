/** `npm run validate`: what a commit must pass. The quick checks, the unit tests, and the exercises that changed. */
import { quickChecks } from './quick-checks.ts'
import { runToEnd } from './run-to-end.ts'

const steps = [
  ...quickChecks,
  { name: 'unit', args: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter=dot'] },
  { name: 'exercises', args: ['scripts/exercise.ts', 'check'] },
]

const failed: string[] = []
for (const { name, args } of steps) {
  const startedAt = Date.now()
  const { code, output } = await runToEnd(args)
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  if (code !== 0) {
    failed.push(name)
    console.log(output)
  }
}
if (failed.length > 0) console.log(`failed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
