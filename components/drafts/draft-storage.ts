/** localStorage as drafts need it. A browser may forbid it or run out of room; then nothing here throws. */
export interface DraftStorage {
  read(key: string): string | null
  /** @returns whether it was written */
  write(key: string, text: string): boolean
  remove(key: string): void
}

export function makeDraftStorage(storage: () => Storage): DraftStorage {
  const attempt = <T>(action: (storage: Storage) => T, otherwise: T): T => {
    try {
      return action(storage())
    } catch {
      // Forbidden or full: the caller is told by the result, and says so to the learner.
      return otherwise
    }
  }
  return {
    read: (key) => attempt((one) => one.getItem(key), null),
    write: (key, text) =>
      attempt((one) => {
        one.setItem(key, text)
        return true
      }, false),
    remove: (key) => attempt((one) => one.removeItem(key), undefined),
  }
}
