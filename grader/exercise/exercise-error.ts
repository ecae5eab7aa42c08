/** What is wrong with an exercise's folder, where, and what its author does about it. */
export interface Fault {
  /** Path inside the folder. */
  file: string
  reason: string
  next: string
}

/** Thrown for a folder that is no exercise. */
export class ExerciseError extends Error implements Fault {
  override name = 'ExerciseError'
  readonly slug: string
  readonly file: string
  readonly reason: string
  readonly next: string
  constructor(slug: string, fault: Fault, cause?: unknown) {
    super(`${slug}/${fault.file}: ${fault.reason}. ${fault.next}`, { cause })
    this.slug = slug
    this.file = fault.file
    this.reason = fault.reason
    this.next = fault.next
  }
}
