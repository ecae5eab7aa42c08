import type { ComponentProps } from 'react'

/** Code that may be wider than its column: focusable, so that the keyboard can scroll it. */
export function ScrollingPre(props: ComponentProps<'pre'>) {
  return <pre tabIndex={0} translate="no" {...props} />
}
