import Markdown, { type Components } from 'react-markdown'
import rehypeKatex from 'rehype-katex'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'

import { ScrollingPre } from './scrolling-pre.tsx'

const blockComponents: Components = { pre: ({ children }) => <ScrollingPre>{children}</ScrollingPre> }
const inlineComponents: Components = { ...blockComponents, p: ({ children }) => <>{children}</> }

/**
 * Markdown of an exercise or a comment, with formulas and without raw HTML: tags in it are shown as text, and links
 * keep only harmless protocols.
 * @param inline one sentence (a claim, a hint): its paragraph is not a paragraph of its own
 */
export function Prose({ markdown, inline = false }: { markdown: string; inline?: boolean }) {
  const content = (
    <Markdown
      remarkPlugins={[remarkCjkFriendly, remarkGfm, remarkMath]}
      rehypePlugins={[[rehypeKatex, { strict: 'ignore' }]]}
      components={inline ? inlineComponents : blockComponents}
    >
      {markdown}
    </Markdown>
  )
  return inline ? <span className="prose-inline">{content}</span> : <div className="prose">{content}</div>
}
