/**
 * The address of a file that the build made beside the pages. It holds the build's name: a page that was opened before the site
 * was replaced goes on with the files that it was written for.
 */
export function madeFile(name: string): string {
  return `/made/${process.env.GRADIENT_GYM_BUILD}/${name}`
}
