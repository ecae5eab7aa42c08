export * from './arithmetic.ts'
export * from './declare.ts'
export * from './truncated-normal.ts'
export * from './verbs.ts'
