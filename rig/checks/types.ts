/** The types of the whole project, then of each room of the grader without what its realm does not have. */
import { generateClientWhenNeeded } from '../../runner/build/build.ts'
import { runNode } from '../../runner/processes/run-to-end.ts'
import { nextProgram } from '../../runner/processes/supervise.ts'

/** One program a realm. What did not change since the last time is not looked at again. */
const programs = ['.', 'grader', 'grader/host', 'grader/service']

/** @returns the exit code, after telling what is wrong */
export async function checkTypes(): Promise<0 | 1> {
  await generateClientWhenNeeded()
  const steps = [
    // Writes next-env.d.ts and the types of routes, which a fresh checkout does not have.
    [nextProgram, 'typegen'],
    ['node_modules/typescript/lib/tsc.js', '--build', ...programs],
  ]
  for (const args of steps) {
    const { code, output } = await runNode(args)
    if (code === 0) continue
    console.error(output)
    return 1
  }
  return 0
}
