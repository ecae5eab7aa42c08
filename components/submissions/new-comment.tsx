'use client'
import { useTranslations } from 'next-intl'

import { commentApi } from '@/contracts/submissions.ts'

import { CommentForm } from './comment-form.tsx'
import type { Discussion } from './commented-code.tsx'
import { useChange } from '../form/use-change.ts'

/** @param props.line null: about the whole submission */
export function NewComment(props: { discussion: Discussion; line: number | null; onClose: () => void }) {
  const { discussion, line, onClose } = props
  const { submissionId, classroomId } = discussion
  const t = useTranslations('review.comment')
  const { change, pending, failure } = useChange()
  return (
    <CommentForm
      label={line === null ? t('labelWhole') : t('labelLine', { line })}
      initial=""
      words={{ send: t('send'), sending: t('sending') }}
      pending={pending}
      failure={failure}
      onClose={onClose}
      onSend={(text) =>
        void change(commentApi.add, { params: { id: submissionId }, body: { classroomId, line, text } }, onClose)
      }
    />
  )
}
