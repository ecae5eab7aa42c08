/**
 * Where to go after signing in: a path of this site without its language, or the course.
 * Anything that a browser could read as another site (`//…`, `/\…`, a scheme) is dropped.
 */
export function parseNextPath(next: string | string[] | undefined): string {
  return typeof next === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : '/course'
}
