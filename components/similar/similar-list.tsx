import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { Fragment } from 'react'

import type { AlikePair, ComparedLearner } from '@/course/similar/similarity.ts'
import { Link } from '@/i18n/navigation.ts'

interface Props {
  /** Of the list; the pairs lie below it. */
  path: string
  classroomId: string
  same: ReadonlyArray<readonly ComparedLearner[]>
  pairs: readonly AlikePair[]
}

/** More names of learners or of variables than this are a number. */
const namesAtMost = 4

export function SimilarList({ path, classroomId, same, pairs }: Props) {
  const t = useTranslations('similar')
  return (
    <div className="space-y-8">
      {same.length === 0 ? null : (
        <section aria-labelledby="same">
          <h2 id="same" className="m-0 text-lg">
            {t('same')}
          </h2>
          <p className="m-0 mt-1 mb-3 text-sm text-soft">{t('sameText')}</p>
          <ul className="card m-0 list-none divide-y divide-hair p-0">
            {same.map((learners) => (
              <li
                key={learners[0]?.submissionId}
                className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-4 py-3 text-sm"
              >
                <span className="min-w-0 flex-1 basis-60">
                  {learners.length > 2 ? (
                    <span className="mr-2 text-soft tabular-nums">{t('learners', { count: learners.length })}</span>
                  ) : null}
                  <Learners learners={learners} classroomId={classroomId} all />
                </span>
                <Compare path={path} left={learners[0]} right={learners[1]} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {pairs.length === 0 ? null : (
        <section aria-labelledby="pairs">
          <h2 id="pairs" className="m-0 text-lg">
            {t('pairs')}
          </h2>
          <p className="m-0 mt-1 mb-3 text-sm text-soft">{t('pairsText')}</p>
          <PairTable {...{ path, classroomId, pairs }} />
        </section>
      )}
    </div>
  )
}

function PairTable({ path, classroomId, pairs }: Pick<Props, 'path' | 'classroomId' | 'pairs'>) {
  const t = useTranslations('similar')
  const format = useFormatter()
  const head = 'px-4 py-2 font-medium text-soft'
  return (
    <div role="region" aria-label={t('pairs')} tabIndex={0} className="card overflow-x-auto">
      <table className="w-full min-w-max border-collapse text-sm tabular-nums">
        <thead>
          <tr className="border-b border-hair">
            <th scope="col" className={`${head} text-left`}>
              {t('table.learners')}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {t('table.alike')}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {t('table.lines')}
            </th>
            <th scope="col" className={`${head} text-left`}>
              {t('table.common')}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ left, right, similarity, lines, names, comments }) => (
            <tr
              key={`${left[0]?.submissionId} ${right[0]?.submissionId}`}
              className="border-b border-hair align-baseline last:border-b-0"
            >
              <th scope="row" className="px-4 py-2 text-left font-normal">
                <Learners learners={left} classroomId={classroomId} />
                <span className="text-soft"> {t('and')} </span>
                <Learners learners={right} classroomId={classroomId} />
              </th>
              <td className="px-4 py-2 text-right">{format.number(similarity, { style: 'percent' })}</td>
              <td className="px-4 py-2 text-right">{lines}</td>
              <td className="max-w-72 px-4 py-2 text-soft">
                <InCommon names={names} comments={comments} />
              </td>
              <td className="px-4 py-2 text-right">
                <Compare path={path} left={left[0]} right={right[0]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function InCommon({ names, comments }: { names: readonly string[]; comments: readonly string[] }) {
  const t = useTranslations('similar')
  const common = useTranslations('common')
  const shown = names.slice(0, namesAtMost).join(common('comma'))
  const parts = [
    ...(names.length === 0 ? [] : [t('names', { names: names.length > namesAtMost ? `${shown} …` : shown })]),
    ...(comments.length === 0 ? [] : [t('comments', { count: comments.length })]),
  ]
  return parts.length === 0 ? t('nothing') : parts.join(' · ')
}

/** Each leads to the submission. @param props.all how many there are, however many */
function Learners(props: { learners: readonly ComparedLearner[]; classroomId: string; all?: boolean }) {
  const { learners, classroomId, all = false } = props
  const locale = useLocale()
  const shown = all ? learners : learners.slice(0, namesAtMost)
  return (
    <>
      {shown.map(({ id, name, submissionId }, at) => (
        <Fragment key={id}>
          {at === 0 ? '' : locale === 'zh' ? '、' : ', '}
          <Link href={`/submissions/${submissionId}?class=${classroomId}`} prefetch={false}>
            {name}
          </Link>
        </Fragment>
      ))}
      {shown.length < learners.length ? ` +${learners.length - shown.length}` : ''}
    </>
  )
}

function Compare({
  path,
  left,
  right,
}: {
  path: string
  left: ComparedLearner | undefined
  right: ComparedLearner | undefined
}) {
  const t = useTranslations('similar')
  if (left === undefined || right === undefined) return null
  return (
    <Link
      href={`${path}/${left.submissionId}/${right.submissionId}`}
      prefetch={false}
      aria-label={t('compareOf', { left: left.name, right: right.name })}
    >
      {t('compare')}
    </Link>
  )
}
