import Markdown, { type Components } from 'react-markdown'
import rehypeKatex from 'rehype-katex'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'

import { Placeholder } from './placeholder.tsx'
import { rehypePlaceholders } from './rehype-placeholders.ts'
import { FormulaHtml } from './formula-html.tsx'
import { HeaderCell } from './header-cell.tsx'
import rehypeFormulaEnds from './rehype-formula-ends.ts'
import rehypeRawFormulas, { formulaTag } from './rehype-raw-formulas.ts'
import rehypeUntranslated from './rehype-untranslated.ts'
import { ScrollingPre } from './scrolling-pre.tsx'

type FormulaComponents = Record<typeof formulaTag, typeof FormulaHtml>

const blockComponents: Components & FormulaComponents = {
  [formulaTag]: FormulaHtml,
  th: HeaderCell,
  pre: ({ children }) => <ScrollingPre>{children}</ScrollingPre>,
}
const inlineComponents: Components & FormulaComponents = {
  ...blockComponents,
  p: ({ children }) => <>{children}</>,
  data: ({ value }) =>
    value === 'measured' || value === 'expected' || value === 'layer' ? <Placeholder name={value} /> : null,
}

/**
 * Markdown of an exercise or a comment, with formulas and without raw HTML: tags in it are shown as text, and links
 * keep only harmless protocols.
 * @param inline one sentence (a claim, a hint): its paragraph is not a paragraph of its own
 */
export function Prose({ markdown, inline = false }: { markdown: string; inline?: boolean }) {
  const content = (
    <Markdown
      remarkPlugins={[remarkCjkFriendly, remarkGfm, remarkMath]}
      // Placeholders first: a formula's own braces are then no longer text.
      rehypePlugins={[
        ...(inline ? [rehypePlaceholders] : []),
        [rehypeKatex, { strict: 'ignore' }],
        rehypeFormulaEnds,
        rehypeUntranslated,
        rehypeRawFormulas,
      ]}
      components={inline ? inlineComponents : blockComponents}
    >
      {markdown}
    </Markdown>
  )
  return inline ? <span className="prose-inline">{content}</span> : <div className="prose">{content}</div>
}
