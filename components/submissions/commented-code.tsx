'use client'
/** The submitted code with what people said under its lines, and the places to say more. */
import { useTranslations } from 'next-intl'
import { useMemo, useState, type Ref } from 'react'

import { groupByLine } from '@/course/submissions/comment.ts'

import { CodeView } from '../verdict/code-view.tsx'
import { CommentThread } from './comment-thread.tsx'
import { NewComment, type Discussion } from './new-comment.tsx'

export function CommentedCode(props: {
  source: string
  discussion: Discussion
  marked: number | null
  markedRef: Ref<HTMLDivElement>
}) {
  const { source, discussion, marked, markedRef } = props
  const { comments, mayComment } = discussion
  const t = useTranslations('review.code')
  // Several may be open at once, so that choosing another line loses nothing that was typed.
  const [open, setOpen] = useState<ReadonlySet<number | null>>(new Set())
  const [reachable, setReachable] = useState(1)
  const groups = useMemo(() => groupByLine(comments, source.split('\n').length), [comments, source])
  const isOpen = (line: number | null) => open.has(line)
  const toggle = (line: number | null, wanted: boolean) =>
    setOpen((now) => new Set([...[...now].filter((other) => other !== line), ...(wanted ? [line] : [])]))

  const lineAction = {
    label: (line: number) => t('add', { line }),
    onChoose: (line: number) => toggle(line, true),
    reachable,
    onReach: setReachable,
  }
  const below = (line: number) => {
    const said = groups.get(line) ?? []
    if (said.length === 0 && !isOpen(line)) return null
    return (
      <section
        aria-label={t('comments', { line })}
        className="my-1.5 border-y border-hair bg-raised px-4 py-3"
        data-comments={line}
      >
        <CommentThread comments={said} mayComment={mayComment} />
        {isOpen(line) ? <NewComment discussion={discussion} line={line} onClose={() => toggle(line, false)} /> : null}
      </section>
    )
  }

  return (
    <>
      <CodeView
        source={source}
        label={t('label')}
        marked={marked}
        markedRef={markedRef}
        lineAction={mayComment ? lineAction : undefined}
        below={below}
      />
      <section aria-labelledby="about-whole" className="border-t border-hair px-4 py-4" data-comments="whole">
        <h2 id="about-whole" className="m-0 mb-2 text-sm">
          {t('whole')}
        </h2>
        <CommentThread comments={groups.get(null) ?? []} mayComment={mayComment} />
        {comments.length === 0 ? <p className="m-0 text-sm text-soft">{t('none')}</p> : null}
        {mayComment ? (
          isOpen(null) ? (
            <NewComment discussion={discussion} line={null} onClose={() => toggle(null, false)} />
          ) : (
            <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
              <button type="button" className="btn" onClick={() => toggle(null, true)}>
                {t('addWhole')}
              </button>
              <p className="m-0 text-sm text-soft">{t('hint')}</p>
            </div>
          )
        ) : (
          <p className="m-0 mt-2 text-sm text-soft">{t('closed')}</p>
        )}
      </section>
    </>
  )
}
