/** What stands in the editor, for those parts of the page that follow it letter by letter. */
export interface TextStore {
  get(): string
  set(text: string): void
  /** @returns how to stop listening */
  subscribe(listener: () => void): () => void
}

export function makeTextStore(initial: string): TextStore {
  let text = initial
  const listeners = new Set<() => void>()
  return {
    get: () => text,
    set(next) {
      if (next === text) return
      text = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
