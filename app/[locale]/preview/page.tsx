import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { renderTitles } from '@/app/render-entries.tsx'
import { orNotFound } from '@/app/page-errors.ts'
import { OverlayPlot } from '@/components/preview/overlay-plot.tsx'
import type { FilePlot } from '@/components/preview/overlay-plot.tsx'
import { RefreshOnChange } from '@/components/preview/refresh-on-change.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { Page } from '@/components/ui/page.tsx'
import type { Preview } from '@/grader/exercise/preview.ts'
import { Link } from '@/i18n/navigation.ts'
import { findPlotTitles } from '@/server/course/exercises.ts'
import { getPreview } from '@/server/course/preview.ts'
import { getContext } from '@/server/process/context.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('preview')
  return { title: t('title'), robots: 'noindex' }
}

/** For the author at their own machine: what `exercise preview` found. */
export default async function PreviewPage() {
  const preview = await orNotFound(getPreview(getContext()))
  const [t, titles] = await Promise.all([
    getTranslations('preview'),
    findPlotTitles(getContext(), preview.slug, await getLocale()),
  ])
  const rendered = renderTitles(titles)
  return (
    <Page
      wide
      title={preview.slug}
      lead={t('lead', { slug: preview.slug })}
      actions={
        <Link href={`/exercises/${preview.slug}`} className="btn btn-primary">
          {t('workbench')}
        </Link>
      }
    >
      <div className="space-y-10">
        <p role="status" className="m-0 text-sm text-soft">
          {preview.state === 'running' ? t('running') : t('done')}
        </p>
        <Faults preview={preview} />
        <Samples preview={preview} />
        <section>
          <h2 className="mb-2 text-xl">{t('plots')}</h2>
          <p className="mb-5 text-sm text-soft">{t('plotsLead')}</p>
          <ClientMessages namespaces={['axes', 'preview']}>
            <div className="grid gap-10 lg:grid-cols-2">
              {plotsById(preview).map(({ id, plots }) => (
                <OverlayPlot key={id} title={rendered[id] ?? id} plots={plots} />
              ))}
            </div>
          </ClientMessages>
          {plotsById(preview).length === 0 ? <p className="text-sm text-soft">{t('noPlots')}</p> : null}
        </section>
      </div>
      <RefreshOnChange />
    </Page>
  )
}

async function Faults({ preview }: { preview: Preview }) {
  const t = await getTranslations('preview')
  const common = await getTranslations('common')
  const faults = [...preview.faults, ...preview.samples.flatMap((one) => one.faults)]
  return (
    <section>
      <h2 className="mb-2 text-xl">{t('faults')}</h2>
      {faults.length === 0 ? <p className="text-sm text-soft">{t('noFaults')}</p> : null}
      <ul className="m-0 list-none space-y-3 p-0">
        {faults.map(({ file, reason, next }, index) => (
          <li key={index} className="border-l-2 border-bad pl-3 text-sm">
            <span className="font-mono">{file}</span>
            {common('colon')}
            {reason}
            <br />
            <span className="text-soft">→ {next}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

async function Samples({ preview }: { preview: Preview }) {
  const t = await getTranslations('preview')
  return (
    <section>
      <h2 className="mb-2 text-xl">{t('samples')}</h2>
      <div className="overflow-x-auto">
        <table className="w-full border-collapse text-sm">
          <thead>
            <tr className="text-left text-soft">
              {(['file', 'verdict', 'failed', 'recognised', 'durationMs'] as const).map((column) => (
                <th
                  key={column}
                  scope="col"
                  className={`border-b border-hair py-2 font-[550] ${column === 'durationMs' ? 'text-right' : 'pr-4'}`}
                >
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.samples.map(({ file, verdict, faults }) => (
              <tr key={file}>
                <th scope="row" className="border-b border-hair py-1.5 pr-4 text-left font-mono font-normal">
                  {file}
                </th>
                {verdict === null ? (
                  <td colSpan={4} className="border-b border-hair py-1.5 text-soft">
                    {t('waiting')}
                  </td>
                ) : (
                  <>
                    <td
                      className={`border-b border-hair py-1.5 pr-4 ${faults.length > 0 ? 'font-[650] text-bad' : ''}`}
                    >
                      {verdict.kind}
                    </td>
                    <td className="border-b border-hair py-1.5 pr-4 font-mono text-xs">
                      {verdict.checks
                        .filter((check) => !check.passed)
                        .map((check) => check.id)
                        .join(', ') || t('none')}
                    </td>
                    <td className="border-b border-hair py-1.5 pr-4 font-mono text-xs">
                      {verdict.misconception ?? t('none')}
                    </td>
                    <td className="border-b border-hair py-1.5 text-right tabular-nums">
                      {t('ms', { ms: verdict.durationMs })}
                    </td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Each plot with the files that drew it, the solution's first. */
function plotsById({ samples }: Preview): Array<{ id: string; plots: FilePlot[] }> {
  const graded = samples.toSorted((a, b) => Number(b.file === 'solution.ts') - Number(a.file === 'solution.ts'))
  const byId = new Map<string, FilePlot[]>()
  for (const { file, verdict } of graded) {
    for (const plot of verdict?.plots ?? []) byId.set(plot.id, [...(byId.get(plot.id) ?? []), { file, plot }])
  }
  return [...byId].map(([id, plots]) => ({ id, plots }))
}
