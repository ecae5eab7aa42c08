'use client'
/** What was said in one place, oldest first. One's own can be changed and taken back. */
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { commentApi } from '@/contracts/submissions.ts'
import type { CommentView } from '@/course/submissions/comment.ts'

import { LocalTime } from '../ui/local-time.tsx'
import { CommentForm } from './comment-form.tsx'
import { useChange } from '../form/use-change.ts'

export function CommentThread({ comments, mayComment }: { comments: readonly CommentView[]; mayComment: boolean }) {
  if (comments.length === 0) return null
  return (
    <ol className="m-0 list-none space-y-3 p-0">
      {comments.map((comment) => (
        <li key={comment.id} data-comment={comment.id}>
          <Said comment={comment} mayChange={mayComment && comment.mine} />
        </li>
      ))}
    </ol>
  )
}

function Said({ comment, mayChange }: { comment: CommentView; mayChange: boolean }) {
  const t = useTranslations('review.comment')
  const [doing, setDoing] = useState<'edit' | 'remove' | null>(null)
  const { id, author, mine, text, createdAt, editedAt } = comment
  const quiet = 'cursor-pointer border-0 bg-transparent p-0 text-sm text-accent underline underline-offset-3'
  return (
    <>
      <p className="m-0 flex flex-wrap items-baseline gap-x-2 text-sm">
        <strong className="font-semibold">{mine ? t('you') : (author ?? t('gone'))}</strong>
        <span className="text-soft">
          <LocalTime at={createdAt} />
          {editedAt === null ? '' : ` · ${t('edited')}`}
        </span>
      </p>
      {doing === 'edit' ? (
        <Edit comment={comment} onClose={() => setDoing(null)} />
      ) : (
        <p className="m-0 mt-0.5 text-[0.9375rem] leading-relaxed break-words whitespace-pre-wrap">{text}</p>
      )}
      {doing === 'remove' ? <Remove id={id} onClose={() => setDoing(null)} /> : null}
      {mayChange && doing === null ? (
        <p className="m-0 mt-1 flex gap-4">
          <button type="button" className={quiet} onClick={() => setDoing('edit')}>
            {t('edit')}
          </button>
          <button type="button" className={quiet} onClick={() => setDoing('remove')}>
            {t('remove')}
          </button>
        </p>
      ) : null}
    </>
  )
}

function Edit({ comment, onClose }: { comment: CommentView; onClose: () => void }) {
  const t = useTranslations('review.comment')
  const { change, pending, failure } = useChange()
  return (
    <CommentForm
      label={t('editLabel')}
      initial={comment.text}
      words={{ send: t('save'), sending: t('saving') }}
      pending={pending}
      failure={failure}
      onClose={onClose}
      onSend={(text) => void change(commentApi.change, { params: { id: comment.id }, body: { text } }, onClose)}
    />
  )
}

function Remove({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslations('review.comment')
  const { change, pending, failure } = useChange()
  return (
    <div role="group" aria-label={t('removeConfirm')} className="mt-2 flex flex-wrap items-center gap-2 text-sm">
      <span>{failure ?? t('removeConfirm')}</span>
      <button
        type="button"
        className="btn"
        disabled={pending}
        onClick={() => void change(commentApi.remove, { params: { id } }, onClose)}
      >
        {t('removeYes')}
      </button>
      <button type="button" className="btn btn-quiet" autoFocus onClick={onClose}>
        {t('removeNo')}
      </button>
    </div>
  )
}
