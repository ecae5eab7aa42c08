interface Learner {
  userId: string
  name: string
  submissionId: string
}

/**
 * Who comes before and after somebody in a list.
 * @param learners in their order; without the learner themselves, nobody is next to them
 */
export function findNeighbours(
  learners: readonly Learner[],
  userId: string,
): { previous: Omit<Learner, 'userId'> | null; next: Omit<Learner, 'userId'> | null } {
  const index = learners.findIndex((learner) => learner.userId === userId)
  const at = (position: number) => {
    const learner = index === -1 || position < 0 ? undefined : learners[position]
    return learner === undefined ? null : { name: learner.name, submissionId: learner.submissionId }
  }
  return { previous: at(index - 1), next: at(index + 1) }
}
