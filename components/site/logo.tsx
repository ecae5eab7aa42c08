/** The mark: a gradient norm over depth, one line that dies and one that holds. */
export function Logo() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" fill="none" aria-hidden="true" className="shrink-0">
      <path d="M2.5 2v15.5H18" stroke="var(--base)" strokeWidth="1.2" strokeLinecap="round" />
      <path d="M5.5 5.5H17" stroke="var(--ref)" strokeWidth="1.8" strokeLinecap="round" strokeDasharray="2.6 2.4" />
      <path d="M5.5 14.5C11 14 14 11 17 5.5" stroke="var(--mine)" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}
