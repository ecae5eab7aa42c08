'use client'
import { useTranslations } from 'next-intl'

import { commentApi } from '@/contracts/submissions.ts'
import type { CommentView } from '@/course/submissions/comment.ts'

import { CommentForm } from './comment-form.tsx'
import { useChange } from '../form/use-change.ts'

export interface Discussion {
  submissionId: string
  classroomId: string
  comments: CommentView[]
  mayComment: boolean
}

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
