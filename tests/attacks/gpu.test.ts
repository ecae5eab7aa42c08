/** On webgl alone: the browser's one GPU process serves every cage, so what it is busy with outlives the attacker's. */
import { describeAttacks } from './corpus.ts'

await describeAttacks('gpu', { backend: 'webgl' })
