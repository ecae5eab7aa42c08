/** Replacements in one text, made all at once. An edit inside a range that another replaces is dropped. */
export class TextEdits {
  private readonly edits: Array<{ start: number; end: number; by: string }> = []

  /** Keeps the line ends of what it replaces, so that every later line stays where it is. */
  replace(text: string, { start, end }: { start: number; end: number }, by: string): void {
    this.edits.push({ start, end, by: by + lineEndsOf(text.slice(start, end)) })
  }

  insert(at: number, by: string): void {
    this.edits.push({ start: at, end: at, by })
  }

  /** Replaces one literal by another form of itself, line ends and all. */
  rewrite({ start, end }: { start: number; end: number }, by: string): void {
    this.edits.push({ start, end, by })
  }

  apply(text: string): string {
    const isInsertion = ({ start, end }: { start: number; end: number }): number => (start === end ? 0 : 1)
    const sorted = this.edits.toSorted((a, b) => a.start - b.start || isInsertion(a) - isInsertion(b) || b.end - a.end)
    let result = ''
    let at = 0
    for (const { start, end, by } of sorted) {
      if (start < at) continue
      result += text.slice(at, start) + by
      at = end
    }
    return result + text.slice(at)
  }
}

const lineEndsOf = (text: string): string => text.replace(/[^\n]/g, '')

/** Spaces of the same length, line ends kept. Other line separators become spaces too: editors do not count them. */
export const blank = (text: string): string => text.replace(/[^\n]/g, ' ')
