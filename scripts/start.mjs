// @ts-check
// `npm start`: installs what is missing, then hands over to start.ts under the project's own Node.
import { runUnderOwnNode } from './bootstrap.mjs'

await runUnderOwnNode('scripts/start.ts')
