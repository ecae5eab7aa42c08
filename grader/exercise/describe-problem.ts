import type { Problem } from '../judge/verdict.ts'

/** A Problem in one English line, for authors and logs; learners read it in the interface's words. */
export function describeProblem({ code, params, line, column }: Problem): string {
  const facts = Object.entries(params).map(([name, value]) => `${name} ${JSON.stringify(value)}`)
  const at = line === null ? '' : ` at line ${line}${column === null ? '' : `:${column}`}`
  return `${code}${at}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`
}
