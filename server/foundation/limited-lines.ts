/** Lines of a log that strangers can cause: so many a minute of each kind, and then a count of what was left out. */

export interface LimitedLines {
  /** @param kind is counted by itself; lines of another kind are not crowded out */
  write(kind: string, line: Readonly<Record<string, unknown>>): void
  /** Says at once what was left out. */
  close(): void
}

const windowMs = 60_000

export function makeLimitedLines(options: {
  linesPerMinute: number
  print: (line: Readonly<Record<string, unknown>>) => void
}): LimitedLines {
  const { linesPerMinute, print } = options
  const windows = new Map<string, { written: number; leftOut: number; end: NodeJS.Timeout }>()
  const close = (kind: string): void => {
    const window = windows.get(kind)
    if (window === undefined) return
    clearTimeout(window.end)
    windows.delete(kind)
    if (window.leftOut > 0) print({ event: 'lines-left-out', of: kind, count: window.leftOut })
  }
  return {
    write(kind, line) {
      let window = windows.get(kind)
      if (window === undefined) {
        // Holds no process that wants to end.
        window = { written: 0, leftOut: 0, end: setTimeout(() => close(kind), windowMs).unref() }
        windows.set(kind, window)
      }
      if (window.written >= linesPerMinute) {
        window.leftOut += 1
        return
      }
      window.written += 1
      print(line)
    },
    close() {
      for (const kind of windows.keys()) close(kind)
    },
  }
}
