import { describeAttacks } from './corpus.ts'

await describeAttacks('forgery', { backend: 'wasm', twoAtOnce: true })
