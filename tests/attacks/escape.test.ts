import { describeAttacks } from './corpus.ts'

await describeAttacks('escape', 'wasm')
