/** Unprivileged libraries as text, compiled by the bundler (host/cage-assets.ts) and evaluated inside Compartments. */
declare module 'source:kit' {
  const code: string
  export default code
}
declare module 'source:grader/experiments' {
  const code: string
  export default code
}
declare module 'source:grader/judge' {
  const code: string
  export default code
}
declare module 'source:rehearsal' {
  const code: string
  export default code
}
