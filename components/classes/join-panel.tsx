'use client'

import { useTranslations } from 'next-intl'

import { classApi } from '@/contracts/classes.ts'
import type { BodyOf } from '@/contracts/contract.ts'
import { toWallTime } from '@/course/time/zoned-time.ts'

import { CopyButton } from '../ui/copy-button.tsx'
import { FormMessage } from '../form/field.tsx'
import { Form, useFieldMarks } from '../form/form.tsx'
import { timeField } from '../form/text-field.ts'
import { WallTimeInput } from '../form/wall-time-input.tsx'
import { useChange } from '../form/use-change.ts'
import { useMoment } from '../ui/local-time.tsx'

interface Props {
  classroomId: string
  timeZone: string
  code: string
  /** The whole address that learners open. */
  link: string
  /** `closed` by hand, `ended` by its date. */
  standing: 'open' | 'closed' | 'ended'
  /** ISO 8601. */
  endsAt: string | null
  /** Only instructors change it, and only while the class runs. */
  mayChange: boolean
}

/** How learners come in: the code to type, the link to open, and whether the door is open. */
export function JoinPanel(props: Props) {
  const { code, link, standing, endsAt, mayChange } = props
  const t = useTranslations('people.joining')
  const common = useTranslations('common')
  const moment = useMoment()
  const labels = { copy: common('copy'), copied: common('copied') }
  const said =
    standing === 'closed' || endsAt === null
      ? t(standing === 'closed' ? 'closed' : 'open')
      : t(standing === 'ended' ? 'ended' : 'openUntil', {
          when: moment(endsAt),
        })
  return (
    <section aria-labelledby="joining" className="card px-5 py-4">
      <h2 id="joining" className="text-lg">
        {t('title')}
      </h2>
      <p className="text-soft">{t('text')}</p>
      <dl className={`mt-4 grid gap-3 ${standing === 'open' ? '' : 'opacity-60'}`}>
        {[
          { name: t('code'), text: code, large: true },
          { name: t('link'), text: link, large: false },
        ].map(({ name, text, large }) => (
          <div
            key={name}
            className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 sm:grid-cols-[6rem_1fr_auto]"
          >
            <dt className="text-sm text-soft max-sm:col-span-2">{name}</dt>
            <dd className={`min-w-0 break-all font-mono ${large ? 'text-lg tracking-wider' : 'text-sm'}`}>{text}</dd>
            <dd>
              <CopyButton text={text} labels={{ ...labels, of: name }} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-sm">{said}</p>
      {mayChange ? <Door {...props} /> : null}
    </section>
  )
}

function Door({ classroomId, timeZone, standing, endsAt }: Props) {
  const open = standing !== 'closed'
  const t = useTranslations('people.joining')
  const { pending, failure, failed, change: send } = useChange()
  const change = (body: BodyOf<typeof classApi.changeJoining>) =>
    void send(classApi.changeJoining, { params: { id: classroomId }, body })
  return (
    <Form
      failed={failed}
      className="mt-4 flex flex-wrap items-end gap-x-3 gap-y-3 border-t border-hair pt-4"
      action={(form) => change({ endsAt: timeField(form, 'endsAt', timeZone) })}
    >
      <button type="button" className="btn" disabled={pending} onClick={() => change({ open: !open })}>
        {t(open ? 'close' : 'reopen')}
      </button>
      <button
        type="button"
        className="btn"
        disabled={pending}
        onClick={() => {
          if (window.confirm(t('rotateConfirm'))) change({ rotate: true })
        }}
      >
        {t('rotate')}
      </button>
      <div className="flex flex-wrap items-end gap-2">
        <EndField key={endsAt} endsAt={endsAt} timeZone={timeZone} />
        <button type="submit" className="btn" disabled={pending}>
          {t('setEnd')}
        </button>
      </div>
      <div className="basis-full">
        <FormMessage text={failure} />
      </div>
    </Form>
  )
}

function EndField({ endsAt, timeZone }: Pick<Props, 'endsAt' | 'timeZone'>) {
  const t = useTranslations('people.joining')
  return (
    <label className="text-sm">
      <span className="mb-1 block text-soft">{t('endsAt', { timeZone })}</span>
      <WallTimeInput
        {...useFieldMarks('endsAt')}
        name="endsAt"
        timeZone={timeZone}
        defaultValue={endsAt === null ? '' : toWallTime(Date.parse(endsAt), timeZone)}
      />
    </label>
  )
}
