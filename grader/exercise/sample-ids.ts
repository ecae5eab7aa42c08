export const samplePath = /^misconceptions\/([a-z0-9]+(?:-[a-z0-9]+)*)\.ts$/

/** Ids of the samples, from their file names. */
export function sampleIds(files: Readonly<Record<string, string>>): string[] {
  return Object.keys(files).flatMap((path) => samplePath.exec(path)?.[1] ?? [])
}
