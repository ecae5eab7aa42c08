/** `npm run typecheck`: the whole project, then each room of the grader without what its realm does not have. */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'

import { generateClientWhenNeeded } from './build.ts'
import { checkout } from './start-environment.ts'

const projects = ['.', 'grader', 'grader/host', 'grader/service']
const compiler = createRequire(import.meta.url).resolve('typescript/lib/tsc.js')
const next = path.join(checkout, 'node_modules', 'next', 'dist', 'bin', 'next')

await generateClientWhenNeeded()
// Writes next-env.d.ts and the types of routes, which a fresh checkout does not have.
const failed = [[next, 'typegen'], ...projects.map((project) => [compiler, '--project', project])].filter((args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: checkout, encoding: 'utf8' })
  if (status !== 0) console.error(`${path.basename(args[0] ?? '')} ${args.slice(1).join(' ')}\n${stdout}${stderr}`)
  return status !== 0
})
process.exitCode = failed.length === 0 ? 0 : 1
