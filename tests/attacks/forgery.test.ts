import { describeAttacks } from './corpus.ts'

await describeAttacks('forgery', 'wasm')
