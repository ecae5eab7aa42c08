import { useTranslations } from 'next-intl'

import { CopyButton } from '../ui/copy-button.tsx'

/** What an instructor gives to learners: the code to type, the link to open. */
export function InvitePanel({ code, link }: { code: string; link: string }) {
  const t = useTranslations('classes')
  const common = useTranslations('common')
  const labels = { copy: common('copy'), copied: common('copied') }
  return (
    <section aria-labelledby="invite" className="card px-5 py-4">
      <h2 id="invite" className="text-lg">
        {t('inviteTitle')}
      </h2>
      <p className="text-soft">{t('inviteText')}</p>
      <dl className="mt-4 grid gap-3">
        {[
          { name: t('code'), text: code, large: true },
          { name: t('inviteLink'), text: link, large: false },
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
    </section>
  )
}
