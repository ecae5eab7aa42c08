import { z } from 'zod'

const event = z.object({ classroomId: z.string(), userId: z.string().optional() })

/** What is to be read again: these learners, or everything. */
export interface TakenChanges {
  /** Null: everything. */
  learners: string[] | null
}

/** Collects what the server says has moved in a class, until somebody reads it. */
export class Changes {
  #everything = false
  readonly #learners = new Set<string>()

  get any(): boolean {
    return this.#everything || this.#learners.size > 0
  }

  /** @returns whether the event is about this class */
  add(message: unknown, classroomId: string): boolean {
    const parsed = event.safeParse(message)
    if (!parsed.success || parsed.data.classroomId !== classroomId) return false
    if (parsed.data.userId === undefined) this.#everything = true
    else this.#learners.add(parsed.data.userId)
    return true
  }

  addAll(): void {
    this.#everything = true
  }

  /** @param limit more learners than this are everything. @returns undefined where nothing moved */
  take(limit: number): TakenChanges | undefined {
    if (!this.any) return undefined
    const learners = this.#everything || this.#learners.size > limit ? null : [...this.#learners]
    this.#everything = false
    this.#learners.clear()
    return { learners }
  }

  /** Reading failed: it is still to be done. */
  putBack({ learners }: TakenChanges): void {
    if (learners === null) this.#everything = true
    else for (const id of learners) this.#learners.add(id)
  }
}
