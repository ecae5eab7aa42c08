import { describeAttacks } from './corpus.ts'

await describeAttacks('resources', 'wasm')
