/** Writes the Prisma client into prisma/generated without downloading anything. */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'

const root = path.dirname(import.meta.dirname)
const manifest = createRequire(import.meta.url).resolve('prisma/package.json')
const cli = path.join(path.dirname(manifest), 'build', 'index.js')

const result = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  encoding: 'utf8',
  env: {
    ...process.env,
    // The CLI fetches a schema engine unless one is named. `generate` never starts it, so any executable will do.
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
})
if (result.status !== 0) {
  process.stderr.write(result.stdout ?? '')
  throw new Error(`prisma generate ended with ${String(result.status ?? result.signal)}`, { cause: result.error })
}
