import { describeAttacks } from './corpus.ts'

await describeAttacks('escape', { backend: 'wasm', twoAtOnce: true })
