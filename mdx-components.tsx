import { lessonComponents } from '@/components/lesson/index.ts'
import { FormulaHtml } from '@/components/prose/formula-html.tsx'
import { formulaTag } from '@/components/prose/rehype-raw-formulas.ts'
import { HeaderCell } from '@/components/prose/header-cell.tsx'
import { LessonHeading2, LessonHeading3 } from '@/components/prose/mdx-headings.tsx'
import { ScrollingPre } from '@/components/prose/scrolling-pre.tsx'

const components = {
  [formulaTag]: FormulaHtml,
  ...lessonComponents,
  h2: LessonHeading2,
  h3: LessonHeading3,
  pre: ScrollingPre,
  th: HeaderCell,
}

/** What lessons may use without an import. */
export function useMDXComponents(): typeof components {
  return components
}
