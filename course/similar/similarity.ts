/** What two learners' texts for one exercise have in common. A hint, never a verdict. */

export interface ComparedLearner {
  id: string
  name: string
  submissionId: string
}

/** Lines of a text, 1-based, the last one included. */
export interface LineRange {
  from: number
  to: number
}

/** The same in both, as far as names, numbers, layout and comments do not count. */
export interface Passage {
  left: LineRange
  right: LineRange
}

export interface Alikeness {
  /** 0..1: how much of what is their own, in both texts together, stands in the other. */
  similarity: number
  /** Lines of the shorter that are covered. */
  lines: number
  /** Own names and comments that both chose and hardly anybody else. */
  names: string[]
  comments: string[]
}

/** Either text may be the text of several learners. */
export interface AlikePair extends Alikeness {
  left: ComparedLearner[]
  right: ComparedLearner[]
}
