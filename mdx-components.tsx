import { lessonComponents } from '@/components/lesson/index.ts'
import { FormulaHtml } from '@/components/ui/formula-html.tsx'
import { formulaTag } from '@/components/ui/rehype-raw-formulas.ts'
import { HeaderCell } from '@/components/ui/header-cell.tsx'
import { LessonHeading2, LessonHeading3 } from '@/components/ui/mdx-headings.tsx'
import { ScrollingPre } from '@/components/ui/scrolling-pre.tsx'

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
