import { isValidElement, type ReactNode } from 'react'

import { headingSlug } from './heading-slug.ts'

/** Headings of a lesson can be linked to: the heading itself is the link. */
export function LessonHeading2({ children }: { children?: ReactNode }) {
  const slug = headingSlug(textOf(children))
  return (
    <h2 id={slug}>
      <a className="anchor" href={`#${slug}`}>
        {children}
      </a>
    </h2>
  )
}

export function LessonHeading3({ children }: { children?: ReactNode }) {
  return <h3 id={headingSlug(textOf(children))}>{children}</h3>
}

function textOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node)
  if (Array.isArray(node)) return node.map(textOf).join('')
  if (isValidElement<{ children?: ReactNode }>(node)) return textOf(node.props.children)
  return ''
}
