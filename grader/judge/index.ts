export * from './arithmetic.ts'
export * from './declare.ts'
export * from './gaussian-mean.ts'
export * from './verbs.ts'
