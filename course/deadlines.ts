/** All times are milliseconds since 1970, taken from the server's clock. */
export interface Deadline {
  dueAt: number | null
}

/** A submission that the server took at the due instant itself is on time. */
export function isLate({ dueAt }: Deadline, submittedAt: number): boolean {
  return dueAt !== null && submittedAt > dueAt
}
