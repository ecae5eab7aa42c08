/** Small marks that carry meaning by shape, so that colour never does it alone. Decorative: the word stands beside. */
export function MarkPassed() {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 shrink-0 text-good">
      <path
        d="M3.2 8.6l3.1 3.1 6.5-7.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

export function MarkFailed() {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 shrink-0 text-bad">
      <path d="M4 4l8 8M12 4l-8 8" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  )
}

/** Neither passed nor failed: it was never measured. */
export function MarkSkipped() {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 shrink-0 text-soft">
      <path d="M4 8h8" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  )
}

export function MarkWaiting({ busy }: { busy: boolean }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className={`size-4 shrink-0 text-soft ${busy ? 'motion-safe:animate-pulse' : ''}`}
    >
      <circle cx="8" cy="8" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2.4 2.4" />
    </svg>
  )
}
