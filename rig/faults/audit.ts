/** The drill's judgement: nothing lost, nothing twice, nobody blamed, nobody starved. Knows no process and no database. */
import { costsAnAttempt, type VerdictKind } from '../../grader/judge/verdict.ts'

/** One submission as its learner remembers it. */
export interface Remembered {
  key: string
  learner: string
  /** What the web called it; undefined where it never said that it had it. */
  id: string | undefined
  lastAnswer: string
  slug: string
  /** Null: it must pass. Otherwise it must fail as this. */
  misconception: string | null
}

/** One submission as the database has it. Times are milliseconds of the database's clock. */
export interface Stored {
  id: string
  key: string | null
  learner: string
  slug: string
  state: string
  storedAt: number
  /** Tries that a kill cut off. */
  triesLost: number
  verdicts: Array<{ graderRevision: string; kind: VerdictKind; misconception: string | null; at: number }>
  /** How often the news of its verdict was heard. */
  announced: number
}

export interface DrillRecord {
  remembered: readonly Remembered[]
  stored: readonly Stored[]
  /** Attempts of each learner as the gradebook counts them. */
  attempts: ReadonlyMap<string, number>
  /** Who had many submissions waiting all the time. */
  eager: string
  /** Gradings at once. */
  concurrency: number
}

/** @returns a sentence for each promise that was broken */
export function auditDrill(record: DrillRecord): string[] {
  return [
    ...findLost(record),
    ...record.stored.flatMap(findTwiceOrMissing),
    ...findBlamed(record),
    ...findMiscounted(record),
    ...findOvertaken(record),
  ]
}

function findLost({ remembered, stored }: DrillRecord): string[] {
  const byKey = Map.groupBy(stored, ({ key }) => key)
  const known = new Set<string | null>(remembered.map(({ key }) => key))
  return [
    ...remembered.flatMap(({ key, id, lastAnswer }) => {
      const rows = byKey.get(key) ?? []
      if (id === undefined) return [`the sending ${key} was never taken: the last answer was ${lastAnswer}`]
      if (rows.length === 0) return [`the submission ${id} was accepted and is not stored`]
      if (rows.length > 1) return [`the sending ${key} is stored ${rows.length} times`]
      return rows[0]?.id === id ? [] : [`the sending ${key} was answered with ${id} and is stored as ${rows[0]?.id}`]
    }),
    ...stored.filter(({ key }) => !known.has(key)).map(({ id }) => `nobody sent the submission ${id}`),
  ]
}

function findTwiceOrMissing({ id, state, verdicts, announced }: Stored): string[] {
  const found: string[] = []
  if (state !== 'graded') found.push(`the submission ${id} is still ${state}`)
  if (verdicts.length !== 1) found.push(`the submission ${id} has ${verdicts.length} verdicts`)
  // News sent while nobody could listen is not heard; news of one verdict is never sent twice.
  if (announced > 1) found.push(`the verdict on the submission ${id} was announced ${announced} times`)
  return found
}

function findBlamed({ remembered, stored }: DrillRecord): string[] {
  const expected = new Map(remembered.map((one) => [one.key, one]))
  return stored.flatMap(({ id, key, slug, verdicts: [verdict] }) => {
    const sample = key === null ? undefined : expected.get(key)
    if (sample === undefined || verdict === undefined) return []
    const due = sample.misconception === null ? 'passed' : `failed as ${sample.misconception}`
    const got = verdict.misconception === null ? verdict.kind : `${verdict.kind} as ${verdict.misconception}`
    return due === got ? [] : [`the submission ${id} to ${slug} should be ${due} and is ${got}`]
  })
}

function findMiscounted({ remembered, stored, attempts }: DrillRecord): string[] {
  const costly = new Set(
    stored.filter(({ verdicts: [first] }) => first !== undefined && costsAnAttempt(first.kind)).map(({ id }) => id),
  )
  return [...Map.groupBy(remembered, ({ learner }) => learner)].flatMap(([learner, sent]) => {
    const due = sent.filter(({ id }) => id !== undefined && costly.has(id)).length
    const counted = attempts.get(learner) ?? 0
    return counted === due ? [] : [`${learner} made ${due} attempts and is charged ${counted}`]
  })
}

/**
 * The order of fairness. While a submission waits, what was graded before may run to its end, and of each other learner at
 * most two come first: one of the turn that was served when it came, one of the turn that it got. What a kill cut off is
 * tried again later than its turn and is left out on both sides.
 */
function findOvertaken(record: DrillRecord): string[] {
  const { stored, eager, concurrency } = record
  const learners = new Set(stored.map(({ learner }) => learner)).size
  const mostOfOne = 2 + concurrency
  const mostOfAll = 2 * (learners - 1) + concurrency
  return listOvertakings(record).flatMap(({ id, byEager, byAll }) => [
    ...(byEager > mostOfOne ? [`${byEager} gradings of ${eager} came before ${id}, at most ${mostOfOne} may`] : []),
    ...(byAll > mostOfAll ? [`${byAll} gradings came before ${id}, at most ${mostOfAll} may`] : []),
  ])
}

/** For each submission of who had no other waiting: how many gradings of others ended while it waited. */
export function listOvertakings({ stored, eager }: Pick<DrillRecord, 'stored' | 'eager'>): Array<{
  id: string
  byEager: number
  byAll: number
}> {
  const undisturbed = stored.flatMap(({ triesLost, verdicts: [verdict], ...rest }) =>
    triesLost > 0 || verdict === undefined ? [] : [{ ...rest, gradedAt: verdict.at }],
  )
  const hadOneWaiting = ({ learner, storedAt }: { learner: string; storedAt: number }): boolean =>
    stored.some(
      (one) =>
        one.learner === learner && one.storedAt < storedAt && one.verdicts.every((verdict) => verdict.at > storedAt),
    )
  return undisturbed
    .filter((one) => one.learner !== eager && !hadOneWaiting(one))
    .map(({ id, learner, storedAt, gradedAt }) => {
      const before = undisturbed.filter(
        (other) => other.learner !== learner && other.gradedAt > storedAt && other.gradedAt < gradedAt,
      )
      return { id, byEager: before.filter((other) => other.learner === eager).length, byAll: before.length }
    })
}
