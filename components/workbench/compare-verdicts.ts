/** Where the browser's verdict and the server's differ. */
import type { Verdict } from '../../grader/judge/verdict.ts'

export interface Disagreement {
  /** The server asks for more than the browser did, or for less. */
  server: 'stricter' | 'kinder'
  /** Ids of the checks on which they differ, in the server's order. */
  checks: string[]
}

/** @returns null when both say the same, or when one of them says nothing about the code */
export function compareVerdicts(local: Verdict, server: Verdict): Disagreement | null {
  if (local.kind === 'broken' || server.kind === 'broken') return null
  const here = new Map(local.checks.map((check) => [check.id, check.passed]))
  const checks = server.checks.filter(({ id, passed }) => here.has(id) && here.get(id) !== passed).map(({ id }) => id)
  if (local.kind === server.kind && checks.length === 0) return null
  const stricter = server.kind === 'passed' ? false : local.kind === 'passed' || server.score < local.score
  return { server: stricter ? 'stricter' : 'kinder', checks }
}
