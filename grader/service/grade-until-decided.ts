/**
 * The rule of the second look: a verdict with a check whose number lies within the machine's noise of its threshold is
 * measured again on another draw, at most twice. The last one counts, and its notes say how often and for which checks.
 */
import { isWithinNoise } from '../judge/noise.ts'
import type { Verdict } from '../judge/verdict.ts'

const SECOND_LOOKS = 2

/**
 * @param first the draw to begin with
 * @param run grades on one draw
 * @param next another draw, that nobody has seen
 * @returns the verdict that counts and the draw that it speaks of
 */
export async function gradeUntilDecided<Draw>(
  first: Draw,
  run: (drawn: Draw) => Promise<Verdict>,
  next: () => Promise<Draw>,
): Promise<{ verdict: Verdict; drawn: Draw }> {
  let drawn = first
  let verdict = await run(drawn)
  const doubted = new Set<string>()
  for (let looks = 1; looks <= SECOND_LOOKS; looks++) {
    const doubts = doubtsOf(verdict)
    if (doubts.length === 0) break
    for (const id of doubts) doubted.add(id)
    drawn = await next()
    verdict = await run(drawn)
    const note = { code: 'measured-again', params: { draws: looks + 1, checks: [...doubted].join(', ') } }
    verdict = { ...verdict, notes: [...verdict.notes, note] }
  }
  return { verdict, drawn }
}

function doubtsOf({ kind, checks }: Verdict): string[] {
  if (kind !== 'passed' && kind !== 'failed') return []
  return checks.filter((check) => isWithinNoise(check)).map(({ id }) => id)
}
