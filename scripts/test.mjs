// @ts-check
// `npm test`: installs what is missing, then hands over to test.ts under the project's own Node.
import { runUnderOwnNode } from './bootstrap.mjs'

await runUnderOwnNode('scripts/test.ts')
