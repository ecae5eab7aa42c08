/** Plain text with line breaks; it is shown as it was typed and never read as markup. */
export const commentLimit = 5000

/** What somebody said about a submission, as a reader of the same class sees it. Times are ISO 8601 in UTC. */
export interface CommentView {
  id: string
  /** Of the source, from 1; null: about the whole. */
  line: number | null
  text: string
  createdAt: string
  editedAt: string | null
  /** Null when the account is gone. */
  author: string | null
  /** Said by the reader, who may change it. */
  mine: boolean
}

/** Comments by the line that they stand under; what speaks of a line that the source does not have stands under `null`. */
export function groupByLine(comments: readonly CommentView[], lineCount: number): Map<number | null, CommentView[]> {
  return Map.groupBy(comments, ({ line }) => (line !== null && line <= lineCount ? line : null))
}
