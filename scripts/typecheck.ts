import { checkTypes } from '../rig/checks/types.ts'
import { nothing, runCommand } from '../runner/command.ts'

await runCommand({ usage: 'usage: npm run typecheck', given: nothing, run: checkTypes })
