/** What is left of an account that its owner deletes. */

/** How the person stands to one class that they are or were in. */
export interface ClassStanding {
  id: string
  name: string
  role: 'learner' | 'assistant' | 'instructor'
  /** They were removed from it, or left. */
  removed: boolean
  archived: boolean
  /** Its policy: grades of who deletes their account stay, under a pseudonym. */
  keepsGrades: boolean
  /** Other people in it who are not removed; pseudonyms are nobody. */
  others: number
  /** Instructors among them. */
  otherInstructors: number
  /** Exercises that it assigns. */
  slugs: string[]
}

interface NamedClass {
  id: string
  name: string
}

export type DeletionPlan =
  /** These classes would lose their only instructor, and have people in them. */
  | { kind: 'blocked'; classes: NamedClass[] }
  | {
      /** `whole`: nothing of the person stays. `pseudonym`: what the kept classes need stays under an invented name. */
      kind: 'whole' | 'pseudonym'
      /** Running classes that keep the grades. */
      kept: NamedClass[]
      /** Exercises whose submissions stay, without their code. */
      keptSlugs: string[]
      /** Classes with nobody else in them, which go too. */
      emptied: NamedClass[]
    }

export function planDeletion(standings: readonly ClassStanding[]): DeletionPlan {
  const taught = standings.filter(({ role, removed, otherInstructors }) => {
    return role === 'instructor' && !removed && otherInstructors === 0
  })
  const blocked = taught.filter(({ others }) => others > 0)
  if (blocked.length > 0) return { kind: 'blocked', classes: blocked.map(nameOf) }
  const kept = standings.filter(({ role, removed, archived, keepsGrades }) => {
    return role === 'learner' && !removed && !archived && keepsGrades
  })
  return {
    kind: kept.length > 0 ? 'pseudonym' : 'whole',
    kept: kept.map(nameOf),
    keptSlugs: [...new Set(kept.flatMap(({ slugs }) => slugs))],
    emptied: taught.map(nameOf),
  }
}

function nameOf({ id, name }: ClassStanding): NamedClass {
  return { id, name }
}

/** Stands in place of the code of a submission that stays. */
export const deletedSource = '// deleted with the account\n'

/** @param random 16 bits, which tell pseudonyms of one class apart */
export function pseudonymOf(random: number): string {
  return `Former learner ${random.toString(16).toUpperCase().padStart(4, '0')}`
}
