/** @returns slugs of the exercises that a change may have broken; 'all' where the grader changed, or where nobody knows what did */
export function findChangedExercises(changedFiles: readonly string[] | undefined): ReadonlySet<string> | 'all' {
  if (changedFiles === undefined || changedFiles.some((file) => file.startsWith('grader/'))) return 'all'
  return new Set(changedFiles.flatMap((file) => /^exercises\/([^/]+)\//.exec(file)?.[1] ?? []))
}
