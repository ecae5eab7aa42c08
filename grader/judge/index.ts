export * from './arithmetic.ts'
export * from './declare.ts'
export * from './verbs.ts'
