/**
 * `npm start`: PostgreSQL, migrations, a build when needed, then the web and the grader, until Ctrl+C.
 * Runs under the project's own Node; scripts/start.mjs installs and calls it.
 */
import { nothing, runCommand } from '../runner/command.ts'
import { runProduct } from '../runner/run-product.ts'

await runCommand({
  usage: 'usage: npm start\nPORT, HOST and DATABASE_URL are heeded; docs/operating.md has all variables.',
  given: nothing,
  run: runProduct,
})
process.exit()
