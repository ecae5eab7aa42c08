import type { ReactNode } from 'react'

/** The document itself begins in [locale]/layout.tsx, which knows the language; not-found.tsx brings its own. */
export default function PassThroughLayout({ children }: { children: ReactNode }) {
  return children
}
