/** Where a lesson explains what an exercise recognises in wrong answers. */

/** A lesson marks the place by `<Place of="exercise/misconception" />`; the element there has this id. */
export function lessonPlaceId(misconception: string): string {
  return `about-${misconception.replace('/', '-')}`
}

/** @returns each "exercise/misconception" that a lesson's MDX marks, in the order of the text */
export function listLessonPlaces(mdx: string): string[] {
  return [...mdx.matchAll(/<Place of="([^"]*)"/g)].flatMap(([, names = '']) => names.split(' '))
}
