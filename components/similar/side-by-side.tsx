'use client'
import { useTranslations } from 'next-intl'

import type { Passage } from '@/course/similar/similarity.ts'
import { Link } from '@/i18n/navigation.ts'

import { CodeView } from '../verdict/code-view.tsx'

interface Side {
  learner: { name: string; submissionId: string }
  source: string
}

const sides = ['left', 'right'] as const

/** Two texts with the passages that they share; a passage's number leads to it in the other text. */
export function SideBySide(props: { classroomId: string; left: Side; right: Side; passages: readonly Passage[] }) {
  const t = useTranslations('similar.pair')
  return (
    <div className="grid gap-5 min-[900px]:grid-cols-2">
      {sides.map((side) => {
        const { learner, source } = props[side]
        const other = side === 'left' ? 'right' : 'left'
        return (
          <section key={side} aria-labelledby={`${side}-learner`} className="card min-w-0 overflow-hidden">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-hair px-4 py-3">
              <h2 id={`${side}-learner`} className="m-0 text-[1rem]">
                {learner.name}
              </h2>
              <Link
                href={`/submissions/${learner.submissionId}?class=${props.classroomId}`}
                prefetch={false}
                className="text-sm"
              >
                {t('openSubmission', { name: learner.name })}
              </Link>
            </div>
            <CodeView
              source={source}
              label={t('code', { name: learner.name })}
              passages={props.passages.map((passage, at) => ({
                ...passage[side],
                mark: (
                  <a
                    id={`${side}-${at + 1}`}
                    href={`#${other}-${at + 1}`}
                    aria-label={t('toPassage', { number: at + 1 })}
                    className="sticky right-2 ml-auto shrink-0 scroll-mt-24 self-center rounded border border-hair bg-paper px-1.5 font-ui text-xs whitespace-nowrap no-underline target:border-accent"
                  >
                    {t('passage', { number: at + 1 })}
                  </a>
                ),
              }))}
            />
          </section>
        )
      })}
    </div>
  )
}
